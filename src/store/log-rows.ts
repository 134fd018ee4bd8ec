/** Delivered events as rows of the log: a loss stands before the event that it precedes, a lap mark where a looping trace begins anew. */
import { TaskOf } from '../events/task-of.ts'
import type { EventTypes } from '../events/event-types.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import type { LogRow } from './event-log.ts'

export class LogRows {
  private readonly tasks: TaskOf
  private lap = 0

  constructor(
    types: EventTypes,
    /** duration of a lap in ns; undefined where nothing loops */
    private readonly lapNs: number | undefined,
  ) {
    this.tasks = new TaskOf(types)
  }

  rowsOf(events: readonly BatchedEvent[]): LogRow[] {
    const rows: LogRow[] = []
    for (const event of events) this.pushRows(event, rows)
    return rows
  }

  private pushRows(event: BatchedEvent, rows: LogRow[]): void {
    const { cpu, ts, type, body, lostBefore, late } = event
    const lap = this.lapNs ? Math.floor(ts / this.lapNs) : 0
    if (lap > this.lap) rows.push({ kind: 'lap', lap, ts: lap * (this.lapNs as number) })
    this.lap = Math.max(this.lap, lap)
    if (lostBefore > 0) rows.push({ kind: 'lost', cpu, count: lostBefore, ts })
    const { task, pid } = this.tasks.take(cpu, type, body, lostBefore)
    rows.push({ kind: 'event', cpu, ts, type, body, task: task === '<...>' ? task : `${task}-${pid}`, late })
  }
}
