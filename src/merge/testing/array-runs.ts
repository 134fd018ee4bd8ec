/** Runs in arrays: what a merge sees of rings, and nothing else. */
import type { Order, Runs } from '../runs.ts'

/** The stamps of one run, ascending. */
export interface Stamps {
  readonly lo: Uint32Array
  readonly hi: Uint32Array
}

export class ArrayRuns implements Runs {
  readonly count: number
  lo = 0
  hi = 0
  /** by run, the place of its head */
  readonly heads: Int32Array

  constructor(private readonly stamps: readonly Stamps[]) {
    this.count = stamps.length
    this.heads = new Int32Array(stamps.length)
  }

  look(run: number): boolean {
    const { lo, hi } = this.stamps[run] as Stamps
    const head = this.heads[run] as number
    if (head >= lo.length) return false
    this.lo = lo[head] as number
    this.hi = hi[head] as number
    return true
  }

  advance(run: number): void {
    this.heads[run] = (this.heads[run] as number) + 1
  }

  rewind(): void {
    this.heads.fill(0)
  }
}

/** Takes every event in order. @returns how many there were */
export function drain(runs: ArrayRuns, order: Order): number {
  let events = 0
  for (let run = order.next(); run >= 0; run = order.next()) {
    runs.advance(run)
    order.pass()
    events++
  }
  return events
}
