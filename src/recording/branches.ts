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
}

export class Branches {
  private readonly branches: Branch[]
  current: Branch

  constructor(log: StepLog) {
    this.current = { id: 'main', at: 0, log, decisions: [] }
    this.branches = [this.current]
  }

  get all(): readonly Branch[] {
    return this.branches
  }

  /** A branch that has the first so many ops of the current one; it becomes the current one. */
  fork(at: number): Branch {
    const { id: parent, log, decisions } = this.current
    const id = `fork-${this.branches.length}`
    this.current = { id, parent, at, log: log.upTo(at), decisions: decisionsUpTo(decisions, at) }
    this.branches.push(this.current)
    return this.current
  }

  /** @returns undefined: there is no such branch */
  find(id: string): Branch | undefined {
    return this.branches.find((branch) => branch.id === id)
  }
}
