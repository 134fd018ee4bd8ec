/** What the list says about real rings that stand still, beside what a reader is given of them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/set-clocks.ts'
import { EventTypes } from '../../events/event-types.ts'
import { MergedIterator } from '../../merge/merged-iterator.ts'
import { captureSlot, SlotCapture } from '../../ring/capture.ts'
import { allocateRfcBuffer } from '../../ring/rfc/buffer.ts'
import { RfcConsumer } from '../../ring/rfc/consume.ts'
import { RfcWriter } from '../../ring/rfc/write.ts'
import { noLocks } from '../../ring/slot-lock.ts'
import { EventLog } from '../../store/event-log.ts'
import type { LogRow } from '../../store/event-log.ts'
import { LogRows } from '../../store/log-rows.ts'
import { wholeOf } from '../whole-rings.ts'
import { RowsAfter } from './rows-after.ts'
import { eventRow, lostRow } from './testing/made-rows.ts'
import { UnreadList } from './unread-list.ts'
import { unreadRows } from './unread-rows.ts'

const SEED = 2008
const types = new EventTypes()

/** Three pages of 128 bytes per CPU. */
function rings(cpus: number, overwrite: boolean, pageSize = 128, pagesPerCpu = 3) {
  const buffer = allocateRfcBuffer({ cpus, pagesPerCpu, pageSize, snapshot: false, overwrite, asPosted: false }, false)
  const clocks = Array.from({ length: cpus }, () => new VirtualClock())
  const writers = clocks.map((clock, cpu) => new RfcWriter(buffer, { cpu, clock, locks: noLocks }))
  const consumer = new RfcConsumer(buffer, noLocks)
  const write = (cpu: number, ts: number, bytes = 4): void => {
    clocks[cpu]?.set(ts, 0)
    writers[cpu]?.write(1, bytes, new Int32Array(bytes / 4).fill(ts), 0)
  }
  const captures = (): SlotCapture[] =>
    clocks.map((_, cpu) => {
      const capture = SlotCapture.allocate(buffer.layout)
      captureSlot(buffer, cpu, capture)
      return capture
    })
  /** As the reader walks over it: an event as `cpu stamp`, a loss before it as `n lost on cpu`. */
  const walked = (): string[] => {
    const words: string[] = []
    const iterator = new MergedIterator(buffer, { locks: noLocks })
    iterator.readUpTo(Infinity, ({ cpu, lo, lostBefore }) => {
      if (lostBefore > 0) words.push(`${lostBefore} lost on ${cpu}`)
      words.push(`${cpu} ${lo}`)
    })
    iterator.finish()
    return words
  }
  return { buffer, write, captures, consumer, walked }
}

function wordsOf(rows: readonly LogRow[]): string[] {
  return rows.map((row) => {
    if (row.kind === 'lost') return `${row.count} lost on ${row.cpu}`
    return row.kind === 'event' ? `${row.cpu} ${row.ts}` : row.kind
  })
}

const unreadOf = (captures: readonly SlotCapture[]): LogRow[] =>
  [
    ...unreadRows(
      captures.map((capture) => wholeOf(capture)),
      new LogRows(types, undefined, []),
    ),
  ].flat()

test(`it is the merged order of a reader, with the same losses, seed ${SEED}`, () => {
  const write = fc.record({ cpu: fc.nat(2), wait: fc.nat(3), words: fc.integer({ min: 1, max: 9 }) })
  fc.assert(
    fc.property(fc.array(write, { maxLength: 120 }), fc.nat(30), (writes, consumed) => {
      const { write, captures, consumer, walked } = rings(3, true)
      let ts = 1
      for (const { cpu, wait, words } of writes) write(cpu, (ts += wait), 4 * words)
      for (let event = 0; event < consumed; event++) consumer.consume()
      expect(wordsOf(unreadOf(captures()))).toEqual(walked())
    }),
    { seed: SEED },
  )
})

test('what was refused as full is told behind its page, and at the end where nothing follows', () => {
  const { write, captures, consumer } = rings(1, false)
  for (let ts = 1; ts <= 27; ts++) write(0, ts)
  expect(wordsOf(unreadOf(captures())).slice(-2)).toEqual(['0 24', '3 lost on 0'])
  for (let event = 0; event < 9; event++) consumer.consume()
  write(0, 28)
  expect(wordsOf(unreadOf(captures())).slice(-3)).toEqual(['0 24', '3 lost on 0', '0 28'])
})

test('an event is known by its place, and has the body that was written', () => {
  const { write, captures, buffer } = rings(2, true)
  write(1, 7, 12)
  write(1, 9)
  const [, second] = unreadOf(captures())
  expect(second).toMatchObject({ cpu: 1, ts: 9, type: 1, place: { ring: buffer.liveRing(1), page: 0, offset: 24 } })
  expect(second?.kind === 'event' && [...second.body]).toEqual([9, 0, 0, 0])
})

test('ties, tasks and laps go on where the list of what was read ends', () => {
  const log = new EventLog()
  log.append([
    eventRow({ cpu: 0, ts: 2500, task: 'bash-1977' }),
    lostRow(1, 3),
    eventRow({ cpu: 1, ts: 2600, task: '<...>' }),
    eventRow({ cpu: 0, ts: 2700, task: 'bash-1977' }),
  ])
  const after = new RowsAfter(log, new LogRows(types, 1000, []), 2)
  const event = { type: 1, body: new Uint8Array(4), late: false, ring: 0, page: 0, offset: 0 }
  const rows = after.rowsOf([
    { ...event, cpu: 1, ts: 2700, lostBefore: 0 },
    { ...event, cpu: 0, ts: 2800, lostBefore: 0 },
    { ...event, cpu: 0, ts: 3100, lostBefore: 2 },
  ])
  expect(wordsOf(rows)).toEqual(['1 2700', '0 2800', 'lap', '2 lost on 0', '0 3100'])
  expect(rows[0]).toMatchObject({ tieWith: 0, task: '<...>' })
  expect(rows[1]).toMatchObject({ task: 'bash-1977', tieWith: undefined })
  expect(rows[4]).toMatchObject({ task: '<...>' })
})

test('it is listed in slices', () => {
  const { write, captures } = rings(2, true, 4096, 16)
  for (let ts = 1; ts <= 2000; ts++) write(ts % 2, ts)
  const unread = new UnreadList()
  unread.begin(
    captures(),
    captures().map((capture) => wholeOf(capture)),
    new RowsAfter(new EventLog(), new LogRows(types, undefined, []), 2),
  )
  expect(unread.advance(() => true)).toBe(false)
  expect(unread.log.length).toBe(256)
  while (!unread.advance(() => true));
  expect(unread.log.length).toBe(2000)
  unread.clear()
  expect(unread.log.length).toBe(0)
})

test('rings whose bytes are not there are not listed', () => {
  const { write, captures } = rings(1, true, 32_768, 3)
  write(0, 1)
  const unread = new UnreadList()
  unread.begin(captures(), [], new RowsAfter(new EventLog(), new LogRows(types, undefined, []), 1))
  expect(unread.advance(() => true)).toBe(true)
  expect([unread.lacksBytes, unread.log.length]).toEqual([true, 0])
})
