/** A disputed point of the review of 24 September 2008: who argued what, how mainline settled it, and what one can see of it here. */
import type { MachineConfig } from '../../machine/machine-config.ts'
import type { Situation } from './situation.ts'

/** Who speaks in the mail: the author of the patch, and its reviewer. */
export type Speaker = 'Steven Rostedt' | 'Peter Zijlstra'

export interface Side {
  readonly who: Speaker
  /** the position in our words; rich text */
  readonly position: string
  /** word for word as in the mail, line ends apart; none where nothing short says it */
  readonly quotes: readonly string[]
}

/** How it went on, with the time as far as it is known. Rich text. */
export interface Settlement {
  readonly when: 'second version' | 'first in mainline' | 'later' | 'Linux 6.12'
  readonly what: string
}

/** What is not built here, as numbers of a configuration. */
export interface Arithmetic {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (number | string)[])[]
}

export interface Card {
  /** words with hyphens, unique; a link names it */
  readonly id: string
  /** both sides, in a few words */
  readonly title: string
  /** one sentence; rich text */
  readonly question: string
  readonly sides: readonly Side[]
  /** what the code of the patch does, where it decides more than was said; rich text */
  readonly code?: string
  readonly settled: readonly Settlement[]
  readonly situations: readonly Situation[]
  /** which side this page has no machine for; rich text */
  readonly notBuilt?: string
  readonly arithmetic?: (config: MachineConfig) => Arithmetic
}
