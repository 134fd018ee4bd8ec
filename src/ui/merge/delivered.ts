/** The newest rows of the log, as what came out of the merge. */
import type { EventLog, LogRow } from '../../store/event-log.ts'
import { lateArrival } from './late-arrival.ts'
import type { LateArrival } from './late-arrival.ts'

export interface Delivered {
  /** counted since the machine's boot */
  readonly number: number
  readonly row: LogRow
  readonly late: LateArrival | undefined
  /** of a late one, how many of the rows shown above it it belongs before; 0: none, or none is shown */
  readonly rowsUp: number
}

/** @param most the rows wanted, oldest first */
export function deliveredRows(log: Pick<EventLog, 'length' | 'first' | 'row'>, most: number): Delivered[] {
  const rowAt = (index: number): LogRow | undefined => log.row(index)
  const from = Math.max(0, log.length - most)
  const rows = Array.from({ length: log.length - from }, (_, place) => rowAt(from + place) as LogRow) // below the length
  return rows.map((row, place) => ({
    number: log.first + from + place,
    row,
    late: lateArrival(rowAt, from + place),
    rowsUp: row.kind === 'event' && row.late ? place - belongsAt(rows, place) : 0,
  }))
}

/** Before the first event with a later stamp, where one stands above it. */
function belongsAt(rows: readonly LogRow[], place: number): number {
  const { ts } = rows[place] as LogRow
  const at = rows.slice(0, place).findIndex((row) => row.kind === 'event' && row.ts > ts)
  return at < 0 ? place : at
}
