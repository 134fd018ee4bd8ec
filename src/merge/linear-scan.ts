/**
 * The mail's way, in ring_buffer_consume and ring_buffer_peek: every time all runs are looked at. It keeps nothing between two calls, so it is right
 * where a run may change under it: as posted, `enable` undoes the iterator's hold on recording. It is also what the tree is tested against.
 */
import type { Order, Runs } from './runs.ts'

export class LinearScan implements Order {
  constructor(private readonly runs: Runs) {}

  next(): number {
    const { runs } = this
    let first = -1
    let firstLo = 0
    let firstHi = 0
    for (let run = 0; run < runs.count; run++) {
      if (!runs.look(run)) continue
      const { lo, hi } = runs
      const isEarlier = first < 0 || (hi === firstHi ? lo < firstLo : hi < firstHi)
      if (!isEarlier) continue
      first = run
      firstLo = lo
      firstHi = hi
    }
    return first
  }

  /** Nothing to do: the next look is at all runs anyway. */
  pass(): void {}
}
