/** The items of a page cover it, byte by byte; what is called an event of an earlier lap was one. */
import { expect, test } from 'vitest'
import { EventTypes } from '../../events/event-types.ts'
import { resetCpu, snapshotCpu } from '../../ring/rfc/snapshot.ts'
import { Seeded } from '../../ring/testing/seeded.ts'
import { QUARTER, TestRing } from '../../ring/testing/test-ring.ts'
import { fieldAt, fieldsOfItem } from './item-fields.ts'
import type { ItemKind, PageItem } from './page-items.ts'
import { capturedBytes, pageWords, shownPage } from './shown-page.ts'
import type { ShownPage } from './shown-page.ts'

const SEEDS = [1, 5, 24, 2008]
const STEPS = 800
const CONTEXT = { types: new EventTypes(), counts: false, offsetNs: 0 }

function pageOfRing(ring: TestRing, page: number, snapshot = false): ShownPage {
  const capture = ring.capture()
  const of = { cpu: 0, page, snapshot }
  const [words, bytes] = [pageWords(capture, of, { takenNs: 0, running: false }), capturedBytes(capture, of)]
  if (!words || !bytes) throw new Error(`no page ${page}`)
  return shownPage(words, bytes)
}

function kinds({ items }: ShownPage): [ItemKind, number, number][] {
  return items.map(({ kind, at, end }) => [kind, at, end])
}

/** `stamp type length first-byte-of-the-body`: bodies are of one byte each */
function keyOf({ event }: PageItem, bytes: Uint8Array): string {
  return event ? `${event.ts} ${event.type} ${event.length} ${bytes[event.offset + 12]}` : ''
}

test.each(SEEDS)(`every byte of every page is of one item and of a field: ${STEPS} steps, seed %i`, (seed) => {
  const random = new Seeded(seed)
  const ring = new TestRing({ snapshot: true, pageSize: 256, overwrite: seed !== 5 })
  const written = new Set<string>()
  const seen = new Map<ItemKind, number>()
  let [ts, imitations] = [1000, 0]
  for (let step = 0; step < STEPS; step++) {
    const dice = random.below(40)
    ring.clock.set((ts += random.below(3)), 0)
    if (dice === 0) resetCpu(ring.buffer, 0, ring.options)
    else if (dice === 1) snapshotCpu(ring.buffer, 0, ring.options)
    else if (dice < 14) ring.consume()
    else {
      const [type, first, length] = [1 + random.below(9), 1 + random.below(255), 1 + random.below(120)]
      if (ring.write(0, Array<number>(length).fill(first), type) === 'committed')
        written.add(`${ts} ${type} ${Math.ceil((length + 12) / 8) * 8} ${first}`)
    }
    const shown = pageOfRing(ring, random.below(4), random.below(4) === 0)
    let reached = 0
    for (const item of shown.items) {
      expect(item.at).toBe(reached)
      expect(item.end).toBeGreaterThan(item.at)
      reached = item.end
      seen.set(item.kind, (seen.get(item.kind) ?? 0) + 1)
      const known = !item.event || written.has(keyOf(item, shown.bytes))
      expect(known || item.unsure, keyOf(item, shown.bytes)).toBe(true)
      imitations += known ? 0 : 1
      const fields = fieldsOfItem(item, shown.bytes, CONTEXT)
      const offsets = Array.from({ length: item.end - item.at }, (_, index) => item.at + index)
      expect(offsets.filter((at) => !fieldAt(fields, at))).toEqual([])
      expect([fields[0]?.at, fields.at(-1)?.end]).toEqual([item.at, item.end])
    }
    expect(reached).toBe(256)
    const unread = shown.items.filter(({ kind, consumed }) => kind === 'event' && !consumed)
    expect(unread).toHaveLength(shown.parts.unread)
  }
  expect(imitations).toBeLessThan((seen.get('old-event') ?? 0) / 20)
  for (const kind of ['event', 'old-event', 'old-bytes', 'old-padding', 'free', 'padding'] as const)
    expect(seen.get(kind), kind).toBeGreaterThan(seed === 5 ? 0 : 20)
})

test('behind the tail lie the rest of an old event, then those of the lap before, to the end', () => {
  const ring = new TestRing({ pageSize: 256, pagesPerCpu: 2 })
  // 5 of 48 bytes to a page, 16 are left; the sixth page begins with one of 72
  ring.fill(0, 10, { length: 36 })
  ring.write(0, Array<number>(60).fill(0xee))
  const shown = pageOfRing(ring, 0)
  expect(kinds(shown)).toEqual([
    ['event', 0, 72],
    ['old-bytes', 72, 96],
    ['old-event', 96, 144],
    ['old-event', 144, 192],
    ['old-event', 192, 240],
    ['old-padding', 240, 256],
  ])
  expect(shown.items.map(({ event }) => event?.ts)).toEqual([11, undefined, 3, 4, 5, undefined])
})

test('where all are as long as before, nothing is cut; a page that ends with its last event has no padding', () => {
  const ring = new TestRing({ pagesPerCpu: 2 })
  ring.fill(0, 9)
  expect(kinds(pageOfRing(ring, 0))).toEqual([
    ['event', 0, 32],
    ['old-event', 32, 64],
    ['old-event', 64, 96],
    ['old-event', 96, 128],
  ])
})

test('bytes that later stamps stand in are of no earlier lap', () => {
  const ring = new TestRing({ pagesPerCpu: 2 })
  ring.clock.set(100, 0)
  ring.fill(0, 8)
  ring.clock.set(50, 0) // a clock that goes back
  ring.fill(0, 1)
  expect(kinds(pageOfRing(ring, 0))).toEqual([
    ['event', 0, 32],
    ['old-bytes', 32, 128],
  ])
})

test('after a reset all of the page is free, and what it holds is of before', () => {
  const ring = new TestRing()
  ring.fill(0, 3)
  resetCpu(ring.buffer, 0, ring.options)
  expect(kinds(pageOfRing(ring, 0))).toEqual([
    ['old-event', 0, 32],
    ['old-event', 32, 64],
    ['old-event', 64, 96],
    ['free', 96, 128],
  ])
})

test('padding, a short end, what is being written, what was read', () => {
  const ring = new TestRing({ pageSize: 128 })
  ring.fill(0, 1, { length: 60 }) // 72
  ring.fill(0, 1, { length: 108 }) // does not fit: 56 of padding
  ring.fill(0, 1, { length: 20 }) // 8 are left of the page before
  ring.consume()
  ring.writer(0).reserve(1, 20)
  expect(kinds(pageOfRing(ring, 0))).toEqual([
    ['event', 0, 72],
    ['padding', 72, 128],
  ])
  expect(pageOfRing(ring, 0).items[0]?.consumed).toBe(true)
  expect(kinds(pageOfRing(ring, 1))).toEqual([
    ['event', 0, 120],
    ['padding', 120, 128],
  ])
  expect(kinds(pageOfRing(ring, 2))).toEqual([
    ['event', 0, 32],
    ['reserved', 32, 64],
    ['free', 64, 128],
  ])
})

test('where a committed header makes no sense the rest is unreadable', () => {
  const ring = new TestRing()
  ring.fill(0, 3, { length: QUARTER })
  ring.buffer.i16[(ring.buffer.pageAddress(0, 0) + 32 + 10) >>> 1] = 5
  expect(kinds(pageOfRing(ring, 0)).slice(0, 2)).toEqual([
    ['event', 0, 32],
    ['unreadable', 32, 96],
  ])
})
