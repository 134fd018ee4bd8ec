/** What is laid out is what the merge does: against both orders of src/merge, over heads of any number, with ties and empty rings. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LinearScan } from '../../merge/linear-scan.ts'
import { mergeOrder, MergeTree } from '../../merge/merge-tree.ts'
import { ArrayRuns } from '../../merge/testing/array-runs.ts'
import { decisiveMatch, explain } from './explain.ts'
import type { Stamps } from './explain.ts'

const SEED = 20080924
const RUNS = 400

/** few different stamps, so that there are ties; above 2^32, so that both halves count */
const stamp = fc.integer({ min: 0, max: 6 }).map((step) => 2 ** 32 - 3 + step)
const runs = fc.array(fc.array(stamp, { maxLength: 5 }), { minLength: 1, maxLength: 19, size: 'max' })

function arrayRuns(stamps: readonly number[][]): ArrayRuns {
  return new ArrayRuns(
    stamps.map((run) => ({
      lo: Uint32Array.from(run, (ts) => ts % 2 ** 32),
      hi: Uint32Array.from(run, (ts) => Math.floor(ts / 2 ** 32)),
    })),
  )
}

function headsOf(stamps: readonly number[][], at: ArrayRuns): Stamps {
  return stamps.map((run, cpu) => run[at.heads[cpu] as number])
}

const ORDERS = [
  ['scan', (from: ArrayRuns) => new LinearScan(from)],
  ['tree', (from: ArrayRuns) => new MergeTree(from)],
  ['tree', mergeOrder],
] as const

test.each(ORDERS)(
  `the %s as it is laid out finds what the order finds, to the end: ${RUNS} merges, seed ${SEED}`,
  (way, orderOf) => {
    const property = fc.property(runs, (stamps) => {
      const at = arrayRuns(stamps)
      const order = orderOf(at)
      for (let run = order.next(); ; run = order.next()) {
        const heads = headsOf(stamps, at)
        const { winner, matches } = explain(heads, way)
        expect(winner ?? -1).toBe(run)
        // everyone but the winner loses once
        const present = [...heads.keys()].filter((cpu) => heads[cpu] !== undefined && cpu !== winner)
        expect(matches.map(({ loser }) => loser).sort((a, b) => a - b)).toEqual(present)
        if (run < 0) break
        at.advance(run)
        order.pass()
      }
    })
    fc.assert(property, { seed: SEED, numRuns: RUNS })
  },
)

test(`the matches of the tree are those whose losers the merge tree keeps in its nodes: ${RUNS} trees, seed ${SEED}`, () => {
  const property = fc.property(runs, (stamps) => {
    const at = arrayRuns(stamps)
    const tree = new MergeTree(at)
    tree.next()
    for (const { at: node, loser } of explain(headsOf(stamps, at), 'tree').matches) {
      expect(tree['losers'][node]).toBe(loser)
    }
  })
  fc.assert(property, { seed: SEED, numRuns: RUNS })
})

test('the scan compares with the best so far, a tie stays with the lower CPU, an empty ring is passed over', () => {
  const heads = [20, undefined, 12, 12, 30]
  expect(explain(heads, 'scan')).toEqual({
    winner: 2,
    matches: [
      { at: 2, winner: 2, loser: 0, tie: false },
      { at: 3, winner: 2, loser: 3, tie: true },
      { at: 4, winner: 2, loser: 4, tie: false },
    ],
  })
})

test('the tree: run r enters at leaf count + r, and every CPU but the winner loses once', () => {
  expect(explain([7, 4, 3, 9], 'tree')).toEqual({
    winner: 2,
    matches: [
      { at: 3, winner: 2, loser: 3, tie: false },
      { at: 2, winner: 1, loser: 0, tie: false },
      { at: 1, winner: 2, loser: 1, tie: false },
    ],
  })
})

test('a CPU’s stamp is marked by the match that it lost, the winner’s by the closest one', () => {
  const heads = [7, 4, 3, 9]
  const explained = explain(heads, 'tree')
  expect(decisiveMatch(heads, explained, 0)).toMatchObject({ winner: 1, loser: 0 })
  expect(decisiveMatch(heads, explained, 2)).toMatchObject({ winner: 2, loser: 1 })
  expect(decisiveMatch([5], explain([5], 'scan'), 0)).toBeUndefined()
})
