/** A workload and its pace: when, on the machine's time, the next event of the workload's own time line is due. */
import type { ControlBlock } from '../control/control-block.ts'
import type { EventWriter } from '../workloads/workload.ts'
import type { ReplayWorkload } from '../workloads/replay-workload.ts'
import type { SteadyWorkload } from '../workloads/steady.ts'

export interface PacedWorkload {
  /** ns on the workload's own time line; Infinity: it has ended */
  readonly due: number
  /** up to where on that line events may be written now */
  now(): number
  msUntil(due: number, now: number): number
  /** one attempt to write */
  step(writer: EventWriter): void
  /** takes over rates, speed and loop from the control block */
  follow(control: ControlBlock): void
}

interface MachineClock {
  nowNs(): number
}

/** later than every event, but earlier than Infinity, which says that a workload has ended */
const FLAT_OUT = Number.MAX_VALUE

export const noWorkload: PacedWorkload = {
  due: Infinity,
  now: () => 0,
  msUntil: () => Infinity,
  step: () => {},
  follow: () => {},
}

/** Its time line is the machine's. */
export class PacedSteady implements PacedWorkload {
  constructor(
    private readonly steady: SteadyWorkload,
    private readonly time: MachineClock,
  ) {}
  get due(): number {
    return this.steady.due
  }
  now(): number {
    return this.time.nowNs()
  }
  msUntil(due: number, now: number): number {
    return (due - now) / 1e6
  }
  step(writer: EventWriter): void {
    this.steady.step(writer)
  }
  follow(control: ControlBlock): void {
    this.steady.setRate(control.pace.rate, this.time.nowNs())
  }
}

/** Its time line is the recorded one, of which `speed` ns pass per ns of the machine. */
export class PacedReplay implements PacedWorkload {
  private speed = 1
  private traceBase = 0
  private machineBase = 0

  constructor(
    private readonly replay: ReplayWorkload,
    private readonly time: MachineClock,
    private readonly seat: number,
  ) {}
  get due(): number {
    return this.replay.due
  }
  now(): number {
    if (this.speed === Infinity) return FLAT_OUT
    return this.traceBase + (this.time.nowNs() - this.machineBase) * this.speed
  }
  msUntil(due: number, now: number): number {
    return (due - now) / this.speed / 1e6
  }
  step(writer: EventWriter): void {
    this.replay.step(writer)
  }
  follow(control: ControlBlock): void {
    const { speed, traceBase, machineBase, loop } = control.pace
    this.speed = speed
    this.traceBase = traceBase
    this.machineBase = machineBase
    this.replay.setLoop(loop)
    control.setPosition(this.seat, this.replay.due)
  }
}
