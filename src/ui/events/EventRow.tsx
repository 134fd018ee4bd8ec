import { memo } from 'react'
import type { EventFamily } from '../../events/event-family.ts'
import type { LoggedEvent, LogRow } from '../../store/event-log.ts'
import { formatOffset, markOffset } from '../controls/offset-text.ts'
import { Marked, rangesIn } from './Marked.tsx'
import { joined, wordsOf } from './row-printer.ts'
import type { LinePieces } from './row-printer.ts'

/** A row as it is drawn. */
export interface ShownRow {
  readonly id: string
  readonly number: number
  /** place in the list, from 0, and how many rows there are */
  readonly index: number
  readonly of: number
  /** px from the top of the scrolled element */
  readonly y: number
  /** undefined: the line about what is unread */
  readonly row: LogRow | undefined
  readonly pieces: LinePieces | undefined
  readonly family: EventFamily
  /** ftrace's mark of the delay to the next event, ' ' for none */
  readonly mark: string
  readonly unread: boolean
  readonly selected: boolean
  /** the keys act here */
  readonly current: boolean
}

interface EventRowProps {
  shown: ShownRow
  /** what is searched for */
  pattern: RegExp | undefined
  /** ns by which each clock is off on purpose */
  offsets: readonly number[]
  /** of the line about what is unread */
  note: string
}

/** A line as ftrace prints it; what is no event is told in words at the same place. */
export const EventRow = memo(function EventRow({ shown, pattern, offsets, note }: EventRowProps) {
  const { id, number, index, of, y, row, pieces, unread, selected, current } = shown
  const words = row ? (row.kind === 'event' ? '' : wordsOf(row)) : note
  return (
    <div
      className="event-row"
      role="option"
      id={id}
      data-number={number}
      aria-posinset={index + 1}
      aria-setsize={of}
      aria-selected={selected}
      data-kind={row?.kind ?? 'note'}
      data-unread={unread}
      data-current={current}
      style={{ transform: `translateY(${y}px)` }}
    >
      {row?.kind === 'event' && pieces ? (
        <EventLine shown={shown} row={row} pieces={pieces} pattern={pattern} offsets={offsets} />
      ) : (
        <span className="event-words">
          <Marked text={words} ranges={rangesIn(words, pattern)} />
        </span>
      )}
    </div>
  )
})

interface LineProps extends Pick<EventRowProps, 'shown' | 'pattern' | 'offsets'> {
  row: LoggedEvent
  pieces: LinePieces
}

function EventLine({ shown, row, pieces, pattern, offsets }: LineProps) {
  const { task, cpu, stamp, name, text } = pieces
  // as they stand in the line that is searched: one blank between them
  const [cpuAt, stampAt] = [task.length + 1, task.length + cpu.length + 2]
  const nameAt = stampAt + stamp.length + 1
  const textAt = name === '' ? nameAt : nameAt + name.length + 1
  const ranges = rangesIn(joined(pieces), pattern)
  const offset = offsets[row.cpu] ?? 0
  const bare = stamp.slice(0, -1)
  return (
    <>
      <span className="event-head">
        {shown.unread && <span className="visually-hidden">unread </span>}
        <span className="event-task">
          <Marked text={task} ranges={ranges} />
        </span>{' '}
        <span className="event-cpu">
          <Marked text={cpu} ranges={ranges} at={cpuAt} />
        </span>{' '}
        {offsets.length > 0 && <StampOffset ns={offset} />}
        <span className="event-stamp" data-off={offset !== 0}>
          <Marked text={bare} ranges={ranges} at={stampAt} />
        </span>
        <b className="event-delay">{shown.mark}</b>:
      </span>
      <span className="event-bar" data-family={shown.family} />
      <span className="event-body">
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
        {name !== '' && (
          <>
            <Marked text={name} ranges={ranges} at={nameAt} />{' '}
          </>
        )}
        <span className="event-text">
          <Marked text={text} ranges={ranges} at={textAt} />
        </span>
      </span>
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
