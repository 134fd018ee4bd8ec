/** Rings cut off after every single store: what is recovered is what was committed, and nothing torn is called certain. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { VirtualClock } from '../../clock/set-clocks.ts'
import { captureSlot, SlotCapture } from '../capture.ts'
import type { CapturedRing } from '../capture.ts'
import { noLocks } from '../slot-lock.ts'
import { StoreLog } from '../testing/store-log.ts'
import { QUARTER, TestRing } from '../testing/test-ring.ts'
import { wordsOf } from './body.ts'
import type { RfcBuffer } from './buffer.ts'
import { recoverFromPages, recoverFromWords } from './recover.ts'
import type { Recovered } from './recover.ts'
import { resetCpu, snapshotCpu } from './snapshot.ts'
import { RfcWriter } from './write.ts'

const SEED = 20080924
const TYPE = 7

interface History {
  pages: number
  pageSize: number
  overwrite: boolean
  /** per event: bytes of its body, and how much later than the one before it is; the last is the one that is cut off */
  events: { length: number; later: number }[]
  consumed: number
}

const history = fc.record({
  pages: fc.integer({ min: 2, max: 4 }),
  pageSize: fc.constantFrom(128, 256),
  overwrite: fc.boolean(),
  events: fc.array(fc.record({ length: fc.integer({ min: 0, max: 100 }), later: fc.integer({ min: 0, max: 2 }) }), {
    minLength: 1,
    maxLength: 40,
  }),
  consumed: fc.nat(12),
})

/** Event n has bodies of its own bytes: a torn one is nobody's. */
function bodyOf(number: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (number * 41 + at * 7 + 1) & 255)
}

interface Written {
  ts: number
  body: Uint8Array
}

/** Runs the history up to its last event. */
function prepare({ pages, pageSize, overwrite, events, consumed }: History): { ring: TestRing; written: Written[] } {
  const ring = new TestRing({ pagesPerCpu: pages, pageSize, overwrite, snapshot: true })
  const written: Written[] = []
  let ts = 100
  events.slice(0, -1).forEach(({ length, later }, number) => {
    ts += later
    ring.clock.set(ts, 0)
    const body = bodyOf(number, length)
    if (ring.write(0, body, TYPE) === 'committed') written.push({ ts, body })
  })
  for (let event = 0; event < consumed; event++) ring.consume()
  return { ring, written }
}

function captureOf(buffer: RfcBuffer): SlotCapture {
  const capture = SlotCapture.allocate(buffer.layout)
  captureSlot(buffer, 0, capture)
  return capture
}

/** What was recovered, as text: stamp and body. */
function textsOf(recovered: readonly Recovered[], bytes: Uint8Array, pageSize: number): string[] {
  return recovered.flatMap(({ page, event }) => {
    if (!event) return []
    const at = page * pageSize + event.offset
    return [textOf(event.ts, bytes.subarray(at + 12, at + event.length), event.length - 12)]
  })
}
/** Rounding is not part of it. */
function textOf(ts: number, body: Uint8Array, rounded: number): string {
  return `${ts}: ${[...body.subarray(0, body.length)].join(' ')} (${rounded})`
}

/** Bodies are compared without their rounding, which holds old bytes: the longest that begins with the body. */
function isWritten(text: string, written: readonly Written[]): boolean {
  const [, ts = '', bytes = ''] = /^(\d+): (.*) \(/.exec(text) ?? []
  return written.some(({ ts: at, body }) => {
    const rounded = ((body.length + 12 + 7) & -8) - 12
    const same = bytes === '' ? [] : bytes.split(' ').map(Number)
    return String(at) === ts && same.length === rounded && body.every((byte, index) => byte === same[index])
  })
}

describe(`a write cut off after every single store, seed ${SEED}`, () => {
  test('with words: exactly what was committed, before it or with it', () => {
    const property = fc.property(history, (given) => {
      const { ring, written } = prepare(given)
      const { log, last } = cutLast(ring, given, written)
      const unread = (buffer: RfcBuffer): string[] => {
        const capture = captureOf(buffer)
        const live = capture.live()
        return textsOf(recoverFromWords(live, live.bytes), live.bytes, given.pageSize)
      }
      const before = unread(log.after(0))
      const after = unread(log.after(log.stores.length))
      const all = [...written, last]
      for (let count = 0; count <= log.stores.length; count++) {
        const found = unread(log.after(count))
        expect(found.every((text) => isWritten(text, all))).toBe(true)
        // the head page may have gone, the last event may have come: nothing else changes
        const kept = before.filter((text) => after.includes(text))
        const allowed = [before, kept, after].map((texts) => texts.join('\n'))
        expect(allowed).toContain(found.join('\n'))
      }
    })
    fc.assert(property, { seed: SEED, numRuns: 300 })
  })

  test('from the pages alone: nothing torn is certain, nothing certain is missed, one at most may be incomplete', () => {
    let certain = 0
    const property = fc.property(history, (given) => {
      const { ring, written } = prepare(given)
      const { log, last } = cutLast(ring, given, written)
      const stamps = [...written, last].map(({ ts }) => ts)
      const areDistinct = new Set(stamps).size === stamps.length
      for (let count = 0; count <= log.stores.length; count++) {
        const live = captureOf(log.after(count)).live()
        const recovered = recoverFromPages(live.bytes, given.pageSize)
        const sure = recovered.filter(({ certainty }) => certainty === 'certain')
        for (const text of textsOf(sure, live.bytes, given.pageSize))
          expect(isWritten(text, [...written, ...(count === log.stores.length ? [last] : [])])).toBe(true)
        const open = recovered.filter(({ certainty }) => certainty === 'may-be-incomplete')
        // where stamps are equal less can be told
        const wrong = areDistinct ? [...missing(recovered, live, given, log.after(0)), ...open.slice(1)] : []
        expect(wrong).toEqual([])
        certain += sure.length
      }
    })
    fc.assert(property, { seed: SEED, numRuns: 300 })
    expect(certain).toBeGreaterThan(10_000)
  })
})

/** The last event of the history, with every store of it logged. */
function cutLast(ring: TestRing, { events }: History, written: readonly Written[]): { log: StoreLog; last: Written } {
  const { length = 0, later = 0 } = events.at(-1) ?? {}
  const ts = (written.at(-1)?.ts ?? 100) + later
  const log = new StoreLog(ring.buffer.arena.buffer, ring.buffer.options)
  const clock = new VirtualClock()
  clock.set(ts, 0)
  const body = bodyOf(events.length - 1, length)
  new RfcWriter(log.buffer, { cpu: 0, clock, locks: noLocks }).write(TYPE, length, wordsOf(body), 0)
  return { log, last: { ts, body } }
}

/**
 * Of what stood in the ring before the cut write: events that are provably whole, and are not called certain. These are all on pages that the tail
 * has left, but for the page that it enters next, and all but the last on its own.
 */
function missing(recovered: readonly Recovered[], cut: CapturedRing, given: History, before: RfcBuffer): string[] {
  const live = captureOf(before).live()
  const next = (live.tailPage + 1) % given.pages
  // its first event's length may be new for all that the pages say: padding of an earlier lap may stand behind the newest event
  const perhapsEntered = `${(cut.tailPage + 1) % given.pages}:0`
  return Array.from({ length: given.pages }, (_, page) => page)
    .flatMap((page) => {
      if (page === next) return []
      const { committedBytes } = live.page(page)
      const sure = recovered.filter((each) => each.page === page && each.certainty === 'certain')
      const offsets = new Set(sure.map(({ offset }) => offset))
      const expected = offsetsOf(cut.bytes, page * given.pageSize, committedBytes)
      const provable = page === live.tailPage ? expected.slice(0, -1) : expected
      return provable.filter((offset) => !offsets.has(offset)).map((offset) => `${page}:${offset}`)
    })
    .filter((place) => place !== perhapsEntered)
}

function offsetsOf(bytes: Uint8Array, pageAt: number, committed: number): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset + pageAt)
  const offsets: number[] = []
  for (let offset = 0; offset < committed; offset += view.getInt16(offset + 10, true)) offsets.push(offset)
  return offsets
}

describe('a swap and a reset, cut off after every single store', () => {
  test.each([
    ['snapshot', snapshotCpu],
    ['reset', resetCpu],
  ] as const)('%s: with words nothing but committed events, in order', (_, call) => {
    const property = fc.property(history, (given) => {
      const { ring, written } = prepare(given)
      const log = new StoreLog(ring.buffer.arena.buffer, ring.buffer.options)
      // whether an iterator is open is asked for by Atomics, which take no proxy
      Object.defineProperty(log.buffer, 'i32', { value: log.buffer.i32 })
      withoutAtomics(() => call(log.buffer, 0, { locks: noLocks }))
      for (let count = 0; count <= log.stores.length; count++) {
        const live = captureOf(log.after(count)).live()
        const found = textsOf(recoverFromWords(live, live.bytes), live.bytes, given.pageSize)
        expect(found.every((text) => isWritten(text, written))).toBe(true)
        const stamps = found.map((text) => Number.parseInt(text, 10))
        expect(stamps).toEqual(stamps.toSorted((a, b) => a - b))
      }
    })
    fc.assert(property, { seed: SEED, numRuns: 60 })
  })
})

/** On one thread they are loads. */
function withoutAtomics(act: () => unknown): void {
  const { load } = Atomics
  Atomics.load = ((words: Int32Array, at: number) => words[at]) as typeof Atomics.load
  try {
    act()
  } finally {
    Atomics.load = load
  }
}

describe('from the pages alone', () => {
  test('where all stamps are equal nobody knows which is the newest', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    for (let event = 0; event < 10; event++) {
      ring.clock.set(5, 0)
      ring.fill(0, 1)
    }
    const live = ring.capture().live()
    const certainties = new Set(recoverFromPages(live.bytes, 128).map(({ certainty }) => certainty))
    expect(certainties).toEqual(new Set(['may-be-incomplete']))
  })

  test('after a reset a torn event in front of stale ones of the same stamp is not certain', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    const writeAt10 = (first: number): unknown => (ring.clock.set(10, 0), ring.fill(0, 1, { first }))
    for (const first of [1, 2, 3]) writeAt10(first)
    resetCpu(ring.buffer, 0, ring.options)
    ring.clock.set(10, 0)
    ring.writer(0).reserve(1, QUARTER) // the header as before, the body not its own yet
    const found = recoverFromPages(ring.capture().live().bytes, 128)
    expect(found.map(({ certainty }) => certainty)).not.toContain('certain')
  })

  test('events of an earlier lap are told from the newest by their stamps', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    ring.fill(0, 10) // 9 and 10 lie on page 0 over 1 and 2; 3 and 4 are behind them
    const live = ring.capture().live()
    const onPage0 = recoverFromPages(live.bytes, 128).filter(({ page }) => page === 0)
    expect(onPage0.map(({ certainty }) => certainty)).toEqual([
      'certain',
      'may-be-incomplete',
      'earlier-lap',
      'earlier-lap',
    ])
  })

  test('pages that were never written give nothing', () => {
    expect(recoverFromPages(new TestRing().capture().live().bytes, 128)).toEqual([])
  })

  test('a header that makes no sense ends the page', () => {
    const ring = new TestRing()
    ring.fill(0, 3)
    ring.buffer.i16[(ring.buffer.pageAddress(0, 0) + 64 + 10) >>> 1] = 13
    const found = recoverFromPages(ring.capture().live().bytes, 128)
    expect(found.at(-1)).toEqual({ page: 0, offset: 64, certainty: 'unreadable', event: undefined })
  })
})
