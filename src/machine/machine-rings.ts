import type { RingMemory } from '../control/actor-thread.ts'
import type { ControlBlock } from '../control/control-block.ts'
import type { CpuRings } from '../cpu/messages.ts'
import { captureBytes, SlotCapture } from '../ring/capture.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { Captures } from './captures.ts'

/** The memory of a machine's rings, and of their captures: made together at boot, and anew together by a resize. */
export class MachineRings {
  readonly captures: Captures
  private readonly captureMemory: SharedArrayBuffer

  /**
   * @param serial names this memory in the control block
   * @throws RangeError where the memory of the captures cannot be had
   */
  constructor(
    readonly buffer: RfcBuffer,
    readonly serial: number,
    control: ControlBlock,
    standsStill: (cpu: number) => boolean,
  ) {
    const { layout } = buffer
    this.captureMemory = new SharedArrayBuffer(captureBytes(layout) * layout.cpus)
    const asked = Array.from(
      { length: layout.cpus },
      (_, cpu) => new SlotCapture(layout, this.captureMemory, this.captureAt(cpu)),
    )
    this.captures = new Captures(buffer, control, asked, standsStill)
  }

  /** What a message tells the reader of them … */
  memory(): RingMemory {
    // an arena's buffer is typed as either kind; a machine allocates shared ones only
    const ring = this.buffer.arena.buffer as SharedArrayBuffer
    return { serial: this.serial, ring, options: this.buffer.options }
  }
  /** … and what it tells a CPU. */
  memoryOf(cpu: number): CpuRings {
    return { ...this.memory(), captures: this.captureMemory, captureAt: this.captureAt(cpu) }
  }

  private captureAt(cpu: number): number {
    return cpu * captureBytes(this.buffer.layout)
  }
}
