/**
 * The head of a CPU's live ring, in place: what is read here is loaded from the ring's words, what is assigned is stored there, and each store
 * is a probe point. Repaired, whoever has one holds the slot's lock; as posted nobody does.
 */
import { Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import type { Position } from './advance.ts'
import type { RfcBuffer } from './buffer.ts'
import { RingI32 } from './layout.ts'
import { leavePage } from './lost.ts'

export class LiveHead implements Position {
  ring = 0
  /** what a store of the offset is told as */
  point: Point = Point.HeadAdvanced
  private words = 0

  constructor(
    private readonly buffer: RfcBuffer,
    private readonly probe: Probe,
  ) {}

  aim(ring: number, point: Point): void {
    this.ring = ring
    this.words = this.buffer.ringI32(ring)
    this.point = point
  }

  get page(): number {
    return this.buffer.i32[this.words + RingI32.headPage] as number
  }
  set page(page: number) {
    const left = this.page
    // the index one past the end, which is there for a moment as posted, is no page
    if (left < this.buffer.pagesPerCpu) leavePage(this.buffer, this.ring, left)
    this.buffer.i32[this.words + RingI32.headPage] = page
    this.probe(Point.HeadPageStored, this.ring, page, 0)
  }

  get offset(): number {
    return this.buffer.i32[this.words + RingI32.head] as number
  }
  set offset(offset: number) {
    this.buffer.i32[this.words + RingI32.head] = offset
    this.probe(this.point, this.ring, this.page, offset)
  }

  get tailPage(): number {
    return this.buffer.i32[this.words + RingI32.tailPage] as number
  }
  get tail(): number {
    return this.buffer.i32[this.words + RingI32.tail] as number
  }
}
