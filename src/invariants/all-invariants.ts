/** The invariants of the design of 2008 (the notes, section E), and what they say of a moment. */
import type { ActorStand } from '../recording/actor-stands.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { ACTOR_INVARIANTS } from './actor-invariants.ts'
import { CONSUMED_INVARIANTS } from './consumed-invariants.ts'
import { COUNT_INVARIANTS } from './count-invariants.ts'
import { isWitness, worst } from './invariant.ts'
import type { Invariant, Verdict } from './invariant.ts'
import { Moment } from './moment.ts'
import type { Conditions, ConsumedEvent } from './moment.ts'
import { PAGE_INVARIANTS } from './page-invariants.ts'
import { PLACE_INVARIANTS } from './place-invariants.ts'

export const INVARIANTS: readonly Invariant[] = [
  ...COUNT_INVARIANTS,
  ...PLACE_INVARIANTS,
  ...PAGE_INVARIANTS,
  ...ACTOR_INVARIANTS,
  ...CONSUMED_INVARIANTS,
]

export interface InvariantState {
  readonly id: string
  readonly title: string
  readonly holdsWhen: string
  readonly holds: boolean | 'not-now'
  readonly witness?: string
}

export interface Shown {
  /** where every actor stands, by seat */
  readonly stands: readonly ActorStand[]
  readonly conditions: Conditions
  /** what was consumed so far */
  readonly consumed: readonly ConsumedEvent[]
}

/** Of every invariant whether it holds in this memory. */
export function invariantsAt(image: RfcBuffer, { stands, conditions, consumed }: Shown): InvariantState[] {
  const moment = new Moment(image, conditions)
  moment.stands = stands
  moment.consumed = consumed
  for (const cpu of moment.cpus) cpu.look()
  return INVARIANTS.map((invariant) => stateOf(invariant, verdictOf(invariant, moment)))
}

function verdictOf(invariant: Invariant, moment: Moment): Verdict {
  return invariant.of === 'cpu' ? worst(moment.cpus.map(invariant.check)) : invariant.check(moment)
}

export function stateOf({ id, title, holdsWhen }: Invariant, verdict: Verdict): InvariantState {
  const told = { id, title, holdsWhen }
  if (isWitness(verdict)) return { ...told, holds: false, witness: verdict.witness }
  return { ...told, holds: verdict === 'holds' ? true : verdict }
}
