/**
 * The latest captures of all CPUs in one memory: written by one thread, and looked at by others that only draw.
 *
 *   sequence (odd while a capture is being copied) | capture of CPU 0 | capture of CPU 1 | …
 *
 * The writer never waits. Who reads does so as a seqlock's reader: the sequence, the captures, the sequence again, and from the start when it moved.
 */
import { allocateMemory } from './arena.ts'
import { captureBytes, SlotCapture } from './capture.ts'
import type { RfcLayout } from './rfc/layout.ts'

const HEADER_BYTES = 8
const TRIES = 8

export class CaptureMemory {
  private readonly sequence: Int32Array

  constructor(
    readonly layout: RfcLayout,
    readonly memory: ArrayBufferLike,
  ) {
    this.sequence = new Int32Array(memory, 0, 1)
  }

  /** @param shared true: other threads are to see it @throws RangeError where the memory cannot be had */
  static allocate(layout: RfcLayout, shared: boolean): CaptureMemory {
    return new CaptureMemory(layout, allocateMemory(HEADER_BYTES + layout.cpus * captureBytes(layout), shared))
  }

  capture(cpu: number): SlotCapture {
    return new SlotCapture(this.layout, this.memory, HEADER_BYTES + cpu * captureBytes(this.layout))
  }

  /** Copies into one of its captures. */
  copy(from: SlotCapture, to: SlotCapture): void {
    Atomics.add(this.sequence, 0, 1)
    to.copyFrom(from)
    Atomics.add(this.sequence, 0, 1)
  }

  /**
   * Calls `read` until nothing was copied meanwhile: then what it has seen was there at one moment.
   * @returns false when each of eight times something was
   */
  readWhole(read: () => void): boolean {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = Atomics.load(this.sequence, 0)
      if ((before & 1) === 1) continue
      read()
      // a read-modify-write of nothing keeps the plain reads before it
      if (Atomics.add(this.sequence, 0, 0) === before) return true
    }
    return false
  }
}
