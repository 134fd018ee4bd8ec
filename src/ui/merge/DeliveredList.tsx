import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { LoggedEvent } from '../../store/event-log.ts'
import { isSelected, selectionOf } from '../../store/selection.ts'
import { formatDuration, formatStamp } from '../numbers.ts'
import { useLogVersion } from '../use-log-version.ts'
import type { View } from '../view.ts'
import { deliveredRows } from './delivered.ts'
import type { Delivered } from './delivered.ts'
import { lateReason } from './late-arrival.ts'
import { layoutBrackets } from './late-brackets.ts'
import type { Segment } from './late-brackets.ts'
import { rowWords } from './row-words.ts'

/** as many as one takes in at a glance, and some to scroll to */
const SHOWN = 12

interface DeliveredListProps {
  view: View
  live: boolean
  counts: boolean
}

/** What the merge gave last, in the order in which it did. */
export function DeliveredList({ view, live, counts }: DeliveredListProps) {
  const { log } = view.session
  const version = useLogVersion(log)
  // oxlint-disable-next-line react/exhaustive-deps -- the log is one object that grows; its version says when
  const rows = useMemo(() => deliveredRows(log, SHOWN), [log, version])
  const brackets = layoutBrackets(rows)
  const hasLate = rows.some(({ row }) => row.kind === 'event' && row.late)
  return (
    <div className="merge-out" data-live={live}>
      <h3>Delivered</h3>
      <div className="merge-out-scroller" tabIndex={0} role="group" aria-label="Delivered last">
        {rows.length === 0 && <p className="merge-aside">Nothing delivered yet.</p>}
        <ol className="merge-rows">
          {rows.map((each, at) => (
            <DeliveredRow key={each.number} view={view} delivered={each} bracket={brackets[at] ?? []} counts={counts} />
          ))}
        </ol>
        {hasLate && (
          <p className="merge-note">
            A merge of live rings takes the earliest head that is there. What is committed after that look with an
            earlier stamp can only come behind: late. With recording off every look is exact.
          </p>
        )}
      </div>
    </div>
  )
}

interface DeliveredRowProps {
  view: View
  delivered: Delivered
  bracket: readonly Segment[]
  counts: boolean
}

function DeliveredRow({ view, delivered, bracket, counts }: DeliveredRowProps) {
  const { row } = delivered
  return (
    <li className="merge-delivered" data-kind={row.kind}>
      {bracket.map((segment, lane) => (
        <span className="merge-bracket" key={lane} data-segment={segment} />
      ))}
      {row.kind === 'event' ? (
        <DeliveredEvent view={view} row={row} delivered={delivered} counts={counts} />
      ) : (
        <span className="merge-out-words">{rowWords(row)}</span>
      )}
    </li>
  )
}

type DeliveredEventProps = Omit<DeliveredRowProps, 'bracket'> & { row: LoggedEvent }

function DeliveredEvent({ view: { session }, row, delivered: { late }, counts }: DeliveredEventProps) {
  const { store, types } = session
  const ref = { cpu: row.cpu, ts: row.ts, ...row.place }
  const selected = useStore(store, (state) => isSelected(state.selection, ref))
  const byNs = late && (counts ? String(late.byNs) : formatDuration(late.byNs))
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={() => store.setState({ selection: selectionOf(ref, session.captures.latest(row.cpu)) })}
    >
      <b>CPU {row.cpu}</b> {formatStamp(row.ts, counts)}{' '}
      <span className="merge-bar" data-family={types.get(row.type)?.family ?? 'other'} />
      {types.nameOf(row.type)}
      {row.tieWith !== undefined && <span className="merge-tie"> = CPU {row.tieWith} first</span>}
      {row.late && (
        <span className="merge-late">
          {late
            ? `late by ${late.atLeast ? 'at least ' : ''}${byNs}: ${lateReason(late)}`
            : 'late: what overtook it is not in the list any more'}
        </span>
      )}
    </button>
  )
}
