import { toRingsideError } from './problems.ts'

/** Commands one after the other, in the order in which they were asked. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve()

  /** Resolved once all that was asked so far has had its turn. */
  get settled(): Promise<unknown> {
    return this.last
  }

  /** @throws RingsideError */
  take<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(act)
    this.last = turn.catch(() => {})
    return turn.catch((error: unknown) => {
      throw toRingsideError(error)
    })
  }
}
