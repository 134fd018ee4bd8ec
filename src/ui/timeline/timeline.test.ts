import { expect, test } from 'vitest'
import type { LogRow } from '../../store/event-log.ts'
import { FollowWindow, roundUp } from './follow-window.ts'
import { binsOf, laneHeightFor, layoutFrame, pxToTime, timeToPx } from './frame.ts'
import { LaneBins } from './lane-bins.ts'
import { lost, readEvent, testLanes } from './testing/test-lanes.ts'
import { testFrame } from './testing/test-frame.ts'
import { axisTicks } from './time-axis.ts'
import { layoutGaps, layoutRetention } from './timeline-layout.ts'
import type { GapShape } from './timeline-layout.ts'
import { lapsIn } from './timeline-picture.ts'

/** Boxes of the losses in rows of the log, in a window of 500 columns. */
function gapsOf(rows: readonly LogRow[], { from = 0, laneHeight = 18 } = {}): GapShape[] {
  const { lanes } = testLanes(1, rows)
  const window = { from, to: from + 500 }
  const frame = testFrame({ window, laneHeight })
  const read = new LaneBins(1, 500)
  read.show(
    lanes.all.map((lane) => lane.read),
    1,
    from,
  )
  const unread = new LaneBins(1, 500)
  unread.show(
    lanes.all.map((lane) => lane.unread),
    1,
    from,
  )
  return layoutGaps(lanes.all, { read, unread }, frame)
}

test('a loss is a box from the event before it to the one behind it', () => {
  const rows = [readEvent(0, 100), lost(0, 7, 250), readEvent(0, 250)]
  expect(gapsOf(rows)).toEqual([{ x: 200, width: 151, y: 19, height: 15, words: '7 lost' }])
})

test('words of a gap go before its hatch does', () => {
  const wordsOf = (width: number) => gapsOf([readEvent(0, 0), lost(0, 12, width), readEvent(0, width)])[0]?.words
  expect([100, 30, 10].map(wordsOf)).toEqual(['12 lost', '12', ''])
})

test('losses with one event between them have a box each; very small ones share one, which has their sum', () => {
  const two = [readEvent(0, 0), lost(0, 3, 100), readEvent(0, 100), lost(0, 4, 200), readEvent(0, 200)]
  expect(gapsOf(two).map(({ x, width, words }) => [x, width, words])).toEqual([
    [100, 100, '3 lost'],
    [200, 101, '4 lost'],
  ])
  const many = Array.from({ length: 100 }, (_, at) => [lost(0, 2, at), readEvent(0, at)]).flat()
  expect(gapsOf([readEvent(0, 0), ...many.slice(2)])).toMatchObject([{ x: 100, width: 100, words: '198 lost' }])
})

test('a loss that begins or ends out of view is told whole', () => {
  const rows = [readEvent(0, 10), lost(0, 9, 900), readEvent(0, 900)]
  for (const from of [0, 300, 500]) expect(gapsOf(rows, { from })[0]?.words).toBe('9 lost')
  expect(gapsOf(rows, { from: 1000 })).toEqual([])
})

test('low lanes have no boxes: their image has the losses', () => {
  expect(gapsOf([readEvent(0, 100), lost(0, 7, 250), readEvent(0, 250)], { laneHeight: 4 })).toEqual([])
})

test('lines say how far a CPU is known', () => {
  const { lanes } = testLanes(2, [readEvent(1, 10), readEvent(1, 210)])
  expect(layoutRetention(lanes.all, testFrame({ cpus: 2 }))).toEqual([
    { x: 110, width: 201, y: 51, height: 3, kind: 'read' },
  ])
})

test('the window widens at once and narrows late', () => {
  const follow = new FollowWindow()
  const lanes = (from: number, to: number) => testLanes(2, [readEvent(0, from), readEvent(0, to)]).lanes.all
  expect(follow.next(testLanes(2).lanes.all, 0)).toBeUndefined()
  expect(follow.next(lanes(0, 1e6), 0)).toEqual({ from: 1e6 + 40_000 - 2e6, to: 1e6 + 40_000 })
  expect(follow.next(lanes(0, 4e6), 10)).toMatchObject({ to: 4e6 + 100_000 })
  expect(follow.next(lanes(4e6, 4.01e6), 20)?.from).toBeCloseTo(4.01e6 + 1e5 - 5e6)
  expect(follow.next(lanes(5e6, 5.01e6), 4000)?.from).toBeGreaterThan(4.9e6)
})

test('round numbers', () => expect([1, 1.1, 2.5, 9, 1234].map(roundUp)).toEqual([1, 2, 5, 10, 2000]))

test('the axis says round times with the decimals that they need', () => {
  expect(axisTicks({ from: 113e6, to: 134.3e6 }, 4, false).map(({ label }) => label)).toEqual([
    '115 ms',
    '120 ms',
    '125 ms',
    '130 ms',
  ])
  expect(axisTicks({ from: 20e9, to: 20e9 + 4000 }, 4, false)[0]?.label).toBe('20.000000 s')
  expect(axisTicks({ from: 3, to: 6 }, 6, true).map(({ label }) => label)).toEqual(['3', '4', '5', '6'])
})

test('laps', () => {
  expect(lapsIn({ from: 0, to: 10 }, 4)).toEqual([4, 8])
  expect(lapsIn({ from: 0, to: 10 }, undefined)).toEqual([])
  expect(lapsIn({ from: 0, to: 1000 }, 1)).toEqual([])
})

test('lanes share the height; many scroll', () => {
  expect([1, 4, 6, 64, 256].map((cpus) => laneHeightFor(cpus, 148))).toEqual([28, 27, 18, 2, 2])
  const window = { from: 0, to: 1 }
  const frame = layoutFrame({ width: 800, height: 148, cpus: 256, narrow: false, scroll: 60 }, window)
  expect(frame).toMatchObject({ left: 108, right: 784, top: 18, bottom: 126, scroll: 60 })
  expect(layoutFrame({ width: 360, height: 500, cpus: 2, narrow: true, scroll: 0 }, window)).toMatchObject({
    left: 24,
    right: 348,
    bottom: 74,
  })
})

test('time and px, and a window of whole bins', () => {
  const frame = testFrame({ window: { from: 1000, to: 2000 } })
  expect([timeToPx(1500, frame), pxToTime(350, frame)]).toEqual([350, 1500])
  const { binNs, first, window } = binsOf({ from: 1001.2, to: 2001.2 }, 500)
  expect([binNs, first, window]).toEqual([2, 501, { from: 1002, to: 2002 }])
})
