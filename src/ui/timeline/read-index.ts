/**
 * What was read, per CPU: an index of the log in columns, which grows and loses its oldest rows with it. A CPU's events are delivered in the
 * order of their stamps, so each lane can be searched by time.
 */
import type { EventLog } from '../../store/event-log.ts'
import { BLOCK_ROWS, RowKind } from '../../store/log-block.ts'
import type { LogBlock } from '../../store/log-block.ts'
import { appendGap, eventColumns, gapColumns } from './columns.ts'
import type { EventColumns, GapColumns } from './columns.ts'

export interface ReadLane {
  readonly events: EventColumns
  readonly gaps: GapColumns
}

export class ReadIndex {
  readonly lanes: readonly ReadLane[]
  /** stamp of the newest event of each CPU, even when it is not kept any more: there its next loss begins */
  private readonly newest: Float64Array
  /** number of the log's row that comes next */
  private next = 0

  constructor(
    private readonly log: EventLog,
    cpus: number,
    private readonly familyCode: (type: number) => number,
  ) {
    this.lanes = Array.from({ length: cpus }, () => ({ events: eventColumns(), gaps: gapColumns() }))
    this.newest = new Float64Array(cpus).fill(-Infinity)
  }

  /** Takes the rows that have come, and lets go of those that the log has dropped. */
  sync(): void {
    const { log } = this
    this.drop()
    const end = log.first + log.length
    this.next = Math.max(this.next, log.first)
    while (this.next < end) {
      const at = (this.next - log.first) % BLOCK_ROWS
      const block = log.block((this.next - log.first - at) / BLOCK_ROWS)
      if (!block) return
      for (let row = at; row < block.length; row++) this.take(block, row, this.next++)
    }
  }

  private drop(): void {
    const { first } = this.log
    for (const { events, gaps } of this.lanes) {
      events.dropBefore(events.firstNotBelow('where', first))
      gaps.dropBefore(gaps.firstNotBelow('where', first))
    }
  }

  private take(block: LogBlock, row: number, number: number): void {
    const kind = block.kind[row]
    if (kind !== RowKind.event && kind !== RowKind.lost) return
    const cpu = block.cpu[row] as number
    const lane = this.lanes[cpu]
    if (!lane) return
    const ts = block.ts[row] as number
    if (kind === RowKind.event) {
      const { events } = lane
      const at = events.append()
      events.of.ts[at] = ts
      events.of.family[at] = this.familyCode(block.value[row] as number)
      events.of.where[at] = number
      this.newest[cpu] = ts
    } else {
      const [from, event] = [this.newest[cpu] as number, lane.events.end]
      appendGap(lane.gaps, { from, to: ts, count: block.value[row] as number, event, where: number })
    }
  }
}
