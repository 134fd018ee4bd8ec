import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/set-clocks.ts'
import { captureSlot, SlotCapture } from '../../ring/capture.ts'
import type { CapturedRing } from '../../ring/capture.ts'
import { allocateRfcBuffer } from '../../ring/rfc/buffer.ts'
import { RfcConsumer } from '../../ring/rfc/consume.ts'
import { snapshotAll } from '../../ring/rfc/snapshot.ts'
import { RfcWriter } from '../../ring/rfc/write.ts'
import { noLocks } from '../../ring/slot-lock.ts'
import { shapeRing } from './ring-shapes.ts'
import type { RingShapes } from './ring-shapes.ts'
import { layoutGeometry } from './rows-layout.ts'

const PAGE = 128
/** page size 128 on 130 px with borders: a pixel a byte */
const geometry = {
  ...layoutGeometry({
    cpus: 1,
    pages: 3,
    pageSize: PAGE,
    snapshot: true,
    widthPx: 398 + 124,
    heightPx: 136,
    focusedCpu: 0,
    narrow: false,
  }),
}

function machine(pages = 3) {
  const buffer = allocateRfcBuffer(
    { cpus: 1, pagesPerCpu: pages, pageSize: PAGE, snapshot: true, overwrite: true, asPosted: false },
    false,
  )
  const writer = new RfcWriter(buffer, { cpu: 0, clock: new VirtualClock(), locks: noLocks })
  const consumer = new RfcConsumer(buffer, noLocks)
  const write = (...bodies: number[]): void =>
    bodies.forEach((bytes) => writer.write(1, bytes, new Int32Array(bytes), 0))
  const capture = (): SlotCapture => {
    const slot = SlotCapture.allocate(buffer.layout)
    captureSlot(buffer, 0, slot)
    return slot
  }
  return { buffer, writer, consumer, write, capture }
}

function shape(ring: CapturedRing, overwritten?: { page: number; lost: number; storm: boolean }): RingShapes {
  return shapeRing({ ring, geometry, familyOf: () => 'sched', overwritten })
}

/** kind from-to, from the first page's inner edge */
function told({ segments, columns }: RingShapes): string[] {
  const left = (columns[0]?.x ?? 0) + 1
  return segments.map(({ kind, x, width }) => `${kind} ${x - left}-${x - left + width}`)
}

test('the test has a pixel for every byte', () => {
  expect(geometry.columns.map(({ width }) => width)).toEqual([130, 130, 130])
})

test('events, what was read of them, and where head and tail point', () => {
  const { write, consumer, capture } = machine()
  write(12, 28)
  consumer.consume()
  const shapes = shape(capture().live())
  expect(told(shapes)).toEqual(['consumed 0-24', 'unread 24-64'])
  const left = (shapes.columns[0]?.x ?? 0) + 1
  expect([shapes.headPx, shapes.tailPx]).toEqual([left + 24, left + 64])
  expect(shapes.runs).toEqual([{ x: left, width: 24 }])
})

test('a reservation is being written; the rest of a page that was left is padding', () => {
  const { write, writer, capture } = machine()
  write(84)
  writer.reserve(1, 36)
  expect(told(shape(capture().live()))).toEqual(['unread 0-96', 'padding 96-128', 'reserved 134-182'])
})

test('the page that was pushed out is red where it is not yet used again', () => {
  const { write, capture } = machine()
  write(116, 116, 116, 12)
  const live = capture().live()
  expect([live.tailPage, live.page(0).pushedLost]).toEqual([0, 1])
  const shapes = shape(live, { page: 0, lost: 1, storm: false })
  expect(told(shapes).slice(0, 2)).toEqual(['unread 0-24', 'overwritten 24-128'])
  expect(shapes.lost).toMatchObject({ width: 104, count: 1 })
  const storm = shape(live, { page: 0, lost: 1, storm: true })
  expect(told(storm)[1]).toBe('stale 24-128')
  expect(storm.lost).toMatchObject({ width: 104, count: 1 })
})

test('what an earlier lap left is stale, what was never written is free', () => {
  const { write, capture } = machine()
  write(116, 116, 116, 12)
  expect(told(shape(capture().live())).slice(0, 2)).toEqual(['unread 0-24', 'stale 24-128'])
  const fresh = machine()
  fresh.write(12)
  expect(told(shape(fresh.capture().live()))).toEqual(['unread 0-24'])
})

test('a snapshot takes the events along', () => {
  const { write, buffer, capture } = machine()
  write(12)
  snapshotAll(buffer, { locks: noLocks })
  const slot = capture()
  expect(told(shape(slot.live()))).toEqual([])
  expect(told(shape(slot.snapshot() as CapturedRing))).toEqual(['unread 0-24'])
})

test('nonsense is drawn as far as it goes, never thrown', () => {
  const { write, capture } = machine()
  write(12, 28)
  const slot = capture()
  for (const value of [-1, 1e9, NaN, Infinity]) {
    slot.numbers.fill(value, 16)
    const shapes = shape(slot.live())
    for (const { x, width } of shapes.segments) expect(x >= 0 && width > 0 && x + width < 1000).toBe(true)
  }
})

test('pages that share columns: how much of them is unread and consumed', () => {
  const { write, consumer, capture } = machine(1000)
  for (let at = 0; at < 40; at++) write(52)
  consumer.consume()
  const narrow = layoutGeometry({
    cpus: 1,
    pages: 1000,
    pageSize: PAGE,
    snapshot: true,
    widthPx: 624,
    heightPx: 136,
    focusedCpu: 0,
    narrow: false,
  })
  expect(narrow.columns).toHaveLength(500)
  const { segments, tailPx } = shapeRing({
    ring: capture().live(),
    geometry: narrow,
    familyOf: () => 'sched',
    overwritten: undefined,
  })
  expect(segments.slice(0, 2)).toEqual([
    { x: 108, width: 1, top: 0.25, share: 0.75, kind: 'unread' },
    { x: 108, width: 1, top: 0, share: 0.25, kind: 'consumed' },
  ])
  expect(segments).toHaveLength(11)
  expect(tailPx).toBe(118)
})
