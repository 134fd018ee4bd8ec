/**
 * Captures of a machine that runs in another thread over memory which cannot be seen here: a copy of all is asked for once per frame, one request at
 * a time. One memory goes to and fro; what comes is taken out of it, so that who holds a capture sees it change as with shared memory.
 */
import { captureBytes, SlotCapture } from '../../ring/capture.ts'
import { computeLayout } from '../../ring/rfc/layout.ts'
import type { RfcLayout } from '../../ring/rfc/layout.ts'
import type { BufferGeometry } from '../../ring/trace-buffer.ts'
import type { MachineCaptures } from '../running-machine.ts'
import type { Frame } from './messages.ts'

/** @param memory goes over @param younger than this call */
export type AskForFrame = (memory: ArrayBuffer, younger: boolean) => Promise<Frame>

export class RemoteCaptures implements MachineCaptures {
  version = 0
  /** what came with the latest captures; undefined: none so far */
  frame: Omit<Frame, 'memory'> | undefined
  private slots: readonly SlotCapture[] = []
  private memory = new ArrayBuffer(0)
  private coming: Promise<void> | undefined

  constructor(private readonly ask: AskForFrame) {}

  latest(cpu: number): SlotCapture | undefined {
    return this.slots[cpu]
  }

  takenNs(cpu: number): number | undefined {
    return this.slots[cpu] && this.frame?.nowNs
  }

  poll(): void {
    if (!this.coming) this.fetch(false).catch(() => {}) // no picture is better than an error with each frame; calls tell it
  }

  async fresh(): Promise<readonly SlotCapture[]> {
    // what was asked for before may be older than this call
    await this.coming?.catch(() => {})
    await (this.coming ?? this.fetch(true))
    return this.slots
  }

  private fetch(younger: boolean): Promise<void> {
    const { memory } = this
    this.memory = new ArrayBuffer(0) // where it does not come back, the next one is made there
    this.coming = this.ask(memory, younger)
      .then((frame) => this.take(frame))
      .finally(() => (this.coming = undefined))
    return this.coming
  }

  private take({ memory, ...frame }: Frame): void {
    this.frame = frame
    this.memory = memory
    if (!frame.changed) return
    const layout = this.layoutOf(frame.geometry)
    this.slots.forEach((slot, cpu) => slot.copyFrom(new SlotCapture(layout, memory, cpu * captureBytes(layout))))
    this.version++
  }

  private layoutOf(geometry: BufferGeometry): RfcLayout {
    const layout = this.slots[0]?.layout
    if (layout && layout.pagesPerCpu === geometry.pagesPerCpu) return layout // nothing else changes under a machine
    const other = computeLayout(geometry)
    this.slots = Array.from({ length: geometry.cpus }, () => SlotCapture.allocate(other))
    return other
  }
}
