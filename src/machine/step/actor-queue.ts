/** What an actor of a stepped machine is called to do, in order, and what becomes of it. */
import { Call } from '../../control/control-block.ts'
import type { QueuedCall } from '../../recording/decision.ts'
import type { Answer } from '../calls.ts'

export interface Waiting {
  readonly call: QueuedCall
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** The operation that an actor is in the middle of. */
export interface Begun {
  readonly waiting: Waiting
  /** in a list: a promise of a promise would be waited for */
  readonly answer: readonly Promise<Answer>[]
}

export class ActorQueue {
  private readonly calls: Waiting[] = []
  begun: Begun | undefined

  get isEmpty(): boolean {
    return this.calls.length === 0
  }
  get length(): number {
    return this.calls.length
  }
  /** @returns the answer, once the call was stepped to its end */
  add(call: QueuedCall): Promise<Answer> {
    return new Promise((resolve, reject) => this.calls.push({ call, resolve, reject }))
  }
  next(): Waiting | undefined {
    return this.calls.shift()
  }
  /** Whoever still waits will wait in vain. */
  fail(error: unknown): void {
    for (const { reject } of this.calls.splice(0)) reject(error)
    this.begun?.waiting.reject(error)
    this.begun = undefined
  }
}

/** What the reader does by itself, one step after another, when nobody calls it. */
export function ownCall(kind: 'none' | 'consume' | 'iterate'): QueuedCall | undefined {
  if (kind === 'none') return undefined
  return kind === 'consume' ? { kind: Call.consume, args: [1] } : { kind: Call.read, args: [0, 2 ** 31 - 1] }
}
