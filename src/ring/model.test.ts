/** Random sequences of all operations over random geometry, against a slow obvious model: everything visible is the same after every one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands, geometry } from './testing/model-commands.ts'
import { Duel } from './testing/model-duel.ts'

const SEED = 20080924
const RUNS = 800
const HAPPENINGS = ['committed', 'disabled', 'too-big', 'full', 'read', 'late', 'gap', 'overrun', 'erased']

test(`${RUNS} random sequences, seed ${SEED}`, () => {
  const reached = new Map<string, number>()
  const property = fc.property(geometry, commands, (options, sequence) => {
    const duel = new Duel(options)
    duel.run(sequence)
    for (const [what, times] of duel.reached) reached.set(what, (reached.get(what) ?? 0) + times)
  })
  fc.assert(property, { seed: SEED, numRuns: RUNS }) // says seed, path and the shortest sequence when it fails
  // a test of the test: the sequences get everywhere, often
  const rare = HAPPENINGS.filter((what) => (reached.get(what) ?? 0) < RUNS / 2)
  expect(rare).toEqual([])
})
