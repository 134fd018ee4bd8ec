/**
 * Delivered events as rows of the log: a loss stands before the event that it precedes, a lap mark where a looping trace begins anew. Ties and
 * inversions are marked where they are, by the rule by which the reader counts them; events that were read but not listed it alone has seen.
 */
import { TaskOf } from '../events/task-of.ts'
import type { EventTypes } from '../events/event-types.ts'
import { TrueOrder } from '../merge/true-order.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import type { LoggedEvent, LogRow } from './event-log.ts'

export class LogRows {
  private readonly tasks: TaskOf
  private readonly order: TrueOrder
  private lastCpu: number | undefined
  private lap = 0

  constructor(
    types: EventTypes,
    /** duration of a lap in ns; undefined where nothing loops */
    private readonly lapNs: number | undefined,
    /** ns by which each CPU's clock is off on purpose */
    private readonly offsetsNs: readonly number[],
  ) {
    this.tasks = new TaskOf(types)
    this.order = new TrueOrder(offsetsNs)
  }

  rowsOf(events: readonly BatchedEvent[]): LogRow[] {
    const rows: LogRow[] = []
    for (const event of events) this.pushRows(event, rows)
    return rows
  }

  private pushRows(event: BatchedEvent, rows: LogRow[]): void {
    const { cpu, ts, type, body, lostBefore, late, ring, page, offset } = event
    const lap = this.lapNs ? Math.floor((ts - (this.offsetsNs[cpu] ?? 0)) / this.lapNs) : 0
    if (lap > this.lap) rows.push({ kind: 'lap', lap, ts: lap * (this.lapNs as number) })
    this.lap = Math.max(this.lap, lap)
    if (lostBefore > 0) rows.push({ kind: 'lost', cpu, count: lostBefore, ts })
    const { task, pid } = this.tasks.take(cpu, type, body, lostBefore)
    const named = task === '<...>' ? task : `${task}-${pid}`
    const place = { ring, page, offset }
    rows.push({ kind: 'event', cpu, ts, type, body, task: named, late, place, ...this.orderOf(cpu, ts) })
  }

  /** Where the next event stands in the true order and beside the one before. */
  private orderOf(cpu: number, ts: number): Pick<LoggedEvent, 'inverted' | 'tieWith'> {
    const { inversions, ties } = this.order
    this.order.see(cpu, ts)
    const tieWith = this.order.ties > ties ? this.lastCpu : undefined
    this.lastCpu = cpu
    return { inverted: this.order.inversions > inversions, tieWith }
  }
}
