import type { MachineTime } from './machine-time.ts'

const TWO_TO_32 = 0x1_0000_0000
const NS_PER_MS = 1e6

/**
 * The two clocks that tell the time, structurally a ring's `TraceClock`. Both stamp nanoseconds since the machine's first start, stand
 * still while it is stopped, and never go backwards on their CPU. `offsetNs` is put on purpose on one CPU's clock, to show what
 * disagreeing clocks do to a merge; a stamp that it would make too small becomes the smallest allowed.
 *
 *   global   reads the common time at every stamp: all CPUs agree to the resolution of the browser's clock (5 µs in an isolated
 *            Chromium, 20 µs in Firefox), so equal stamps on several CPUs are normal
 *   local    is set by the common time once in each run of the machine and then goes by this CPU's own `now` alone: no agreement is
 *            promised, which is what the kernel says of its local clock
 */
export class GlobalClock {
  lo = 0
  hi = 0
  private lastNs = 0

  constructor(
    private readonly time: Pick<MachineTime, 'nowNs'>,
    private readonly offsetNs = 0,
  ) {}

  take(atLeast: number): void {
    this.lastNs = Math.max(this.time.nowNs() + this.offsetNs, this.lastNs, atLeast)
    this.hi = (this.lastNs / TWO_TO_32) >>> 0
    this.lo = this.lastNs >>> 0
  }
}

/** See `GlobalClock`. */
export class LocalClock {
  lo = 0
  hi = 0
  private lastNs = 0
  private period = -1
  private running = false
  /** the common time less the own time, when the clock was last set */
  private aheadNs = 0

  /** @param nowMs this CPU's own time in milliseconds, from any origin */
  constructor(
    private readonly nowMs: () => number,
    private readonly time: Pick<MachineTime, 'nowNs' | 'period' | 'running'>,
    private readonly offsetNs = 0,
  ) {}

  take(atLeast: number): void {
    if (this.time.period !== this.period) this.set()
    const ns = this.running ? this.ownNs() + this.aheadNs : this.time.nowNs()
    this.lastNs = Math.max(ns + this.offsetNs, this.lastNs, atLeast)
    this.hi = (this.lastNs / TWO_TO_32) >>> 0
    this.lo = this.lastNs >>> 0
  }

  private ownNs(): number {
    return Math.floor(this.nowMs() * NS_PER_MS)
  }

  private set(): void {
    this.period = this.time.period
    this.aheadNs = this.time.nowNs() - this.ownNs()
    this.running = this.time.running
  }
}
