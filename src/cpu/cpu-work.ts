/** A CPU's workload together with its pace, which the main thread changes in the control block while it runs. */
import type { ControlBlock } from '../control/control-block.ts'
import type { ReplayWorkload } from '../workloads/replay-workload.ts'
import type { Tracer, TracerRing, Workload } from '../workloads/workload.ts'

export interface CpuWork {
  readonly workload: Workload<TracerRing>
  /** takes over rate, speed and loop where they have changed */
  follow(control: ControlBlock): void
}

export const noWork: CpuWork = {
  workload: { due: Infinity, ended: true, step: () => {} },
  follow: () => {},
}

export class TracerWork implements CpuWork {
  private serial = -1
  constructor(
    readonly workload: Tracer,
    private readonly time: { nowNs(): number },
  ) {}

  follow(control: ControlBlock): void {
    if (control.paceSerial === this.serial) return
    this.serial = control.paceSerial
    this.workload.setRate(control.pace.rate, this.time.nowNs())
  }
}

export class ReplayWork implements CpuWork {
  private serial = -1
  constructor(
    readonly workload: ReplayWorkload,
    private readonly seat: number,
  ) {}

  /** All CPUs go on from the same recorded time, which the main thread knows: flat out each has come to another place. */
  follow(control: ControlBlock): void {
    control.setPosition(this.seat, this.workload.positionNs)
    if (control.paceSerial === this.serial) return
    this.serial = control.paceSerial
    const { speed, loop, machineBase, traceBase } = control.pace
    this.workload.setPace({ speed, loop }, machineBase, traceBase)
  }
}
