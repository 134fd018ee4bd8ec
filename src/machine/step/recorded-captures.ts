/** Captures of a recording: of the image as it stands at the op that is shown. Made when they are looked at. */
import type { Recording } from '../../recording/recording.ts'
import { captureSlot, SlotCapture } from '../../ring/capture.ts'
import type { MachineCaptures } from '../running-machine.ts'

export class RecordedCaptures implements MachineCaptures {
  private readonly captures: SlotCapture[]
  /** the recording's version at which each was made */
  private readonly madeAt: number[]

  constructor(
    private readonly recording: Recording,
    private readonly nowNs: () => number,
  ) {
    const { cpus, layout } = recording.image
    this.captures = Array.from({ length: cpus }, () => SlotCapture.allocate(layout))
    this.madeAt = this.captures.map(() => -1)
  }

  get version(): number {
    return this.recording.version
  }
  /** Nothing is on its way. */
  poll(): void {}

  latest(cpu: number): SlotCapture | undefined {
    const capture = this.captures[cpu]
    if (capture && this.madeAt[cpu] !== this.recording.version) {
      captureSlot(this.recording.image, cpu, capture)
      this.madeAt[cpu] = this.recording.version
    }
    return capture
  }
  takenNs(): number {
    return this.nowNs()
  }
  fresh(): Promise<readonly SlotCapture[]> {
    return Promise.resolve(this.captures.flatMap((_, cpu) => this.latest(cpu) ?? []))
  }
}
