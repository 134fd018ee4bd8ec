/**
 * What a merge sees: runs, of which only the heads can be looked at, and an order over the heads. Neither knows what
 * an event is: who walks takes the event that stands at the head of the run, moves the run past it, and says so.
 *
 *   for (let run = order.next(); run >= 0; run = order.next()) {
 *     …take the head of `run`, move `run` past it…
 *     order.pass()
 *   }
 */

/** Numbered 0 … count - 1; in a trace buffer each is the ring of one CPU. */
export interface Runs {
  readonly count: number
  /** The stamp of the last head that was looked at: 64 bits as two unsigned halves, so that it is exact. */
  readonly lo: number
  readonly hi: number
  /** @returns whether the run has a head; its stamp is in `lo` and `hi` then */
  look(run: number): boolean
}

/** By stamp, then by the number of the run. Within a run by place: where each run is sorted the merge is, and it is stable. */
export interface Order {
  /** @returns the run whose head is next, -1 where all are at their end; asked again it says the same */
  next(): number
  /** The run that `next` gave has been moved past its head. */
  pass(): void
}
