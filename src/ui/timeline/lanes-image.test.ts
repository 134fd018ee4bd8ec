/** The lanes' pixels, and that what is hit is what is drawn. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appendGap, eventColumns, gapColumns } from './columns.ts'
import type { BinnedLane } from './lane-bins.ts'
import { hitEvent, hitGap, RADIUS } from './hit-test.ts'
import { LaneBins } from './lane-bins.ts'
import { laneBands, LanesImage } from './lanes-image.ts'
import { lost, readEvent, testLanes } from './testing/test-lanes.ts'
import { testFrame } from './testing/test-frame.ts'

const INKS = { families: [0x010101, 0x020202, 0x030303, 0x040404, 0x050505, 0x060606, 0x070707], lost: 0x0000ff }
const SEED = 2008

function lane(
  events: readonly (readonly [number, number])[],
  gaps: readonly (readonly [number, number])[] = [],
): BinnedLane {
  const built = { events: eventColumns(), gaps: gapColumns() }
  for (const [ts, family] of events) {
    const at = built.events.append()
    built.events.of.ts[at] = ts
    built.events.of.family[at] = family
  }
  for (const [from, to] of gaps) appendGap(built.gaps, { from, to, count: 1, event: 0, where: 0 })
  return built
}

/** Bins of one unit, ten columns, one lane. */
function paint(read: BinnedLane, unread: BinnedLane, laneHeight: number) {
  const [readBins, unreadBins] = [new LaneBins(1, 10), new LaneBins(1, 10)]
  readBins.show([read], 1, 0)
  unreadBins.show([unread], 1, 0)
  const image = new LanesImage(10, 1, laneBands(laneHeight))
  image.paint({ from: 0, to: 10 }, readBins, unreadBins, INKS)
  /** from the top: the family's number, L for a loss, . for nothing */
  return (x: number): string =>
    Array.from({ length: laneHeight }, (_, y) => {
      const ink = (image.pixels[y * 10 + x] as number) & 0xffffff
      return ink === 0 ? '.' : ink === INKS.lost ? 'L' : String(ink & 0xff)
    }).join('')
}

test('an unread tick is tall and two pixels wide, a read one short and one wide', () => {
  const column = paint(lane([[2, 0]]), lane([[6, 1]]), 18)
  expect(column(2)).toBe('........111111....')
  expect(column(3)).toBe('.'.repeat(18))
  expect([column(6), column(7), column(8)]).toEqual(['..222222222222....', '..222222222222....', '.'.repeat(18)])
})

test('a tick’s second pixel gives way to a tick', () => {
  const column = paint(
    lane([]),
    lane([
      [6, 1],
      [7, 2],
    ]),
    18,
  )
  expect([column(6), column(7)]).toEqual(['..222222222222....', '..333333333333....'])
})

test('families share the height of a pixel that many events share', () => {
  const many = lane([...Array<[number, number]>(3).fill([4, 0]), [4, 5]])
  expect(paint(lane([]), many, 18)(4)).toBe('..666111111111....')
})

test('losses: a tint with a line where each begins, whatever ticks there are; in low lanes a line of their own', () => {
  const column = paint(
    lane(
      [
        [1, 0],
        [7, 0],
      ],
      [[1, 7]],
    ),
    lane([]),
    18,
  )
  expect([column(0), column(4)]).toEqual(['.'.repeat(18), '.LLLLLLLLLLLLLLL..'])
  expect(column(7)).toBe('.LLLLLLL111111LL..')
  const low = paint(lane([[1, 0]], [[1, 7]]), lane([]), 4)
  expect([low(1), low(4)]).toEqual(['L.1.', 'L...'])
  expect(paint(lane([]), lane([[1, 0]]), 2)(1)).toBe('1.')
  expect(paint(lane([[1, 0]], [[0, 1]]), lane([]), 2)(1)).toBe('L.')
})

test(`what is hit is what is drawn; seed ${SEED}`, () => {
  const events = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 0, max: 499 })), { maxLength: 40 })
  fc.assert(
    fc.property(events, fc.constantFrom(18, 6), (walk, laneHeight) => {
      const rows = walk.toSorted((a, b) => a[1] - b[1]).map(([cpu, ts], page) => readEvent(cpu, ts, { page }))
      const { lanes } = testLanes(3, rows)
      const frame = testFrame({ cpus: 3, laneHeight, window: { from: 0, to: 500 } })
      const [read, unread] = [new LaneBins(3, 500), new LaneBins(3, 500)]
      read.show(
        lanes.all.map((each) => each.read),
        1,
        0,
      )
      const image = new LanesImage(500, 3, laneBands(laneHeight))
      image.paint({ from: 0, to: 500 }, read, unread, INKS)
      for (const [cpu, ts] of walk) {
        const y = cpu * laneHeight + laneBands(laneHeight).base - 1
        expect(image.pixels[y * 500 + ts]).not.toBe(0)
        const hit = hitEvent(lanes.all, { frame, bins: { read, unread } }, { x: 100 + ts, y: 18 + y }, RADIUS.mouse)
        expect([hit?.lane.cpu, hit?.ts]).toEqual([cpu, ts])
      }
      const drawn = new Set(walk.map(([cpu, ts]) => `${cpu} ${ts}`))
      for (let ts = 0; ts < 500; ts += 3) {
        const hit = hitEvent(lanes.all, { frame, bins: { read, unread } }, { x: 100 + ts, y: 20 }, RADIUS.mouse)
        const near = walk.some(([, other]) => Math.abs(other - ts) <= RADIUS.mouse)
        expect(hit === undefined || (near && drawn.has(`${hit.lane.cpu} ${hit.ts}`))).toBe(true)
      }
    }),
    { seed: SEED, numRuns: 40 },
  )
})

test('a finger reaches further than a mouse; a loss is hit anywhere on it', () => {
  const { lanes } = testLanes(2, [readEvent(0, 100), lost(0, 5, 300), readEvent(0, 300)])
  const frame = testFrame({ cpus: 2 })
  const [read, unread] = [new LaneBins(2, 500), new LaneBins(2, 500)]
  read.show(
    lanes.all.map((each) => each.read),
    1,
    0,
  )
  const at = (x: number, y: number, radius: number) =>
    hitEvent(lanes.all, { frame, bins: { read, unread } }, { x, y }, radius)?.ts
  expect([at(212, 25, RADIUS.mouse), at(212, 25, RADIUS.touch)]).toEqual([undefined, 100])
  expect([at(201, 45, RADIUS.mouse), at(201, 45, RADIUS.touch)]).toEqual([undefined, 100])
  expect(hitGap(lanes.all, frame, { x: 300, y: 25 })).toEqual({ cpu: 0, from: 100, to: 300, count: 5 })
  expect([hitGap(lanes.all, frame, { x: 300, y: 40 }), hitGap(lanes.all, frame, { x: 150, y: 25 })]).toEqual([
    undefined,
    undefined,
  ])
})
