/** Bins that are kept from frame to frame are the bins that a naive count gives. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appendGap, eventColumns, gapColumns } from './columns.ts'
import { FAMILIES } from './families.ts'
import { LaneBins, Plane, PLANES } from './lane-bins.ts'
import type { BinnedLane } from './lane-bins.ts'

const SEED = 20080924
const LANES = 3
const COLUMNS = 17

type Step =
  | { do: 'read'; lane: number; after: number; family: number; lost: number }
  | { do: 'drop'; lane: number; rows: number }
  | { do: 'look'; first: number; binNs: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      lane: fc.nat(LANES - 1),
      after: fc.nat(30),
      family: fc.nat(FAMILIES.length - 1),
      lost: fc.constantFrom(0, 0, 0, 5),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), lane: fc.nat(LANES - 1), rows: fc.nat(40) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('look' as const),
      first: fc.integer({ min: -20, max: 120 }),
      binNs: fc.constantFrom(3, 3, 3, 7, 0.4),
    }),
  },
)

function newLane(): BinnedLane {
  return { events: eventColumns(), gaps: gapColumns() }
}

function read({ events, gaps }: BinnedLane, { after, family, lost }: Step & { do: 'read' }): void {
  const newest = events.end > events.base ? (events.of.ts[events.end - 1 - events.base] as number) : -Infinity
  const ts = Math.max(0, newest) + after
  if (lost > 0) appendGap(gaps, { from: newest, to: ts, count: lost, event: events.end, where: events.end })
  const at = events.append()
  events.of.ts[at] = ts
  events.of.family[at] = family
  events.of.where[at] = events.end
}

function naive(lanes: readonly BinnedLane[], binNs: number, first: number): Uint32Array {
  const counts = new Uint32Array(COLUMNS * LANES * PLANES)
  const add = (bin: number, lane: number, plane: number): void => {
    if (bin < first || bin >= first + COLUMNS) return
    const at = ((bin - first) * LANES + lane) * PLANES + plane
    counts[at] = (counts[at] as number) + 1
  }
  for (const [lane, { events, gaps }] of lanes.entries()) {
    for (let row = events.first; row < events.end; row++) {
      const bin = Math.floor(events.at('ts', row) / binNs)
      add(bin, lane, events.at('family', row))
      add(bin, lane, Plane.events)
    }
    for (let row = gaps.first; row < gaps.end; row++) {
      const [from, to] = [Math.floor(gaps.at('from', row) / binNs), Math.floor(gaps.at('to', row) / binNs)]
      add(from, lane, Plane.begins)
      for (let bin = Math.max(from, first); bin <= Math.min(to, first + COLUMNS - 1); bin++)
        add(bin, lane, Plane.covers)
    }
  }
  return counts
}

/** in the order of the bins, whatever slot each has */
function straightened(bins: LaneBins): Uint32Array {
  const stride = LANES * PLANES
  const counts = new Uint32Array(COLUMNS * stride)
  for (let column = 0; column < COLUMNS; column++) {
    const at = bins.at(bins.first + column, 0)
    counts.set(bins.counts.subarray(at, at + stride), column * stride)
  }
  return counts
}

test(`kept, they are as counted anew, whatever comes, goes and is looked at; seed ${SEED}`, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
      const lanes = Array.from({ length: LANES }, newLane)
      const kept = new LaneBins(LANES, COLUMNS)
      for (const each of steps) {
        const lane = lanes['lane' in each ? each.lane : 0] as BinnedLane
        if (each.do === 'read') read(lane, each)
        if (each.do === 'drop') {
          lane.events.dropBefore(lane.events.first + each.rows)
          lane.gaps.dropBefore(lane.gaps.firstNotBelow('where', lane.events.first))
        }
        if (each.do !== 'look') continue
        const before = straightened(kept)
        const wasFirst = kept.first
        kept.show(lanes, each.binNs, each.first)
        const expected = naive(lanes, each.binNs, each.first)
        expect(straightened(kept)).toEqual(expected)
        const fresh = new LaneBins(LANES, COLUMNS)
        fresh.show(lanes, each.binNs, each.first, true)
        expect(straightened(fresh)).toEqual(expected)
        expectChangesNoted(kept, { before, wasFirst })
      }
    }),
    { seed: SEED, numRuns: 50 },
  )
})

/** A bin that is not said to have changed holds what it held. */
function expectChangesNoted(bins: LaneBins, { before, wasFirst }: { before: Uint32Array; wasFirst: number }): void {
  const changed = bins.takeChanged()
  const stride = LANES * PLANES
  for (let bin = bins.first; bin < bins.first + COLUMNS; bin++) {
    if (bin >= changed.from && bin < changed.to) continue
    const [was, at] = [(bin - wasFirst) * stride, bins.at(bin, 0)]
    expect(bins.counts.slice(at, at + stride)).toEqual(before.slice(was, was + stride))
  }
}

test('rows that were replaced are counted anew', () => {
  const lane = newLane()
  const bins = new LaneBins(1, 4)
  read(lane, { do: 'read', lane: 0, after: 5, family: 1, lost: 0 })
  bins.show([lane], 2, 0)
  lane.events.clear()
  read(lane, { do: 'read', lane: 0, after: 1, family: 2, lost: 0 })
  bins.show([lane], 2, 0, true)
  expect([bins.counts[bins.at(2, 0) + 1], bins.counts[bins.at(0, 0) + 2]]).toEqual([0, 1])
})
