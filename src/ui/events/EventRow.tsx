import { memo } from 'react'
import { useStore } from 'zustand'
import type { LoggedEvent, LogRow } from '../../store/event-log.ts'
import { UNPRINTED_NAMES } from '../../trace-files/ftrace-line.ts'
import { formatOffset, markOffset } from '../controls/offset-text.ts'
import { formatCount, formatStamp } from '../numbers.ts'
import type { View } from '../view.ts'

interface EventRowProps {
  view: View
  row: LogRow | undefined
  /** place in the list, from 0 */
  number: number
  counts: boolean
  /** ns by which each clock is off on purpose */
  offsets: readonly number[]
  top: number
}

type LineProps = Pick<EventRowProps, 'view' | 'counts' | 'offsets'> & { row: LoggedEvent }

/** A line as ftrace prints it; what is no event is told in words at the same place. */
export const EventRow = memo(function EventRow({ view, row, number, counts, offsets, top }: EventRowProps) {
  if (!row) return null
  return (
    <div
      className="event-row"
      role="listitem"
      aria-posinset={number + 1}
      data-kind={row.kind}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row.kind === 'event' ? (
        <EventLine view={view} row={row} counts={counts} offsets={offsets} />
      ) : (
        <span className="event-words">{wordsOf(row)}</span>
      )}
    </div>
  )
})

function EventLine({ view, row, counts, offsets }: LineProps) {
  const { types, store } = view.session
  useStore(store, (state) => state.registrations) // a type that is registered now names events that are listed already
  const name = types.nameOf(row.type)
  return (
    <>
      <span className="event-task">{row.task}</span>{' '}
      <span className="event-cpu">[{String(row.cpu).padStart(3, '0')}]</span>{' '}
      {offsets.length > 0 && <StampOffset ns={offsets[row.cpu] ?? 0} />}
      <span className="event-stamp" data-off={(offsets[row.cpu] ?? 0) !== 0}>
        {formatStamp(row.ts, counts)}:
      </span>
      <span className="event-bar" data-family={types.get(row.type)?.family ?? 'other'} />
      {row.late && <span className="event-late">late </span>}
      {row.inverted && (
        <span className="event-mark" title="by the clocks without their offsets, it happened before an event above">
          inverted
        </span>
      )}
      {row.tieWith !== undefined && (
        <span className="event-mark" title={tieTitle(row.cpu, row.tieWith)}>
          = CPU {row.tieWith} first
        </span>
      )}
      {!UNPRINTED_NAMES.has(name) && `${name}: `}
      <span className="event-text">{types.format(row.type, row.body)}</span>
    </>
  )
}

/** A column of its own, where any clock is off: stamps can be told from each other at a glance. */
function StampOffset({ ns }: { ns: number }) {
  if (ns === 0) return <span className="event-offset" />
  return (
    <span className="event-offset" title={`this CPU’s clock is ${formatOffset(ns)} off on purpose`}>
      <span className="clock-offset">{markOffset(ns)}</span>
    </span>
  )
}

export function tieTitle(cpu: number, first: number): string {
  const same = `the same stamp as the event of CPU ${first} above`
  return first < cpu ? `${same}: ties go to the lower CPU` : `${same}, which was read before this one was there`
}

export function wordsOf(row: Exclude<LogRow, { kind: 'event' }>): string {
  switch (row.kind) {
    case 'lost':
      return `CPU:${row.cpu} [LOST ${row.count} EVENTS]`
    case 'unlisted':
      return `${formatCount(row.count)} read, not listed`
    case 'lap':
      return `lap ${row.lap + 1} of the trace begins`
  }
}
