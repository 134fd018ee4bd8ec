import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BUILT_IN_EVENTS, EventTypes } from '../events/event-types.ts'
import { TrueOrder } from '../merge/true-order.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import { offsetsInForce, withOffset } from './clock-offsets.ts'
import { EventLog, KEPT_ROWS } from './event-log.ts'
import type { LoggedEvent, LogRow } from './event-log.ts'
import { LogRows } from './log-rows.ts'

const event = (patch: Partial<BatchedEvent>): BatchedEvent => ({
  cpu: 0,
  ts: 1,
  type: 9,
  body: new Uint8Array(4),
  lostBefore: 0,
  late: false,
  ring: 0,
  page: 0,
  offset: 0,
  ...patch,
})

test('a loss is a row before its event, a lap begins with a mark, and each lap is marked once', () => {
  const rows = new LogRows(new EventTypes(BUILT_IN_EVENTS), 1000, [])
  const kinds = rows
    .rowsOf([
      event({ ts: 5 }),
      event({ ts: 900, cpu: 1, lostBefore: 7 }),
      event({ ts: 1001 }),
      event({ ts: 999, late: true }),
      event({ ts: 2500 }),
    ])
    .map((row) =>
      row.kind === 'lost' ? `lost ${row.count} on ${row.cpu}` : row.kind === 'lap' ? `lap ${row.lap}` : row.kind,
    )
  expect(kinds).toEqual(['event', 'lost 7 on 1', 'event', 'lap 1', 'event', 'event', 'lap 2', 'event'])
})

/** Rows of events given as [cpu, stamp], in the order of delivery and in batches of two. */
function rowsOf(delivered: readonly (readonly [number, number])[], offsetsNs: readonly number[] = []): LoggedEvent[] {
  const rows = new LogRows(new EventTypes(BUILT_IN_EVENTS), undefined, offsetsNs)
  const events = delivered.map(([cpu, ts]) => event({ cpu, ts }))
  const batches = Array.from({ length: Math.ceil(events.length / 2) }, (_, at) => events.slice(2 * at, 2 * at + 2))
  return batches.flatMap((batch) => rows.rowsOf(batch)).filter((row) => row.kind === 'event')
}

test('a tie names the CPU whose event with that stamp was read before, across batches too', () => {
  const delivered = [
    [0, 5],
    [1, 5],
    [1, 5],
    [2, 5],
    [2, 6],
    [0, 7],
  ] as const
  expect(rowsOf(delivered).map(({ tieWith }) => tieWith)).toEqual([undefined, 0, undefined, 1, undefined, undefined])
})

test('an inversion is marked at the event that was read too late, by the stamps without the offsets', () => {
  // CPU 1 is ahead by 100: its events happened at 60, 140 and 160
  const delivered = [
    [0, 150],
    [1, 160],
    [1, 240],
    [1, 260],
  ] as const
  expect(rowsOf(delivered, [0, 100]).map(({ inverted }) => inverted)).toEqual([false, true, true, false])
  expect(rowsOf(delivered).some(({ inverted }) => inverted)).toBe(false)
})

const SEED = 20080924

test(`as many rows are marked as the reader counts, seed ${SEED}`, () => {
  const delivered = fc.array(fc.tuple(fc.nat(3), fc.nat(20)), { maxLength: 60 })
  const property = fc.property(delivered, fc.array(fc.nat(10), { maxLength: 4 }), (events, offsets) => {
    const order = new TrueOrder(offsets)
    for (const [cpu, ns] of events) order.see(cpu, ns)
    const rows = rowsOf(events, offsets)
    expect(rows.filter(({ inverted }) => inverted)).toHaveLength(order.inversions)
    expect(rows.filter(({ tieWith }) => tieWith !== undefined)).toHaveLength(order.ties)
  })
  fc.assert(property, { seed: SEED })
})

test('a lap begins by the time that was recorded, not by a clock that is ahead', () => {
  const rows = new LogRows(new EventTypes(BUILT_IN_EVENTS), 1000, [500])
  const kinds = rows.rowsOf([event({ ts: 1100 }), event({ ts: 1600 })]).map(({ kind }) => kind)
  expect(kinds).toEqual(['event', 'lap', 'event'])
})

test('offsets: one changed, and none for a clock without time', () => {
  expect(withOffset([], 2, 5)).toEqual([0, 0, 5])
  expect(withOffset([1, 0, 5], 2, 0)).toEqual([1])
  expect(withOffset([1], 0, 0)).toEqual([])
  expect(offsetsInForce({ clock: 'local', clockOffsetsNs: [7] })).toEqual([7])
  expect(offsetsInForce({ clock: 'counter', clockOffsetsNs: [7] })).toEqual([])
  expect(offsetsInForce({ clock: 'local' })).toEqual([])
})

test('the log keeps the newest million rows, and knows how many went before', () => {
  const log = new EventLog()
  let heard = 0
  const stop = log.subscribe(() => heard++)
  const parts = Math.ceil((KEPT_ROWS * 1.2) / 10_000)
  for (let part = 0; part < parts; part++)
    log.append(Array.from({ length: 10_000 }, (_, at) => ({ kind: 'unlisted', count: part * 10_000 + at, ts: 0 })))
  expect(heard).toBe(parts)
  expect(log.first + log.length).toBe(parts * 10_000)
  expect(log.row(0)).toMatchObject({ count: log.first })
  expect(log.row(log.length - 1)).toMatchObject({ count: parts * 10_000 - 1 })
  expect(log.row(log.length)).toBeUndefined()
  expect(log.length).toBeLessThanOrEqual(KEPT_ROWS)
  expect(log.length).toBeGreaterThan(KEPT_ROWS - 10_000)
  stop()
  log.clear()
  expect([heard, log.length]).toEqual([parts, 0])
})

test(`a row comes out of its columns as it went in, seed ${SEED}`, () => {
  const loggedEvent = fc.record({
    kind: fc.constant('event' as const),
    cpu: fc.nat(255),
    ts: fc.nat(2 ** 52),
    type: fc.integer({ min: -32768, max: 32767 }).map((type) => type >>> 0),
    body: fc.uint8Array({ maxLength: 300 }),
    task: fc.string(),
    late: fc.boolean(),
    inverted: fc.boolean(),
    tieWith: fc.option(fc.nat(255), { nil: undefined }),
    place: fc.record({ ring: fc.nat(511), page: fc.nat(2 ** 20), offset: fc.nat(32767) }),
  })
  const lost = fc.record({
    kind: fc.constant('lost' as const),
    cpu: fc.nat(255),
    count: fc.nat(2 ** 40),
    ts: fc.nat(2 ** 52),
  })
  const row = fc.oneof<fc.Arbitrary<LogRow>[]>(loggedEvent, lost)
  const property = fc.property(fc.array(row, { maxLength: 400 }), (rows) => {
    const log = new EventLog()
    log.append(rows)
    expect(rows.map((_, at) => log.row(at))).toEqual(rows)
  })
  fc.assert(property, { seed: SEED, numRuns: 50 })
})
