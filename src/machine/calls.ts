/** Calls to actors: one at a time per actor, each answered by one message that carries its serial. */
import type { Call, ControlBlock } from '../control/control-block.ts'
import type { CpuMessage } from '../cpu/messages.ts'
import type { ReaderMessage } from '../reader/messages.ts'
import { RingsideError } from './ringside-error.ts'
import type { RingsideErrorCode } from './ringside-error.ts'

export type Answer = Extract<CpuMessage | ReaderMessage, { serial: number }>

interface Pending {
  readonly serial: number
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: RingsideError) => void
}

/** ms between two looks at whether the actor can still answer */
const LOOK_MS = 20

export class Calls {
  private readonly queues: Promise<unknown>[] = []
  private readonly pending = new Map<number, Pending>()

  constructor(
    private readonly control: ControlBlock,
    /** why this actor will never answer, if so */
    private readonly whyStuck: (seat: number) => string | undefined,
    private readonly answerMs: number,
  ) {}

  /** @throws RingsideError crashed, and what the ring answers */
  make(seat: number, kind: Call, args: readonly number[], body?: Uint8Array): Promise<Answer> {
    const turn = (this.queues[seat] ?? Promise.resolve()).catch(() => {})
    const answer = turn.then(() => this.send(seat, kind, args, body))
    this.queues[seat] = answer
    return answer
  }

  /** A message from the actor on this seat. @returns whether it was the answer to a call */
  settle(seat: number, message: CpuMessage | ReaderMessage): boolean {
    const pending = this.pending.get(seat)
    if (!('serial' in message) || pending?.serial !== message.serial) return false
    this.pending.delete(seat)
    if (message.type !== 'failed') pending.resolve(message)
    else pending.reject(new RingsideError(message.code as RingsideErrorCode, message.message))
    return true
  }

  /** This actor will answer nothing more. */
  fail(seat: number, why: RingsideError): void {
    const pending = this.pending.get(seat)
    this.pending.delete(seat)
    pending?.reject(why)
  }

  private async send(seat: number, kind: Call, args: readonly number[], body?: Uint8Array): Promise<Answer> {
    this.refuseIfStuck(seat)
    const answer = new Promise<Answer>((resolve, reject) => {
      this.pending.set(seat, { serial: this.control.call(seat, kind, args, body), resolve, reject })
    })
    const end = Date.now() + this.answerMs
    const look = setInterval(() => {
      const why = this.whyStuck(seat)
      if (why) this.fail(seat, new RingsideError('crashed', why))
      else if (Date.now() > end) this.fail(seat, tooLate(this.answerMs))
    }, LOOK_MS)
    return answer.finally(() => clearInterval(look))
  }

  private refuseIfStuck(seat: number): void {
    const why = this.whyStuck(seat)
    if (why) throw new RingsideError('crashed', why)
  }
}

function tooLate(ms: number): RingsideError {
  return new RingsideError('timeout', `The actor did not answer within ${ms / 1000} s. Restart the machine.`)
}
