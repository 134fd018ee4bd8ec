/**
 * A recording: the memory of the rings as it was before the first op, the log of every op since, and the memory as it is at one of them. It needs no
 * threads and no shared memory. To go back or forward is to undo or redo the changes of the ops between.
 */
import { Arena } from '../ring/arena.ts'
import { RfcBuffer } from '../ring/rfc/buffer.ts'
import type { RfcOptions } from '../ring/rfc/buffer.ts'
import { StepLog } from './step-log.ts'
import type { Op } from './step-log.ts'

export class Recording {
  /** as it is at `position`; its memory is the recording's own */
  readonly image: RfcBuffer
  /** the op after which the image stands; 0: before the first */
  position = 0
  /** changes with every move and every op */
  version = 0
  private readonly first: Int32Array
  private current: StepLog

  /** @param first the words of the rings' memory before the first op; copied @throws RangeError where such rings have another memory */
  constructor(options: RfcOptions, first: Int32Array, log = new StepLog()) {
    this.first = first.slice()
    this.current = log
    this.image = new RfcBuffer(new Arena(this.first.slice().buffer), options)
    if (this.image.layout.totalBytes !== this.first.byteLength)
      throw new RangeError(
        `${this.first.byteLength} bytes are no memory of rings that take ${this.image.layout.totalBytes}`,
      )
  }

  get log(): StepLog {
    return this.current
  }
  get length(): number {
    return this.current.length
  }
  /** the words before the first op; not to be changed */
  get firstWords(): Int32Array {
    return this.first
  }

  /** An op has been done: what differs in the live memory is logged, and taken over. Only at the end. @returns the op's number */
  append(op: Op, live: Int32Array): number {
    if (this.position !== this.length) throw new Error('a recording goes on at its end only')
    const words = this.image.i32
    for (let at = 0; at < words.length; at++) {
      const [before, after] = [words[at] as number, live[at] as number]
      if (before === after) continue
      this.current.change(at, before, after)
      words[at] = after
    }
    this.position = this.current.append(op)
    this.version++
    return this.position
  }

  /** Shows the state after this op; 0: before the first. @returns ops that were done or undone on the way @throws RangeError */
  seek(op: number): number {
    if (!(Number.isInteger(op) && op >= 0 && op <= this.length))
      throw new RangeError(`there is no op ${op}, only 0 to ${this.length}`)
    const words = this.image.i32
    const moved = Math.abs(op - this.position)
    while (this.position < op) {
      this.current.forEachChange(++this.position, (at, _, after) => (words[at] = after))
    }
    while (this.position > op) {
      this.current.forEachChange(this.position--, (at, before) => (words[at] = before))
    }
    if (moved > 0) this.version++
    return moved
  }

  /** Another branch of the same beginning: shown at its end. */
  show(log: StepLog): void {
    this.current = log
    this.image.i32.set(this.first)
    this.position = 0
    this.version++
    this.seek(log.length)
  }

  /** Where the live memory differs from the image: Int32 index of the first such word; undefined: nowhere. */
  firstDifference(live: Int32Array): number | undefined {
    const words = this.image.i32
    for (let at = 0; at < words.length; at++) if (words[at] !== live[at]) return at
    return undefined
  }
}
