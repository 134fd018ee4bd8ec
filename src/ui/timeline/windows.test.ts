/** What the rings still hold, on real rings: per CPU, together, and with the bounds of what is missing. */
import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/set-clocks.ts'
import { captureSlot, SlotCapture } from '../../ring/capture.ts'
import { allocateRfcBuffer } from '../../ring/rfc/buffer.ts'
import { RfcConsumer } from '../../ring/rfc/consume.ts'
import { RfcWriter } from '../../ring/rfc/write.ts'
import { noLocks } from '../../ring/slot-lock.ts'
import { wholeOf } from '../whole-rings.ts'
import { commonOf, commonWords } from './common-window.ts'
import { gapAt } from './gaps.ts'
import type { Gap } from './gaps.ts'
import { completeOf } from './lanes.ts'
import type { Lane } from './lanes.ts'
import { testLanes } from './testing/test-lanes.ts'
import { layoutCommon } from './timeline-layout.ts'
import { NOTHING_READ, UnreadLane } from './unread-lane.ts'
import type { LastRead } from './unread-lane.ts'

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
  const capture = (cpu: number): SlotCapture => {
    const slot = SlotCapture.allocate(buffer.layout)
    captureSlot(buffer, cpu, slot)
    return slot
  }
  const unread = (lastRead: LastRead = NOTHING_READ) => {
    const lane = new UnreadLane(() => 0)
    lane.update(wholeOf(capture(0)), lastRead)
    lane.advance(() => false)
    return lane
  }
  const { lanes, source } = testLanes(cpus)
  const remembered = () => {
    for (let cpu = 0; cpu < cpus; cpu++) source.slots[cpu] = capture(cpu)
    source.changed()
    lanes.sync()
    return lanes.all.map(completeOf)
  }
  return { consumer, write, capture, unread, remembered, lanes }
}

function stampsOf({ events }: UnreadLane): number[] {
  return Array.from({ length: events.length }, (_, number) => events.at('ts', number))
}

function gapsOf({ gaps }: Lane['unread']): Gap[] {
  return Array.from({ length: gaps.length }, (_, number) => gapAt(gaps, number))
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1)

test('a busy CPU remembers less: together they remember from its oldest to the other’s newest', () => {
  const { write, remembered, lanes } = rings(2, true)
  write(0, ...upTo(20))
  write(1, 3, 12, 15)
  const [busy, idle] = remembered()
  expect(busy).toMatchObject({ complete: { from: 9, to: 20 } })
  expect(idle).toMatchObject({ complete: { from: 3, to: 15 } })
  const gaps = lanes.all.map(({ unread }) => gapsOf(unread))
  expect(gaps).toEqual([[{ from: -Infinity, to: 9, count: 8 }], []])
  expect(commonOf(remembered())).toEqual({ from: 9, to: 15 })
  expect(commonWords(remembered(), true)).toBe('complete on all CPUs from 9 to 15')
})

test('a CPU without unread events is left out, and that is said', () => {
  const { write, remembered } = rings(3, true)
  expect(commonWords(remembered(), false)).toBe('nothing unread, so no common stretch')
  write(0, 5_000, 9_000)
  expect(commonWords(remembered(), false)).toBe('complete on the 1 CPU with unread events from 0.000005 to 0.000009')
  write(2, 8_000, 12_000)
  expect(commonWords(remembered(), false)).toBe('complete on the 2 CPUs with unread events from 0.000008 to 0.000009')
})

test('where nothing is common, the two CPUs that are apart are named', () => {
  const { write, remembered } = rings(3, true)
  write(0, 10, 20)
  write(1, 5, 40)
  write(2, 30, 35)
  expect(commonWords(remembered(), true)).toBe('no common stretch: CPU 2 begins at 30, CPU 0 ends at 20')
})

test('what was refused as full is a gap behind the last event that was written; its end is open', () => {
  const { write, unread, remembered } = rings(1, false)
  write(0, ...upTo(19))
  expect(stampsOf(unread())).toEqual(upTo(16))
  expect(gapsOf(unread())).toEqual([{ from: 16, to: Infinity, count: 3 }])
  expect(remembered()[0]?.complete).toEqual({ from: 1, to: 16 })
})

test('once there is room again the gap is closed, and the newest complete stretch begins behind it', () => {
  const { write, unread, remembered, consumer } = rings(1, false)
  write(0, ...upTo(19))
  for (let event = 0; event < 9; event++) consumer.consume()
  write(0, 20, 21)
  expect(stampsOf(unread())).toEqual([10, 11, 12, 13, 14, 15, 16, 20, 21])
  expect(gapsOf(unread())).toEqual([{ from: 16, to: 20, count: 3 }])
  expect(remembered()[0]?.complete).toEqual({ from: 20, to: 21 })
})

test('what is pending lies between the last event that was read and the first that is not', () => {
  const { write, unread, consumer } = rings(1, true)
  write(0, ...upTo(3))
  consumer.consume()
  write(0, ...upTo(20).slice(3))
  expect(gapsOf(unread())).toEqual([{ from: -Infinity, to: 9, count: 7 }])
  expect(gapsOf(unread({ ts: 1, place: undefined }))).toEqual([{ from: 1, to: 9, count: 7 }])
})

test('an event that has been read since the capture is not shown as unread too, nor its loss told twice', () => {
  const { write, unread, capture } = rings(1, true)
  write(0, ...upTo(20))
  const ring = capture(0).liveRing
  const second = unread({ ts: 10, place: { ring, page: 1, offset: 16 } })
  expect([stampsOf(second), gapsOf(second)]).toEqual([upTo(20).slice(10), []])
  // the same stamp elsewhere is another event
  expect(stampsOf(unread({ ts: 10, place: { ring, page: 0, offset: 16 } }))).toEqual(upTo(20).slice(8))
})

test('a lane is walked again only when its capture has changed', () => {
  const { remembered, write, lanes } = rings(2, true)
  remembered()
  const versions = (): number[] => lanes.all.map(({ unread }) => unread.version)
  const [first, second] = versions() as [number, number]
  write(1, 7)
  remembered()
  const [sameAsBefore, walked] = versions()
  expect(sameAsBefore).toBe(first)
  expect(walked).toBeGreaterThan(second)
})

test('the bracket over the lanes ends where it ends, and has no edge where that is out of view', () => {
  const frame = {
    window: { from: 100, to: 200 },
    left: 100,
    right: 600,
    top: 18,
    bottom: 36,
    scroll: 0,
    cpus: 1,
    laneHeight: 18,
  }
  const inside = layoutCommon({ from: 120, to: 140 }, frame, '20 ns')
  expect(inside).toMatchObject({ x: 200, width: 101, beginsHere: true, endsHere: true, wordsX: 250.5 })
  const outside = layoutCommon({ from: 20, to: 101 }, frame, '81 ns')
  expect(outside).toMatchObject({ x: 100, width: 6, beginsHere: false, endsHere: true })
  // words stay over the lanes
  expect(outside?.wordsX).toBeGreaterThan(150)
  expect(layoutCommon({ from: 20, to: 90 }, frame, '70 ns')).toBeUndefined()
})
