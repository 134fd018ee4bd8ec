/** Both orders against sorting all events at once, over runs of any number and length, with ties, bursts and stamps of 64 bits. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LinearScan } from './linear-scan.ts'
import { mergeOrder, MergeTree } from './merge-tree.ts'
import type { Order, Runs } from './runs.ts'
import { ArrayRuns } from './testing/array-runs.ts'

const SEED = 20080924
const RUNS = 600
const TOP = 2n ** 64n - 1n

interface Merged {
  stamp: bigint
  run: number
  place: number
}

const starts = [0n, 2n ** 32n - 9n, 2n ** 53n - 9n, 2n ** 53n + 1n, 2n ** 63n, TOP - 60n]
/** mostly none or little, so that there are ties; sometimes so much that another run has a burst meanwhile */
const gap = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 30, max: 90 }) },
)
/** of all runs one start, so that they meet; by run the gaps before its events */
const streams = fc
  .tuple(
    fc.constantFrom(...starts),
    fc.array(fc.array(gap, { maxLength: 24 }), { minLength: 1, maxLength: 70, size: 'max' }),
  )
  .map(([start, runs]) => runs.map((gaps) => stampsFrom(start, gaps)))

function stampsFrom(start: bigint, gaps: readonly number[]): bigint[] {
  let stamp = start
  return gaps.map((each) => {
    stamp += BigInt(each)
    return stamp < TOP ? stamp : TOP
  })
}

function arrayRuns(runs: readonly bigint[][]): ArrayRuns {
  const halves = (stamps: readonly bigint[], shift: bigint): Uint32Array =>
    Uint32Array.from(stamps, (stamp) => Number((stamp >> shift) & 0xffffffffn))
  return new ArrayRuns(runs.map((stamps) => ({ lo: halves(stamps, 0n), hi: halves(stamps, 32n) })))
}

/** Asks for every run twice. */
function merge(runs: readonly bigint[][], orderOf: (runs: Runs) => Order): Merged[] {
  const heads = arrayRuns(runs)
  const order = orderOf(heads)
  const merged: Merged[] = []
  for (let run = order.next(); run >= 0; run = order.next()) {
    if (order.next() !== run) throw new Error(`asked again it is not ${run}`)
    const place = heads.heads[run] as number
    merged.push({ stamp: runs[run]?.[place] as bigint, run, place })
    heads.advance(run)
    order.pass()
  }
  expect(order.next()).toBe(-1)
  return merged
}

function sorted(runs: readonly bigint[][]): Merged[] {
  const all = runs.flatMap((stamps, run) => stamps.map((stamp, place) => ({ stamp, run, place })))
  return all.sort((a, b) => (a.stamp === b.stamp ? a.run - b.run || a.place - b.place : a.stamp < b.stamp ? -1 : 1))
}

/** Far faster to compare than the events themselves. */
function inWords(merged: readonly Merged[]): string {
  return merged.map(({ stamp, run, place }) => `${stamp} on ${run} at ${place}`).join('\n')
}

describe('E11', () => {
  test.each([
    ['the tree', (runs: Runs) => new MergeTree(runs)],
    ['the linear scan', (runs: Runs) => new LinearScan(runs)],
    ['what the iterator takes', mergeOrder],
  ])(
    `a merge by %s is the stable k-way merge by (stamp, CPU) and a permutation of the union: ${RUNS} streams, seed ${SEED}`,
    (_, orderOf) => {
      const reached = new Set<string>()
      const property = fc.property(streams, (runs) => {
        const expected = sorted(runs)
        expect(inWords(merge(runs, orderOf))).toBe(inWords(expected))
        for (const what of kindsOf(runs, expected)) reached.add(what)
      })
      fc.assert(property, { seed: SEED, numRuns: RUNS })
      // a test of the test: the streams are of every kind
      expect([...reached].sort()).toEqual([...KINDS].sort())
    },
  )
})

test(`where clocks went back, the tree takes the heads in the order of the linear scan: ${RUNS} streams, seed ${SEED}`, () => {
  const jump = fc.integer({ min: -9, max: 9 })
  const unsorted = fc.array(fc.array(jump, { maxLength: 24 }), { minLength: 3, maxLength: 12, size: 'max' })
  const property = fc.property(unsorted, (jumps) => {
    const runs = jumps.map((gaps) => stampsFrom(2n ** 32n, gaps))
    const scanned = merge(runs, (heads) => new LinearScan(heads))
    expect(inWords(merge(runs, (heads) => new MergeTree(heads)))).toBe(inWords(scanned))
  })
  fc.assert(property, { seed: SEED, numRuns: RUNS })
})

const KINDS = [
  'one run',
  'two runs',
  'more than 64',
  'an empty run',
  'a tie',
  'a burst',
  'a tie that ends a burst',
  '2^53',
]

function kindsOf(runs: readonly bigint[][], merged: readonly Merged[]): string[] {
  const isBurst = (end: number): boolean => {
    const burst = merged.slice(Math.max(0, end - 6), end)
    return burst.length === 6 && burst.every(({ run }) => run === burst[0]?.run)
  }
  const isTie = (at: number): boolean =>
    merged[at]?.stamp === merged[at - 1]?.stamp && merged[at]?.run !== merged[at - 1]?.run
  const ties = [...merged.keys()].slice(1).filter(isTie)
  const kinds = {
    'one run': runs.length === 1,
    'two runs': runs.length === 2,
    'more than 64': runs.length > 64,
    'an empty run': runs.some((stamps) => stamps.length === 0),
    'a tie': ties.length > 0,
    'a burst': [...merged.keys()].some(isBurst),
    'a tie that ends a burst': ties.some(isBurst),
    '2^53': merged.some(({ stamp }) => stamp > 2n ** 53n),
  }
  return KINDS.filter((kind) => kinds[kind as keyof typeof kinds])
}

describe('the tree looks', () => {
  const runs = [[1n, 2n, 3n, 4n, 5n, 6n, 7n], [9n], [8n, 9n], []]

  test('at every run once, then only at the run that was passed, and not before it is asked', () => {
    const heads = arrayRuns(runs)
    const looked: number[] = []
    const tree = new MergeTree({
      count: heads.count,
      get lo() {
        return heads.lo
      },
      get hi() {
        return heads.hi
      },
      look(run) {
        looked.push(run)
        return heads.look(run)
      },
    })
    expect(looked).toEqual([])
    const taken: number[] = []
    for (let run = tree.next(); run >= 0; run = tree.next()) {
      expect(tree.next()).toBe(run)
      expect(looked.splice(0)).toEqual(taken.length === 0 ? [0, 1, 2, 3] : taken.slice(-1))
      taken.push(run)
      heads.advance(run)
      tree.pass()
      expect(looked).toEqual([])
    }
    expect(taken).toEqual([0, 0, 0, 0, 0, 0, 0, 2, 1, 2])
  })

  test('at nothing where there is no run, and finds nothing where all are empty', () => {
    expect(new MergeTree(arrayRuns([])).next()).toBe(-1)
    const empty = new MergeTree(arrayRuns([[], [], []]))
    expect([empty.next(), empty.next()]).toEqual([-1, -1])
  })
})
