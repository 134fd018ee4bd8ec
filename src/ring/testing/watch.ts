/** Watches one invariant over many random sequences. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from './model-commands.ts'
import { commands, geometry } from './model-commands.ts'
import { Witness } from './witness.ts'
import type { Happened } from './witness.ts'

/** What is looked at; each throws where the invariant does not hold. */
export interface Watch {
  before?(command: Command): void
  after?(happened: Happened): void
  /** after every command, of each CPU that it may have concerned */
  cpu?(cpu: number): void
}

export const SEED = 20080924
const RUNS = 300
/** far more than it takes: a busy machine fails nothing */
const timeout = 300_000

/**
 * @param title begins with the invariant's number in the notes, section E
 * @param watch `tally` is called where the invariant had something to say, so that it cannot hold for lack of occasions
 */
export function invariant(title: string, watch: (witness: Witness, tally: () => void) => Watch): void {
  test(`${title}; ${RUNS} sequences, seed ${SEED}`, { timeout }, () => {
    let occasions = 0
    const property = fc.property(geometry, commands, (options, sequence) => {
      const witness = new Witness(options)
      const watched = watch(witness, () => occasions++)
      for (const command of sequence) play(witness, watched, command)
      witness.rest()
      play(witness, watched, { do: 'consume', times: Infinity })
    })
    fc.assert(property, { seed: SEED, numRuns: RUNS })
    expect(occasions).toBeGreaterThan(RUNS / 2)
  })
}

/** Random commands as a setting for something else: after them no reservation is open and recording is on. */
export function played(witness: Witness, sequence: readonly Command[]): Witness {
  for (const command of sequence) play(witness, {}, command)
  witness.rest()
  return witness
}

function play(witness: Witness, watched: Watch, raw: Command): void {
  const { cpus } = witness.geometry
  const command = 'cpu' in raw ? { ...raw, cpu: raw.cpu % cpus } : raw
  watched.before?.(command)
  const happened = witness.perform(command)
  watched.after?.(happened)
  const isOfOne = command.do === 'write' || command.do === 'reserve' || command.do === 'commit'
  for (let cpu = isOfOne ? command.cpu : 0; cpu < (isOfOne ? command.cpu + 1 : cpus); cpu++) watched.cpu?.(cpu)
}

/** An invariant of an operation that is done after a random history. */
export function afterHistory(title: string, check: (witness: Witness, tally: () => void) => void): void {
  test(`${title}; ${RUNS} histories, seed ${SEED}`, { timeout }, () => {
    let occasions = 0
    const property = fc.property(geometry, commands, (options, history) => {
      check(played(new Witness(options), history), () => occasions++)
    })
    fc.assert(property, { seed: SEED, numRuns: RUNS })
    expect(occasions).toBeGreaterThan(RUNS / 4)
  })
}
