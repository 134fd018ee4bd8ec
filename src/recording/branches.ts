/** The branches of a recording: whoever goes back and on differently begins another, and the one before is kept. */
import { decisionsUpTo } from './decision.ts'
import type { Decision } from './decision.ts'
import type { StepLog } from './step-log.ts'

export interface Branch {
  readonly id: string
  readonly parent?: string
  /** ops that it has in common with its parent */
  readonly at: number
  readonly log: StepLog
  readonly decisions: Decision[]
  readonly deliveries: Delivery[]
  readonly ends: ActorEnd[]
}

/** What a consume gave, with the op at which it ended. */
export interface Delivery {
  readonly op: number
  /** packed, as the reader posts it */
  readonly events: ArrayBuffer
}

/** What ended an actor, and with which op. */
export interface ActorEnd {
  readonly op: number
  readonly seat: number
  /** a sentence, such as that of a BUG_ON */
  readonly why: string
}

export class Branches {
  current: Branch

  /** @param branches the first is shown first */
  private constructor(
    private readonly branches: Branch[],
    current: Branch,
  ) {
    this.current = current
  }

  static begin(log: StepLog): Branches {
    return Branches.of([{ id: 'main', at: 0, log, decisions: [], deliveries: [], ends: [] }], 'main')
  }
  /** @throws RangeError where the current one is not among them */
  static of(branches: readonly Branch[], current: string): Branches {
    const found = branches.find(({ id }) => id === current)
    if (!found) throw new RangeError(`there is no branch '${current}'`)
    return new Branches([...branches], found)
  }

  get all(): readonly Branch[] {
    return this.branches
  }

  /** A branch that has the first so many ops of the current one; it becomes the current one. */
  fork(at: number): Branch {
    const { id: parent, log, decisions, deliveries, ends } = this.current
    const id = `fork-${this.branches.length}`
    this.current = {
      id,
      parent,
      at,
      log: log.upTo(at),
      decisions: decisionsUpTo(decisions, at),
      deliveries: deliveries.filter(({ op }) => op <= at),
      ends: ends.filter(({ op }) => op <= at),
    }
    this.branches.push(this.current)
    return this.current
  }

  /** @returns undefined: there is no such branch */
  find(id: string): Branch | undefined {
    return this.branches.find((branch) => branch.id === id)
  }
}
