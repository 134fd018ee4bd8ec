import type { RecordedClock } from '../clock/set-clocks.ts'
import type { ReplayTrack } from './compiled-trace.ts'
import type { EventWriter, Workload } from './workload.ts'

export interface ReplayPace {
  /** 1: as recorded; Infinity: flat out; 0: stands still */
  readonly speed: number
  /** begin again after the last event */
  readonly loop: boolean
}

export interface ReplayOptions extends ReplayPace {
  readonly track: ReplayTrack
  /** of the whole trace, so that all CPUs begin a lap together */
  readonly durationNs: number
  /** set to each event's recorded time before it is written; only a clock that tells recorded time is then taken from */
  readonly clock: Pick<RecordedClock, 'set'>
}

/**
 * Replays one CPU of a recorded trace. An event's stamp is its recorded time since the trace's start; lap n adds n durations. The speed
 * sets only the pace: an event is due when, at this speed, its stamp's time has come.
 */
export class ReplayWorkload implements Workload {
  due = 0
  ended = false
  private readonly track: ReplayTrack
  private readonly events: number
  private readonly durationNs: number
  private readonly clock: Pick<RecordedClock, 'set'>
  private speed: number
  private loop: boolean
  private next = 0
  private lap = 0
  /** the next event's */
  private stampNs = 0
  /** where the present pace began: in the machine's time, and in recorded time */
  private anchorNs = 0
  private anchorStampNs = 0

  constructor(options: ReplayOptions) {
    this.track = options.track
    this.events = options.track.ts.length
    this.durationNs = options.durationNs
    this.clock = options.clock
    this.speed = options.speed
    this.loop = options.loop
    this.seek()
  }

  step(writer: EventWriter): void {
    const { track, next } = this
    this.clock.set(this.stampNs)
    writer.write(track.type[next] ?? 0, track.length[next] ?? 0, track.words, track.at[next] ?? 0)
    this.next = next + 1
    if (this.next === this.events) this.endLap()
    this.seek()
  }

  /** Times that the whole track has been replayed. */
  get laps(): number {
    return this.lap
  }

  /** The next event's stamp: how far this CPU has come in recorded time. */
  get positionNs(): number {
    return this.stampNs
  }

  /**
   * Changes the pace in place: what is next stays next, and time goes on at the new speed from this moment.
   * @param passedNs the recorded time of this moment, given where all CPUs are to go on from the same: who is behind catches up at once
   */
  setPace(pace: ReplayPace, nowNs: number, passedNs = this.recordedTime(nowNs)): void {
    this.loop = pace.loop
    this.speed = pace.speed
    if (this.next === this.events && pace.loop && this.events > 0) this.next = 0
    if (pace.loop) this.skipLaps(passedNs)
    this.anchorNs = nowNs
    this.anchorStampNs = passedNs
    this.seek()
  }

  /** Flat out CPUs come to different laps. Whole laps that this one is behind are left out; what is left of them is caught up with at once. */
  private skipLaps(passedNs: number): void {
    const behind = passedNs - this.lap * this.durationNs
    if (behind > this.durationNs && this.durationNs > 0) this.lap += Math.floor(behind / this.durationNs) - 1
  }

  /** How far replay has come at this moment: while it has no pace, up to the next event. */
  private recordedTime(nowNs: number): number {
    if (this.ended) return this.lap * this.durationNs
    if (this.speed === 0) return this.anchorStampNs
    return this.speed === Infinity ? this.stampNs : this.anchorStampNs + (nowNs - this.anchorNs) * this.speed
  }

  private endLap(): void {
    this.lap++
    if (this.loop) this.next = 0
  }

  private seek(): void {
    this.ended = this.next >= this.events
    this.stampNs = this.lap * this.durationNs + (this.track.ts[this.next] ?? 0)
    if (this.ended || this.speed === 0) this.due = Infinity
    else if (this.speed === Infinity) this.due = 0
    else this.due = this.anchorNs + (this.stampNs - this.anchorStampNs) / this.speed
  }
}
