/**
 * Numbers of rows, ascending: a stretch of the log, or what a search has found in it. Entries are asked for by how many were there before
 * them since the beginning, so that they keep their places when the oldest go with the log's oldest rows.
 */
import type { EventLog } from '../../store/event-log.ts'

export interface RowRun {
  /** place of the oldest entry that is kept */
  readonly from: number
  /** place of the entry that will be next */
  readonly end: number
  /** @param place at least `from`, below `end` */
  at(place: number): number
}

/** All rows of a log, by their numbers since it began. */
export class LogRun implements RowRun {
  constructor(private readonly log: EventLog) {}

  get from(): number {
    return this.log.first
  }
  get end(): number {
    return this.log.first + this.log.length
  }
  at(place: number): number {
    return place
  }
}

const FIRST_ROOM = 1024

export class RowNumbers implements RowRun {
  private values = new Float64Array(FIRST_ROOM)
  /** where in `values` the oldest entry is, and where the next will be */
  private start = 0
  private stop = 0
  private gone = 0

  get from(): number {
    return this.gone
  }
  get end(): number {
    return this.gone + this.stop - this.start
  }
  at(place: number): number {
    return this.values[this.start + place - this.gone] as number
  }

  /** @param number larger than all before */
  push(number: number): void {
    if (this.stop === this.values.length) this.makeRoom()
    this.values[this.stop++] = number
  }

  /** Forgets the rows before this one. */
  dropBefore(number: number): void {
    const dropped = placeOf(this, number) - this.gone
    this.start += dropped
    this.gone += dropped
  }

  /** What was dropped at the front is used first; where it is little, the room doubles. */
  private makeRoom(): void {
    const kept = this.values.subarray(this.start, this.stop)
    const room = this.start > this.values.length / 2 ? this.values.length : 2 * this.values.length
    const values = new Float64Array(room)
    values.set(kept)
    this.values = values
    this.stop -= this.start
    this.start = 0
  }
}

/** Place of the row with this number, or of the first one behind it; the run's end where there is none. */
export function placeOf(run: RowRun, number: number): number {
  let [from, end] = [run.from, run.end]
  while (from < end) {
    const middle = Math.floor((from + end) / 2)
    if (run.at(middle) < number) from = middle + 1
    else end = middle
  }
  return from
}
