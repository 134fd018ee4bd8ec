/**
 * A stretch of the log, in columns: a million rows as objects would take half a gigabyte and the garbage collector's time. Rows are told apart
 * by their kind; what a kind does not have stays 0.
 */
import type { LoggedEvent, LogRow } from './event-log.ts'

/** rows of a block */
export const BLOCK_ROWS = 4096
/** bytes for bodies at the start; they grow by doubling */
const FIRST_BODY_BYTES = 65536

export const RowKind = { event: 0, lost: 1, unlisted: 2, lap: 3 } as const
export type RowKind = (typeof RowKind)[keyof typeof RowKind]

const Flag = { late: 1, inverted: 2, tied: 4 } as const

export class LogBlock {
  length = 0
  readonly kind = new Uint8Array(BLOCK_ROWS)
  /** of events and losses */
  readonly cpu = new Uint16Array(BLOCK_ROWS)
  /** ns */
  readonly ts = new Float64Array(BLOCK_ROWS)
  /** of an event its type; else how many were lost or not listed, or which lap */
  readonly value = new Float64Array(BLOCK_ROWS)
  private readonly flags = new Uint8Array(BLOCK_ROWS)
  private readonly tieWith = new Uint16Array(BLOCK_ROWS)
  private readonly ring = new Int16Array(BLOCK_ROWS)
  private readonly page = new Int32Array(BLOCK_ROWS)
  private readonly offset = new Uint16Array(BLOCK_ROWS)
  /** where each row's body ends in `bodies` */
  private readonly bodyEnd = new Uint32Array(BLOCK_ROWS)
  private bodies = new Uint8Array(FIRST_BODY_BYTES)
  /** one string per task, however many rows name it */
  private readonly tasks: string[] = []

  get isFull(): boolean {
    return this.length === BLOCK_ROWS
  }

  append(row: LogRow): void {
    const at = this.length++
    this.kind[at] = RowKind[row.kind]
    this.ts[at] = row.ts
    const bodyStart = this.bodyStart(at)
    this.bodyEnd[at] = bodyStart
    switch (row.kind) {
      case 'event':
        return this.appendEvent(row, at, bodyStart)
      case 'lost':
        this.cpu[at] = row.cpu
        this.value[at] = row.count
        return
      case 'unlisted':
        this.value[at] = row.count
        return
      case 'lap':
        this.value[at] = row.lap
    }
  }

  row(at: number): LogRow | undefined {
    if (at >= this.length) return undefined
    const [cpu, ts, value] = [this.cpu[at] as number, this.ts[at] as number, this.value[at] as number]
    switch (this.kind[at] as RowKind) {
      case RowKind.event:
        return this.event(at)
      case RowKind.lost:
        return { kind: 'lost', cpu, count: value, ts }
      case RowKind.unlisted:
        return { kind: 'unlisted', count: value, ts }
      case RowKind.lap:
        return { kind: 'lap', lap: value, ts }
    }
  }

  private appendEvent(event: LoggedEvent, at: number, bodyStart: number): void {
    const { body, place, tieWith } = event
    this.cpu[at] = event.cpu
    this.value[at] = event.type
    this.flags[at] =
      (event.late ? Flag.late : 0) | (event.inverted ? Flag.inverted : 0) | (tieWith === undefined ? 0 : Flag.tied)
    this.tieWith[at] = tieWith ?? 0
    this.ring[at] = place.ring
    this.page[at] = place.page
    this.offset[at] = place.offset
    this.tasks[at] = event.task
    const end = bodyStart + body.length
    if (end > this.bodies.length) {
      const larger = new Uint8Array(Math.max(2 * this.bodies.length, end))
      larger.set(this.bodies)
      this.bodies = larger
    }
    this.bodies.set(body, bodyStart)
    this.bodyEnd[at] = end
  }

  private event(at: number): LoggedEvent {
    const flags = this.flags[at] as number
    return {
      kind: 'event',
      cpu: this.cpu[at] as number,
      ts: this.ts[at] as number,
      type: this.value[at] as number,
      body: this.bodies.subarray(this.bodyStart(at), this.bodyEnd[at]),
      task: this.tasks[at] ?? '',
      late: (flags & Flag.late) !== 0,
      inverted: (flags & Flag.inverted) !== 0,
      tieWith: (flags & Flag.tied) !== 0 ? this.tieWith[at] : undefined,
      place: { ring: this.ring[at] as number, page: this.page[at] as number, offset: this.offset[at] as number },
    }
  }

  private bodyStart(at: number): number {
    return at === 0 ? 0 : (this.bodyEnd[at - 1] as number)
  }
}
