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
  return Array.from({ length: log.length - from }, (_, place) => {
    const index = from + place
    const late = lateArrival(rowAt, index)
    const row = rowAt(index) as LogRow // below the length
    return { number: log.first + index, row, late, rowsUp: late ? index - Math.max(from, late.belongsAt) : 0 }
  })
}
