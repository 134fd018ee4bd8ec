/** The index of what was read, fed by a log that grows and drops its oldest block. */
import { expect, test } from 'vitest'
import { EventLog, KEPT_ROWS } from '../../store/event-log.ts'
import type { LogRow } from '../../store/event-log.ts'
import { BLOCK_ROWS } from '../../store/log-block.ts'
import { gapAt, gapCovering, gapSentence, gapWords, nextGap } from './gaps.ts'
import type { Lane, Lanes } from './lanes.ts'
import { stretchOf } from './lanes.ts'
import { ReadIndex } from './read-index.ts'
import { lost, readEvent, testLanes } from './testing/test-lanes.ts'

const laneOf = (lanes: Lanes, cpu: number): Lane => lanes.all[cpu] as Lane

function gapsOf({ read: { gaps } }: Lane): unknown[] {
  return Array.from({ length: gaps.length }, (_, at) => gapAt(gaps, gaps.first + at))
}

test('a loss is the gap between the CPU’s events before and after it', () => {
  const { lanes } = testLanes(2, [readEvent(0, 10), readEvent(1, 12), lost(0, 7, 40), readEvent(0, 40)])
  expect(gapsOf(laneOf(lanes, 0))).toEqual([{ from: 10, to: 40, count: 7 }])
  expect(gapsOf(laneOf(lanes, 1))).toEqual([])
  expect(stretchOf(laneOf(lanes, 0).read)).toEqual({ from: 10, to: 40 })
})

test('a loss before all that is known reaches back out of view', () => {
  const { lanes } = testLanes(1, [lost(0, 7, 40), readEvent(0, 40)])
  expect(gapsOf(laneOf(lanes, 0))).toEqual([{ from: -Infinity, to: 40, count: 7 }])
})

test('only new rows are taken; laps and rows that were not listed are no events', () => {
  const { lanes, source } = testLanes(1, [readEvent(0, 10), { kind: 'lap', lap: 1, ts: 11 }])
  source.log.append([{ kind: 'unlisted', count: 5, ts: 12 }, readEvent(0, 13)])
  lanes.sync()
  lanes.sync()
  expect(laneOf(lanes, 0).read.events.length).toBe(2)
  expect(lanes.extent()).toEqual({ from: 10, to: 13 })
})

test('a machine that boots begins anew, and so does a type that gets a name', () => {
  const { lanes, source } = testLanes(1, [readEvent(0, 10)])
  source.store.setState({ registrations: 1 })
  lanes.sync()
  expect(lanes.extent()).toEqual({ from: 10, to: 10 })
  source.log.clear()
  source.store.setState({ boot: 2 })
  source.log.append([readEvent(0, 3)])
  lanes.sync()
  expect(lanes.extent()).toEqual({ from: 3, to: 3 })
})

test('who goes back in a recording has a list that begins anew, and so do the lanes', () => {
  const { lanes, source } = testLanes(1, [readEvent(0, 10), readEvent(0, 20), lost(0, 3, 30)])
  source.log.clear()
  source.log.append([readEvent(0, 10)])
  lanes.sync()
  expect(laneOf(lanes, 0).read).toMatchObject({ events: { length: 1 }, gaps: { length: 0 } })
  source.log.append([readEvent(0, 15)])
  lanes.sync()
  expect(lanes.extent()).toEqual({ from: 10, to: 15 })
})

test('what the log drops goes; a loss that is kept still knows the event before it', () => {
  const log = new EventLog()
  const index = new ReadIndex(log, 1, () => 0)
  const block = (first: number): LogRow[] => Array.from({ length: BLOCK_ROWS }, (_, at) => readEvent(0, first + at))
  const [lane] = index.lanes
  log.append([...block(0).slice(0, -1), lost(0, 3, BLOCK_ROWS)])
  index.sync()
  expect([lane?.events.length, lane?.gaps.length]).toEqual([BLOCK_ROWS - 1, 1])
  // so many that the index sees neither the begin nor the end of what is dropped
  for (let rows = BLOCK_ROWS; rows < KEPT_ROWS + 3 * BLOCK_ROWS; rows += BLOCK_ROWS) log.append(block(rows))
  index.sync()
  expect(lane?.gaps.length).toBe(0)
  expect(lane?.events.length).toBe(KEPT_ROWS)
  expect(lane && stretchOf(lane)?.from).toBe(log.first)
  expect(lane?.events.at('where', lane.events.end - 1)).toBe(log.first + log.length - 1)
})

test('gaps in words, the newest first; older ones only as a number', () => {
  const { lanes } = testLanes(1, [
    lost(0, 1, 5_000),
    readEvent(0, 10_000),
    lost(0, 7, 40_000),
    readEvent(0, 50_000),
    lost(0, 3, 60_000),
    readEvent(0, 60_000),
  ])
  const lane = laneOf(lanes, 0)
  expect(gapWords(lane, false)).toEqual([
    '3 lost in 0.000050 … 0.000060',
    '7 lost in 0.000010 … 0.000040',
    '1 lost before 0.000005',
  ])
  expect(gapWords(lane, true, 1)).toEqual(['3 lost in 50000 … 60000', '8 lost in 2 earlier'])
})

test('a loss is explained with its bounds, where it has any', () => {
  const sentence = (from: number, to: number, count = 2): string => gapSentence({ cpu: 1, from, to, count }, true)
  expect(sentence(3, 9, 1)).toBe('CPU 1 lost 1 event between its events at 3 and 9')
  expect(sentence(-Infinity, 9)).toBe('CPU 1 lost 2 events before its event at 9; none before them is known')
  expect(sentence(3, Infinity)).toBe('CPU 1 lost 2 events behind its event at 3; none after them is known')
  expect(sentence(-Infinity, Infinity)).toBe('CPU 1 lost 2 events; none of its events on either side is known')
})

test('the loss at a place, and the next and previous over all CPUs', () => {
  const { lanes } = testLanes(3, [
    readEvent(0, 10),
    lost(0, 1, 20),
    readEvent(0, 20),
    lost(0, 2, 30),
    readEvent(0, 30),
    readEvent(2, 5),
    lost(2, 3, 20),
    readEvent(2, 20),
    lost(1, 4, 25),
    readEvent(1, 25),
  ])
  const at = (time: number): number | undefined => gapCovering(laneOf(lanes, 0), time)?.count
  expect([5, 10, 15, 20, 25, 30, 31].map(at)).toEqual([undefined, 1, 1, 2, 2, 2, undefined])
  const walk = (step: 1 | -1): number[] => {
    const counts: number[] = []
    let at = nextGap(lanes.all, { cpu: step > 0 ? -1 : Infinity, to: -step * Infinity }, step)
    for (; at; at = nextGap(lanes.all, at, step)) counts.push(at.count)
    return counts
  }
  expect(walk(1)).toEqual([1, 3, 4, 2])
  expect(walk(-1)).toEqual([2, 4, 3, 1])
})
