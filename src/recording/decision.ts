/** What was decided, in order: with the configuration it drives the machine to the same bytes again. */

/** What an actor is called to do; `kind` and `args` as the control block takes them, `body` of a write. */
export interface QueuedCall {
  readonly kind: number
  readonly args: readonly number[]
  readonly body?: Uint8Array
}

/** All but `begin` and `stamp` make one op. `seat`: a CPU's number, or the number of CPUs for the reader. */
export type Decision =
  | { readonly do: 'step'; readonly seat: number }
  | { readonly do: 'interrupt'; readonly cpu: number; readonly nmi: boolean }
  | { readonly do: 'begin'; readonly seat: number; readonly call: QueuedCall }
  /** what the clock of this CPU says at the next op, as it was live */
  | { readonly do: 'stamp'; readonly cpu: number; readonly ns: number }
  | { readonly do: 'disable' }
  | { readonly do: 'enable' }
  | { readonly do: 'kill'; readonly cpu: number }

/** What makes an op. */
export type Act = Exclude<Decision, { do: 'begin' | 'stamp' }>

export function makesOp(decision: Decision): decision is Act {
  return decision.do !== 'begin' && decision.do !== 'stamp'
}

/**
 * The first decisions that lead to so many ops. Calls that were queued behind the last of them are left out, because they had not come yet; at the end
 * of all they have.
 */
export function decisionsUpTo(decisions: readonly Decision[], ops: number): Decision[] {
  let made = 0
  let end = 0
  for (const [at, decision] of decisions.entries()) {
    if (!makesOp(decision)) continue
    if (++made > ops) return decisions.slice(0, end)
    end = at + 1
  }
  return [...decisions]
}
