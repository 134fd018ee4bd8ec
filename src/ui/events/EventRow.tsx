import { memo } from 'react'
import type { LogRow } from '../../store/event-log.ts'
import { formatCount, formatStamp } from '../numbers.ts'
import type { View } from '../view.ts'

interface EventRowProps {
  view: View
  row: LogRow | undefined
  /** place in the list, from 0 */
  number: number
  counts: boolean
  top: number
}

/** A line as ftrace prints it; what is no event is told in words at the same place. */
export const EventRow = memo(function EventRow({ view, row, number, counts, top }: EventRowProps) {
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
        <EventLine view={view} row={row} counts={counts} />
      ) : (
        <span className="event-words">{wordsOf(row)}</span>
      )}
    </div>
  )
})

function EventLine({ view, row, counts }: { view: View; row: Extract<LogRow, { kind: 'event' }>; counts: boolean }) {
  const { types } = view.session
  return (
    <>
      <span className="event-task">{row.task}</span>{' '}
      <span className="event-cpu">[{String(row.cpu).padStart(3, '0')}]</span>{' '}
      <span className="event-stamp">{formatStamp(row.ts, counts)}:</span>
      <span className="event-bar" data-family={types.get(row.type)?.family ?? 'other'} />
      {row.late && <span className="event-late">late </span>}
      {types.nameOf(row.type)}: <span className="event-text">{types.format(row.type, row.body)}</span>
    </>
  )
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
