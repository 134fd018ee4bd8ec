import type { RingMemory } from '../control/actor-thread.ts'
import type { LiveMemory } from '../control/live-log.ts'
import type { CpuRings } from '../cpu/messages.ts'
import { allocateMemory } from '../ring/arena.ts'
import { captureBytes, SlotCapture } from '../ring/capture.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { Captures } from './captures.ts'
import type { CapturesParts } from './captures.ts'

/** The memory of a machine's rings, and of their captures: made together at boot, and anew together by a resize. */
export class MachineRings {
  readonly captures: Captures
  private readonly captureMemory: ArrayBufferLike

  /**
   * @param serial names this memory in the control block
   * @param live where what is done over it is logged
   * @throws RangeError where the memory of the captures cannot be had
   */
  constructor(
    readonly buffer: RfcBuffer,
    readonly serial: number,
    parts: CapturesParts,
    private readonly live?: LiveMemory,
  ) {
    const { layout } = buffer
    this.captureMemory = allocateMemory(captureBytes(layout) * layout.cpus, parts.shared)
    const asked = Array.from(
      { length: layout.cpus },
      (_, cpu) => new SlotCapture(layout, this.captureMemory, this.captureAt(cpu)),
    )
    this.captures = new Captures(buffer, asked, parts)
  }

  /** What a message tells the reader of them … */
  memory(): RingMemory {
    const { serial, buffer, live } = this
    return { serial, ring: buffer.arena.buffer, options: buffer.options, ...(live && { live }) }
  }
  /** … and what it tells a CPU. */
  memoryOf(cpu: number): CpuRings {
    return { ...this.memory(), captures: this.captureMemory, captureAt: this.captureAt(cpu) }
  }

  private captureAt(cpu: number): number {
    return cpu * captureBytes(this.buffer.layout)
  }
}
