const NS_PER_SECOND = 1e9
/** of the machine's capacity that bursts take at most as modelled: what is left makes up for the long ones */
const BURST_SHARE = 0.5

export interface PaceOptions {
  /** on average; Infinity: flat out; 0: none until the rate is changed */
  readonly eventsPerSecond: number
  /** attempts, then the end; default: no end */
  readonly eventsPerCpu?: number | undefined
  /** mean distance of two events in a burst, as modelled, in ns; default: there are no bursts */
  readonly burstNs?: number
}

/**
 * When the next event is due. Event n has slot n of an even row, one interval of the rate long. An event of a burst may come sooner, some
 * modelled time after the one before it; the next one outside the burst waits for its slot, so that the mean rate is what was asked for.
 *
 *   slots   |    |    |    |    |    |    |    |
 *   events  ||| |               |||||          |        two bursts of 4 and of 5 events, and an event of its own
 *
 * Where bursts at modelled speed would be too slow for the rate, their time shrinks.
 */
export class Pace {
  due = 0
  ended = false
  attempts = 0
  private readonly limit: number
  private readonly mostSlotsPerNs: number
  private intervalNs = 0
  private slotsPerNs = 0
  /** of the next event in the row, in slots */
  private position = 0
  /** where the present rate began: in time, and in the row; counted from there, so that no rounding adds up */
  private anchorNs = 0
  private anchorPosition = 0

  constructor({ eventsPerSecond, eventsPerCpu = Infinity, burstNs = Infinity }: PaceOptions) {
    this.limit = eventsPerCpu
    this.mostSlotsPerNs = BURST_SHARE / burstNs
    this.take(eventsPerSecond)
    this.schedule()
  }

  /** An attempt is made; the next is due in its slot, or as soon as the burst is over. */
  count(): void {
    this.attempts++
    this.position = Math.max(this.position, this.attempts)
    this.schedule()
  }

  /** An attempt is made; the next belongs to the same burst and is due so much modelled time later. */
  countWithin(ns: number): void {
    this.attempts++
    this.position += ns * this.slotsPerNs
    this.schedule()
  }

  /** Changes the rate in place: the next event stays the next, and is due within the new interval from now. */
  setRate(eventsPerSecond: number, nowNs: number): void {
    this.take(eventsPerSecond)
    this.anchorNs = Math.max(nowNs, Math.min(this.due, nowNs + this.intervalNs))
    this.anchorPosition = this.position
    this.schedule()
  }

  private take(eventsPerSecond: number): void {
    this.intervalNs = NS_PER_SECOND / eventsPerSecond
    this.slotsPerNs = Math.min(eventsPerSecond / NS_PER_SECOND, this.mostSlotsPerNs)
  }

  private schedule(): void {
    this.ended = this.attempts >= this.limit
    if (this.ended || this.intervalNs === Infinity) this.due = Infinity
    else if (this.intervalNs === 0) this.due = 0
    else this.due = this.anchorNs + (this.position - this.anchorPosition) * this.intervalNs
  }
}
