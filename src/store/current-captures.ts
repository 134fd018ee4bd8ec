import type { CpuRange } from '../machine/captures.ts'
import type { RunningMachine } from '../machine/running-machine.ts'
import type { CaptureMemory } from '../ring/capture-memory.ts'
import type { SlotCapture } from '../ring/capture.ts'

/** The captures of whichever machine there is at the moment, for the frame loop. */
export class CurrentCaptures {
  /** CPUs that the rings show, which are captured in every frame however large they are */
  inView: CpuRange | undefined

  constructor(private readonly machine: () => RunningMachine | undefined) {}

  /** Once per frame: takes what has come, and asks for the next. */
  poll(): void {
    this.machine()?.captures.poll(this.inView)
  }
  latest(cpu: number): SlotCapture | undefined {
    return this.machine()?.captures.latest(cpu)
  }
  /** for a thread that only draws; undefined where they are in no shared memory */
  get shared(): CaptureMemory | undefined {
    return this.machine()?.captures.shared
  }
  /** when latest() was true, ns of the machine's time */
  takenNs(cpu: number): number | undefined {
    return this.machine()?.captures.takenNs(cpu)
  }
  /** changes when any latest() did */
  get version(): number {
    return this.machine()?.captures.version ?? 0
  }
}
