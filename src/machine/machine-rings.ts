import type { RingMemory } from '../control/actor-thread.ts'
import type { ControlBlock } from '../control/control-block.ts'
import type { CpuRings } from '../cpu/messages.ts'
import { captureBytes, SlotCapture } from '../ring/capture.ts'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { Captures } from './captures.ts'
import type { MachineConfig } from './machine-config.ts'

/** The memory of a machine's rings, and of their captures: made together at boot, and anew together by a resize. */
export class MachineRings {
  readonly buffer: RfcBuffer
  readonly captures: Captures
  private readonly captureMemory: SharedArrayBuffer

  /**
   * @param serial names this memory in the control block
   * @throws RangeError where the memory cannot be had
   */
  constructor(
    readonly serial: number,
    config: MachineConfig,
    control: ControlBlock,
    standsStill: (cpu: number) => boolean,
  ) {
    this.buffer = allocateRfcBuffer(config, true)
    const { layout } = this.buffer
    this.captureMemory = new SharedArrayBuffer(captureBytes(layout) * config.cpus)
    const asked = Array.from(
      { length: config.cpus },
      (_, cpu) => new SlotCapture(layout, this.captureMemory, this.captureAt(cpu)),
    )
    this.captures = new Captures(this.buffer, control, asked, standsStill)
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
