/** The events next to a row, in the order of delivery: whatever is filtered out of the list. */
import type { EventLog, LoggedEvent } from '../../store/event-log.ts'
import { BLOCK_ROWS, RowKind } from '../../store/log-block.ts'
import { NOTE_NUMBER, UNREAD_FROM } from './list-rows.ts'
import type { ListRows } from './list-rows.ts'

/** The event that was, or will be, delivered next; undefined at the end of what is listed. */
export function nextEvent(rows: ListRows, number: number): LoggedEvent | undefined {
  const { read, unread } = rows
  if (number >= UNREAD_FROM) return nearest(unread.log, { from: number + 1 - UNREAD_FROM, step: 1 })
  const inRead = number < NOTE_NUMBER ? nearest(read.log, { from: number + 1, step: 1 }) : undefined
  return inRead ?? nearest(unread.log, { from: unread.log.first, step: 1 })
}

/** The event before, or the one before it of a CPU. @param cpu undefined: any */
export function previousEvent(rows: ListRows, number: number, cpu?: number): LoggedEvent | undefined {
  const { read, unread } = rows
  const inUnread =
    number >= UNREAD_FROM ? nearest(unread.log, { from: number - 1 - UNREAD_FROM, step: -1, cpu }) : undefined
  const from = Math.min(number, read.log.first + read.log.length) - 1
  return inUnread ?? nearest(read.log, { from, step: -1, cpu })
}

interface Way {
  /** number in the log */
  readonly from: number
  readonly step: 1 | -1
  readonly cpu?: number | undefined
}

/** By columns: an idle CPU's last event may be a million rows away. */
function nearest(log: EventLog, { from, step, cpu }: Way): LoggedEvent | undefined {
  for (let index = from - log.first; index >= 0 && index < log.length; index += step) {
    const block = log.block(Math.floor(index / BLOCK_ROWS))
    const at = index % BLOCK_ROWS
    if (block?.kind[at] !== RowKind.event || (cpu !== undefined && block.cpu[at] !== cpu)) continue
    const row = block.row(at)
    return row?.kind === 'event' ? row : undefined
  }
  return undefined
}
