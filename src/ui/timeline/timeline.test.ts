import { expect, test } from 'vitest'
import { EventLog } from '../../store/event-log.ts'
import type { LogRow } from '../../store/event-log.ts'
import { FollowWindow, roundUp } from './follow-window.ts'
import { axisTicks } from './time-axis.ts'
import { collectLanes } from './timeline-events.ts'
import type { TimelineLane } from './timeline-events.ts'
import { layoutTimeline } from './timeline-layout.ts'
import { lapsIn } from './TimelinePanel.tsx'

const event = (cpu: number, ts: number): LogRow => ({
  kind: 'event',
  cpu,
  ts,
  type: 1,
  body: new Uint8Array(),
  task: 'a-1',
  late: false,
  inverted: false,
  tieWith: undefined,
})
const emptyLane: TimelineLane = { cpu: 0, consumed: [], unread: [], gaps: [], complete: undefined, known: true }
const familyOf = () => 'sched' as const

function lanesOf(rows: LogRow[], cpus = 2) {
  const log = new EventLog()
  log.append(rows)
  return collectLanes({ rings: Array.from({ length: cpus }, () => undefined), log, familyOf })
}

test('a loss is the gap between the CPU’s events before and after it', () => {
  const lanes = lanesOf([event(0, 10), event(1, 12), { kind: 'lost', cpu: 0, count: 7, ts: 40 }, event(0, 40)])
  expect(lanes[0]?.gaps).toEqual([{ from: 10, to: 40, count: 7 }])
  expect(lanes[1]?.gaps).toEqual([])
})

test('a loss before all that is known reaches back out of view', () => {
  const [lane] = lanesOf([{ kind: 'lost', cpu: 0, count: 7, ts: 40 }, event(0, 40)])
  expect(lane?.gaps).toEqual([{ from: -Infinity, to: 40, count: 7 }])
})

test('ticks, gaps and lines by value', () => {
  const frame = { window: { from: 0, to: 100 }, left: 100, right: 600, top: 6, laneHeight: 18 }
  const lane = {
    cpu: 0,
    consumed: [
      { ts: 20, family: 'irq' as const },
      { ts: 10, family: 'irq' as const },
    ],
    unread: [
      { ts: 50, family: 'sched' as const },
      { ts: 50.01, family: 'sched' as const },
      { ts: 90, family: 'sched' as const },
    ],
    gaps: [{ from: 20, to: 50, count: 7 }],
    complete: { from: 50, to: 90 },
    known: true,
  }
  const { ticks, gaps, lines } = layoutTimeline([lane], frame)
  expect(ticks).toEqual([
    { x: 200, y: 14, height: 6, family: 'irq', unread: false },
    { x: 150, y: 14, height: 6, family: 'irq', unread: false },
    { x: 350, y: 8, height: 12, family: 'sched', unread: true },
    { x: 550, y: 8, height: 12, family: 'sched', unread: true },
  ])
  expect(gaps).toEqual([{ x: 200, width: 150, y: 7, height: 15, words: '7 lost' }])
  expect(lines).toEqual([
    { x: 150, width: 401, y: 22, kind: 'extent' },
    { x: 150, width: 51, y: 21, kind: 'read' },
    { x: 350, width: 201, y: 21, kind: 'unread' },
  ])
})

test('words of a gap go before its hatch does', () => {
  const frame = { window: { from: 0, to: 100 }, left: 0, right: 500, top: 0, laneHeight: 18 }
  const wordsOf = (width: number) =>
    layoutTimeline([{ ...emptyLane, gaps: [{ from: 0, to: width / 5, count: 12 }] }], frame).gaps[0]?.words
  expect([100, 30, 5].map(wordsOf)).toEqual(['12 lost', '12', ''])
})

test('the window widens at once and narrows late', () => {
  const follow = new FollowWindow()
  const lanes = (from: number, to: number) => lanesOf([event(0, from), event(0, to)])
  expect(follow.next(lanesOf([]), 0)).toBeUndefined()
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
