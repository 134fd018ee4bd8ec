/** What the rings still hold, on real rings: per CPU, together, and with the bounds of what is missing. */
import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/set-clocks.ts'
import { captureSlot, SlotCapture } from '../../ring/capture.ts'
import type { CapturedRing } from '../../ring/capture.ts'
import { allocateRfcBuffer } from '../../ring/rfc/buffer.ts'
import { RfcConsumer } from '../../ring/rfc/consume.ts'
import { RfcWriter } from '../../ring/rfc/write.ts'
import { noLocks } from '../../ring/slot-lock.ts'
import { EventLog } from '../../store/event-log.ts'
import { commonOf, commonWords, completeRun, gapWords } from './common-window.ts'
import { ringEvents } from './ring-events.ts'
import { collectLanes } from './timeline-events.ts'
import { layoutCommon } from './timeline-layout.ts'

const familyOf = () => 'sched' as const

/** Two pages of 128 bytes per CPU; events of 16 bytes, so that eight fill a page. */
function rings(cpus: number, overwrite: boolean) {
  const buffer = allocateRfcBuffer(
    { cpus, pagesPerCpu: 2, pageSize: 128, snapshot: false, overwrite, asPosted: false },
    false,
  )
  const clocks = Array.from({ length: cpus }, () => new VirtualClock())
  const writers = clocks.map((clock, cpu) => new RfcWriter(buffer, { cpu, clock, locks: noLocks }))
  const consumer = new RfcConsumer(buffer, noLocks)
  const write = (cpu: number, ...stamps: number[]): void => {
    for (const stamp of stamps) {
      clocks[cpu]?.set(stamp, 0)
      writers[cpu]?.write(1, 4, new Int32Array(1), 0)
    }
  }
  const captures = (): CapturedRing[] =>
    clocks.map((_, cpu) => {
      const slot = SlotCapture.allocate(buffer.layout)
      captureSlot(buffer, cpu, slot)
      return slot.live()
    })
  const lanes = () => collectLanes({ rings: captures(), log: new EventLog(), familyOf })
  return { consumer, write, captures, lanes }
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1)

test('a busy CPU remembers less: together they remember from its oldest to the other’s newest', () => {
  const { write, lanes } = rings(2, true)
  write(0, ...upTo(20))
  write(1, 3, 12, 15)
  const [busy, idle] = lanes()
  expect(busy).toMatchObject({ complete: { from: 9, to: 20 }, gaps: [{ from: -Infinity, to: 9, count: 8 }] })
  expect(idle).toMatchObject({ complete: { from: 3, to: 15 }, gaps: [] })
  expect(commonOf(lanes())).toEqual({ from: 9, to: 15 })
  expect(commonWords(lanes(), true)).toBe('complete on all CPUs from 9 to 15')
})

test('a CPU without unread events is left out, and that is said', () => {
  const { write, lanes } = rings(3, true)
  expect(commonWords(lanes(), false)).toBe('nothing unread, so no common stretch')
  write(0, 5_000, 9_000)
  expect(commonWords(lanes(), false)).toBe('complete on the 1 CPU with unread events from 0.000005 to 0.000009')
  write(2, 8_000, 12_000)
  expect(commonWords(lanes(), false)).toBe('complete on the 2 CPUs with unread events from 0.000008 to 0.000009')
})

test('where nothing is common, the two CPUs that are apart are named', () => {
  const { write, lanes } = rings(3, true)
  write(0, 10, 20)
  write(1, 5, 40)
  write(2, 30, 35)
  expect(commonWords(lanes(), true)).toBe('no common stretch: CPU 2 begins at 30, CPU 0 ends at 20')
})

test('what was refused as full is a gap, exact to the page; behind its last event the bound is open', () => {
  const { write, captures } = rings(1, false)
  write(0, ...upTo(19))
  const [ring] = captures()
  const { unread, gaps } = ringEvents(ring as CapturedRing, familyOf)
  expect(unread.map(({ ts }) => ts)).toEqual(upTo(16))
  expect(gaps).toEqual([{ from: 9, to: Infinity, count: 3 }])
  // somewhere behind 9 an event is missing
  expect(completeRun(unread, gaps)).toEqual({ from: 1, to: 9 })
})

test('once there is room again the gap is closed, and the newest complete stretch begins behind it', () => {
  const { write, captures, consumer } = rings(1, false)
  write(0, ...upTo(19))
  for (let event = 0; event < 9; event++) consumer.consume()
  write(0, 20, 21)
  const [ring] = captures()
  const { unread, gaps } = ringEvents(ring as CapturedRing, familyOf)
  expect(unread.map(({ ts }) => ts)).toEqual([10, 11, 12, 13, 14, 15, 16, 20, 21])
  expect(gaps).toEqual([{ from: 9, to: 20, count: 3 }])
  expect(completeRun(unread, gaps)).toEqual({ from: 20, to: 21 })
})

test('gaps in words, the newest first; older ones only as a number', () => {
  const gaps = [
    { from: 10_000, to: 40_000, count: 7 },
    { from: -Infinity, to: 5_000, count: 1 },
    { from: 50_000, to: Infinity, count: 3 },
    { from: -Infinity, to: Infinity, count: 2 },
  ]
  expect(gapWords(gaps, false, 4)).toEqual([
    '3 lost after 0.000050',
    '2 lost',
    '7 lost in 0.000010 … 0.000040',
    '1 lost before 0.000005',
  ])
  expect(gapWords(gaps, true, 1)).toEqual(['3 lost after 50000', '10 lost in 3 earlier'])
})

test('the bracket over the lanes ends where it ends, and has no edge where that is out of view', () => {
  const frame = { window: { from: 100, to: 200 }, left: 100, right: 600, top: 18, laneHeight: 18 }
  const inside = layoutCommon({ from: 120, to: 140 }, frame, '20 ns')
  expect(inside).toMatchObject({ x: 200, width: 101, beginsHere: true, endsHere: true, wordsX: 250.5 })
  const outside = layoutCommon({ from: 20, to: 101 }, frame, '81 ns')
  expect(outside).toMatchObject({ x: 100, width: 6, beginsHere: false, endsHere: true })
  // words stay over the lanes
  expect(outside?.wordsX).toBeGreaterThan(150)
  expect(layoutCommon({ from: 20, to: 90 }, frame, '70 ns')).toBeUndefined()
})
