/** The reader in step mode: it rests at its gate, and does what it is called for when it is released. Its own reading is called for by the machine, too. */
import { LEFT } from '../control/actor-loop.ts'
import type { ActorLoop } from '../control/actor-loop.ts'
import type { ControlBlock } from '../control/control-block.ts'
import { StepPoint } from '../control/step-point.ts'
import type { Stop } from '../control/stop.ts'
import { answerReaderCall } from './reader-calls.ts'
import type { ReaderParts } from './reader-calls.ts'

export class ReaderSteps implements ActorLoop {
  readonly control: ControlBlock
  readonly heard = 0
  /** serial of the call that has just ended */
  private ended = 0

  /** @param stop parks it until it is released, as the probe of its parts does */
  constructor(
    private readonly parts: ReaderParts,
    private readonly stop: Stop,
  ) {
    this.control = parts.control
  }

  get seat(): number {
    return this.control.readerSeat
  }

  turn(): number {
    const { control, serial } = this.parts
    this.stop(StepPoint.Rested, 1, this.ended, 0)
    if (control.rings !== serial) return LEFT
    this.ended = answerReaderCall(this.parts)
    return 0
  }
}
