/** What an invariant is: a sentence about the memory of the rings, when it holds, and the look that tells whether it does. */
import type { CpuMoment, Moment, RingMoment } from './moment.ts'

/** The words and values that contradict each other. */
export interface Witness {
  readonly witness: string
}

/** `not-now`: in the middle of an operation nothing can be said. */
export type Verdict = 'holds' | 'not-now' | Witness

interface Described {
  readonly id: string
  /** what holds, in plain words */
  readonly title: string
  /** when it does */
  readonly holdsWhen: string
}

/** Of each CPU for itself. */
export interface CpuInvariant extends Described {
  readonly of: 'cpu'
  readonly check: (cpu: CpuMoment) => Verdict
}
/** Of the buffer as a whole, or of what was consumed so far. */
export interface WholeInvariant extends Described {
  readonly of: 'buffer' | 'consumed'
  readonly check: (moment: Moment) => Verdict
}
export type Invariant = CpuInvariant | WholeInvariant

export const ALWAYS = 'always'
export const AT_REST = 'nobody holds that CPU’s lock or is in the middle of moving its head; rings up to 64 KiB'

/** The first that contradicts; else whether all could be looked at. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.find(isWitness) ?? (verdicts.includes('not-now') ? 'not-now' : 'holds')
}

export function isWitness(verdict: Verdict): verdict is Witness {
  return typeof verdict === 'object'
}

/** @param contradiction what contradicts, or undefined */
export function unless(contradiction: string | undefined | false): Verdict {
  return contradiction === undefined || contradiction === false ? 'holds' : { witness: contradiction }
}

/** Of both rings of a CPU; the witness is told of the first that has one. */
export function eachRing(check: (ring: RingMoment) => string | undefined | 'not-now') {
  return (cpu: CpuMoment): Verdict =>
    worst(
      cpu.rings.map((ring) => {
        const found = check(ring)
        return found === 'not-now' ? found : unless(found && `CPU ${cpu.cpu}, ${ring.name}: ${found}`)
      }),
    )
}

/** `page 2 offset 32` */
export function place(page: number, offset: number): string {
  return `page ${page} offset ${offset}`
}
