/** Rows that go on where a log ends: the task of each CPU, the lap, ties and inversions are told from the events before. */
import type { EventLog, LoggedEvent, LogRow } from '../../store/event-log.ts'
import { BLOCK_ROWS, RowKind } from '../../store/log-block.ts'
import type { LogRows } from '../../store/log-rows.ts'
import type { UnreadEvent } from './unread-rows.ts'

const UNKNOWN_TASK = '<...>'

export class RowsAfter {
  /** what each CPU was running at the log's end, until its own events tell, or a loss leaves it unknown */
  private readonly tasks = new Map<number, string>()

  /** @param rows that have seen nothing yet */
  constructor(
    log: EventLog,
    private readonly rows: LogRows,
    cpus: number,
  ) {
    for (const event of lastOfEachCpu(log, cpus)) {
      const { cpu, ts, type, body, place, late, task } = event
      rows.rowsOf([{ cpu, ts, type, body, late, lostBefore: 0, ...place }])
      this.tasks.set(cpu, task)
    }
  }

  rowsOf(events: readonly UnreadEvent[]): LogRow[] {
    const rows = this.rows.rowsOf(events)
    for (const row of rows) {
      if (row.kind === 'event' && row.task === UNKNOWN_TASK) row.task = this.tasks.get(row.cpu) ?? UNKNOWN_TASK
      else if (row.kind === 'event' || row.kind === 'lost') this.tasks.delete(row.cpu)
    }
    return rows
  }
}

/** In the log's order. */
function lastOfEachCpu(log: EventLog, cpus: number): LoggedEvent[] {
  const seen = new Set<number>()
  const events: LoggedEvent[] = []
  for (let index = log.length - 1; index >= 0 && seen.size < cpus; index--) {
    const block = log.block(Math.floor(index / BLOCK_ROWS))
    const at = index % BLOCK_ROWS
    const cpu = block?.cpu[at] as number
    if (block?.kind[at] !== RowKind.event || seen.has(cpu)) continue
    seen.add(cpu)
    const row = block.row(at)
    if (row?.kind === 'event') events.push(row)
  }
  return events.reverse()
}
