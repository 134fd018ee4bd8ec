/** A clock that only moves when a stamp is taken: 64 bits, wraps like the u64 of the ring. For op scripts and step mode. */
export class VirtualClock {
  /** the stamp taken last, unsigned 32 bits each */
  lo = 0
  hi = 0
  private nextLo = 1
  private nextHi = 0

  /** The next stamp. @param lo @param hi unsigned 32 bits each */
  set(lo: number, hi: number): void {
    this.nextLo = lo
    this.nextHi = hi
  }

  /** Takes the next stamp, raised to `atLeast` first, and moves on by 1. */
  take(atLeast: number): void {
    if (this.nextHi === 0 && this.nextLo < atLeast) this.nextLo = atLeast
    this.lo = this.nextLo
    this.hi = this.nextHi
    this.nextLo = (this.lo + 1) >>> 0
    if (this.nextLo === 0) this.nextHi = (this.hi + 1) >>> 0
  }
}
