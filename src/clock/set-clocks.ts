const TWO_TO_32 = 0x1_0000_0000

/**
 * The clock of a replay: gives the stamp that the workload has set, again and again. Structurally a ring's `TraceClock`. Writes by hand
 * and interrupts take the CPU's last replayed stamp, which is what is still set.
 */
export class RecordedClock {
  lo = 0
  hi = 0
  private ns = 0

  /** @param offsetNs put on purpose on one CPU's clock, as on those of time-clocks.ts */
  constructor(private readonly offsetNs = 0) {}

  /** @param ns 0 … 2^53, nanoseconds since the trace's first stamp */
  set(ns: number): void {
    this.ns = ns
  }

  take(atLeast: number): void {
    const ns = Math.max(this.ns + this.offsetNs, atLeast)
    this.hi = (ns / TWO_TO_32) >>> 0
    this.lo = ns >>> 0
  }
}

/**
 * The clock of step mode and of op scripts: gives the stamp that is due and then counts on by 1, through all 64 bits and around. A
 * stamp that is too small is raised before it is taken. Structurally a ring's `TraceClock`.
 */
export class VirtualClock {
  lo = 0
  hi = 0
  private nextLo = 1
  private nextHi = 0

  /** The next stamp is hi · 2^32 + lo. */
  set(lo: number, hi: number): void {
    this.nextLo = lo >>> 0
    this.nextHi = hi >>> 0
  }

  take(atLeast: number): void {
    if (this.nextHi === 0 && this.nextLo < atLeast) this.nextLo = atLeast
    this.lo = this.nextLo
    this.hi = this.nextHi
    this.nextLo = (this.nextLo + 1) >>> 0
    if (this.nextLo === 0) this.nextHi = (this.nextHi + 1) >>> 0
  }
}
