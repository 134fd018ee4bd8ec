/** Random sequences of all operations over random geometry, against a slow obvious model: everything visible is the same after every one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands, geometry } from './testing/model-commands.ts'
import { Duel } from './testing/model-duel.ts'

const SEED = 20080924
const RUNS = 800
/** far more than it takes: a busy machine fails nothing */
const TIMEOUT_MS = 300_000
const OUTCOMES = ['committed', 'disabled', 'too-big', 'full', 'read', 'gap', 'overrun', 'erased']
const CALLS = ['reserve', 'commit', 'peek', 'walk', 'start', 'next', 'finish', 'disable', 'enable', 'overwrite']
const SWAPS = ['snapshot', 'snapshotCpu', 'snapshotOne', 'reset', 'resetAll', 'noSuchCpu', 'late']

test(`${RUNS} random sequences, seed ${SEED}`, { timeout: TIMEOUT_MS }, () => {
  const reached = new Map<string, number>()
  const property = fc.property(geometry, commands, (options, sequence) => {
    const duel = new Duel(options)
    duel.run(sequence)
    for (const [what, times] of duel.reached) reached.set(what, (reached.get(what) ?? 0) + times)
  })
  fc.assert(property, { seed: SEED, numRuns: RUNS }) // says seed, path and the shortest sequence when it fails
  // a test of the test: the sequences get everywhere, often
  const times = (what: string): number => reached.get(what) ?? 0
  const rare = [
    ...OUTCOMES.filter((what) => times(what) < RUNS / 4),
    ...[...CALLS, ...SWAPS].filter((what) => times(what) < RUNS / 10),
  ]
  expect(rare).toEqual([])
})
