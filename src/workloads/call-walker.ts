import { KERNEL_CALLS } from './kernel-calls.ts'
import { KERNEL_SYMBOLS, symbolNumber } from './kernel-symbols.ts'
import type { Dice } from './seeded-words.ts'

/** deeper than any tree of the model */
const MAX_DEPTH = 32

interface Callee {
  readonly number: number
  readonly always: boolean
}

/** By the caller's number. */
const CALLEES: readonly (readonly Callee[])[] = KERNEL_SYMBOLS.map(({ name }) =>
  (KERNEL_CALLS[name] ?? []).map((callee) => ({
    number: symbolNumber(callee.replace('?', '')),
    always: !callee.endsWith('?'),
  })),
)

/** Walks trees of calls of the modelled kernel as they are entered: a function before what it calls. Functions go by their numbers. */
export class CallWalker {
  /** entered last */
  callee = 0
  /** who called it */
  caller = 0
  private readonly functions = new Int32Array(MAX_DEPTH)
  /** of each function on the stack: which of its callees comes next */
  private readonly nextCallees = new Int32Array(MAX_DEPTH)
  private depth = 0

  constructor(private readonly dice: Dice) {}

  /** Leaves whatever is on the stack and enters this function. */
  enter(caller: number, callee: number): void {
    this.depth = 0
    this.push(caller, callee)
  }

  /** Enters the next function of the tree. @returns false: there is none, all have returned */
  next(): boolean {
    while (this.depth > 0) {
      const top = this.depth - 1
      const caller = this.functions[top] as number
      const at = this.nextCallees[top] as number
      const callee = CALLEES[caller]?.[at]
      this.nextCallees[top] = at + 1
      if (!callee) this.depth = top
      else if (callee.always || this.dice.roll(2) === 0) {
        this.push(caller, callee.number)
        return true
      }
    }
    return false
  }

  private push(caller: number, callee: number): void {
    this.caller = caller
    this.callee = callee
    this.functions[this.depth] = callee
    this.nextCallees[this.depth] = 0
    this.depth++
  }
}
