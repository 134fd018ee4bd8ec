import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogRow } from '../../store/event-log.ts'
import { countIn, find, mergedPlace, mergedSlice, newest, nextMerged, nextOnCpu, refAt } from './event-order.ts'
import type { LaneEvent } from './event-order.ts'
import type { Lanes } from './lanes.ts'
import { readEvent, testLanes } from './testing/test-lanes.ts'

const SEED = 2008
const CPUS = 4

/** steps of 0 make ties, on a CPU and between them */
const steps = fc.array(fc.tuple(fc.nat(CPUS - 1), fc.constantFrom(0, 0, 1, 3)), { minLength: 1, maxLength: 60 })

/** In delivery's order: by stamp, then CPU, then place. */
function rowsOf(walk: readonly (readonly [number, number])[]): LogRow[] {
  const stamps = Array.from({ length: CPUS }, () => 0)
  const rows = walk.map(([cpu, step], page) => {
    stamps[cpu] = (stamps[cpu] as number) + step
    return { cpu, ts: stamps[cpu] as number, page }
  })
  return rows
    .toSorted((a, b) => a.ts - b.ts || a.cpu - b.cpu || a.page - b.page)
    .map(({ cpu, ts, page }) => readEvent(cpu, ts, { page }))
}

const pageOf = (lanes: Lanes, event: LaneEvent | undefined): number | undefined => event && refAt(lanes, event)?.page

test(`next and previous walk what is merged, and a slice of it is where it stands; seed ${SEED}`, () => {
  fc.assert(
    fc.property(steps, fc.nat(60), fc.integer({ min: -1, max: 40 }), fc.nat(40), (walk, start, from, length) => {
      const rows = rowsOf(walk)
      const { lanes } = testLanes(CPUS, rows)
      const events = rows.flatMap((row) => (row.kind === 'event' ? [row] : []))
      const pages = events.map(({ place }) => place.page)
      const at = start % events.length
      const here = events[at]!
      const ref = { cpu: here.cpu, ts: here.ts, ...here.place }
      expect(pageOf(lanes, find(lanes, ref))).toBe(pages[at])
      expect(pageOf(lanes, nextMerged(lanes, ref, 1))).toBe(pages[at + 1])
      expect(pageOf(lanes, nextMerged(lanes, ref, -1))).toBe(pages[at - 1])
      const own = events.filter(({ cpu }) => cpu === here.cpu).map(({ place }) => place.page)
      const ownAt = own.indexOf(here.place.page)
      expect(pageOf(lanes, nextOnCpu(lanes, ref, 1))).toBe(own[ownAt + 1])
      expect(pageOf(lanes, nextOnCpu(lanes, ref, -1))).toBe(own[ownAt - 1])

      const window = { from, to: from + length }
      const inside = events.filter(({ ts }) => ts >= window.from && ts < window.to).map(({ place }) => place.page)
      expect(lanes.all.reduce((sum, lane) => sum + countIn(lane, window), 0)).toBe(inside.length)
      for (const begin of [0, Math.floor(inside.length / 2)]) {
        const slice = mergedSlice(lanes.all, window, begin, 7)
        expect(slice.map((event) => pageOf(lanes, event))).toEqual(inside.slice(begin, begin + 7))
        for (const [offset, event] of slice.entries())
          expect(mergedPlace(lanes.all, window, event)).toBe(begin + offset)
      }
    }),
    { seed: SEED, numRuns: 300 },
  )
})

test('an event that is not known any more is stepped from by its stamp', () => {
  const { lanes } = testLanes(2, [readEvent(0, 10), readEvent(1, 11), readEvent(0, 20)])
  const gone = { cpu: 0, ts: 15, ring: 9, page: 9, offset: 9 }
  expect(find(lanes, gone)).toBeUndefined()
  expect([nextOnCpu(lanes, gone, 1)?.ts, nextOnCpu(lanes, gone, -1)?.ts]).toEqual([20, 10])
  expect([nextMerged(lanes, gone, 1)?.ts, nextMerged(lanes, gone, -1)?.ts]).toEqual([20, 11])
  expect(newest(lanes.all)?.ts).toBe(20)
})
