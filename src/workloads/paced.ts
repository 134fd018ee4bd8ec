import type { Pace } from './pace.ts'

/** A workload that is due, and has ended, as its pace says. */
export abstract class Paced {
  constructor(protected readonly pace: Pace) {}

  get due(): number {
    return this.pace.due
  }

  get ended(): boolean {
    return this.pace.ended
  }

  /** See `Tracer`. */
  setRate(eventsPerSecond: number, nowNs: number): void {
    this.pace.setRate(eventsPerSecond, nowNs)
  }
}
