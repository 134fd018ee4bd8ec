/** A CPU in step mode: between two operations it rests at its gate, and does the next one when it is released. */
import { LEFT } from '../control/actor-loop.ts'
import type { ActorLoop } from '../control/actor-loop.ts'
import type { ControlBlock } from '../control/control-block.ts'
import { StepPoint } from '../control/step-point.ts'
import type { Stop } from '../control/stop.ts'
import type { TracerRing } from '../workloads/workload.ts'
import { answerCpuCall } from './answer-call.ts'
import type { CpuMessage } from './messages.ts'
import type { CpuWork } from './cpu-work.ts'
import type { CpuTrigger } from './trigger.ts'

export interface CpuStepsParts {
  readonly control: ControlBlock
  readonly cpu: number
  /** of the rings that it works over */
  readonly serial: number
  readonly ring: TracerRing
  readonly trigger: CpuTrigger
  readonly work: CpuWork
  readonly post: (message: CpuMessage) => void
  /** parks it until it is released */
  readonly stop: Stop
}

export class CpuSteps implements ActorLoop {
  readonly control: ControlBlock
  readonly seat: number
  readonly heard = 0
  /** serial of the call that has just ended */
  private ended = 0

  constructor(private readonly parts: CpuStepsParts) {
    this.control = parts.control
    this.seat = parts.cpu
  }

  turn(): number {
    const { control, serial, ring, trigger, work, stop } = this.parts
    work.follow(control)
    // an interrupt that comes to a CPU at rest leaves it at rest
    if (stop(StepPoint.Rested, work.workload.ended ? 1 : 0, this.ended, 0)) return 0
    if (control.rings !== serial) return LEFT
    trigger.follow()
    work.follow(control)
    this.ended = answerCpuCall(this.parts, this.seat)
    if (this.ended === 0 && !work.workload.ended) work.workload.step(ring)
    return 0
  }
}
