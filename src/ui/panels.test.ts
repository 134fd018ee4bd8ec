import { expect, test } from 'vitest'
import { nearestStep, SPEED } from './controls/steps.ts'
import { notesOf } from './controls/TraceNotes.tsx'
import { wordsOf } from './events/row-printer.ts'
import { FrameLoop } from './frame-loop.ts'
import { judgeLedger, ledgerSums } from './ledger/ledger-terms.ts'
import { formatBytes, formatDuration, formatRate, formatStamp } from './numbers.ts'
import { emptyLedger } from '../ring/capture.ts'

const ledger = {
  ...emptyLedger(),
  attempted: 1392,
  committed: 1390,
  inFlight: 2,
  read: 1218,
  buffered: 117,
  overrun: 7,
  erased: 4,
  inSnapshot: 44,
}

test('the ledger’s sums in the contract’s words', () => {
  const [attempted, committed] = ledgerSums(ledger)
  expect(attempted.terms.map(({ label }) => label)).toEqual(['committed', 'in flight', 'disabled', 'too big', 'full'])
  expect(committed.terms.map(({ label }) => label)).toEqual(['read', 'buffered', 'overrun', 'erased', 'in snapshot'])
  expect(judgeLedger(ledger)).toEqual({ adds: true, text: 'adds up' })
})

test('a finding has both sides', () => {
  expect(judgeLedger({ ...ledger, read: 1219 }).text).toBe('committed 1390, its terms 1391')
})

test('a count below nothing is wrong though the sum is right', () => {
  const less = { ...ledger, read: ledger.read + ledger.buffered + 19, buffered: -19 }
  expect(judgeLedger(less)).toEqual({ adds: false, text: 'buffered is less than nothing' })
})

test('numbers', () => {
  expect([200, 2048, 3 * 2 ** 20, 1.5 * 2 ** 30].map(formatBytes)).toEqual(['200 B', '2 KiB', '3 MiB', '1.5 GiB'])
  expect([12, 2900, Infinity].map(formatRate)).toEqual(['12/s', '2.9/ms', 'flat out'])
  expect([950, 12_300, 134_072_000, 1.204e9].map(formatDuration)).toEqual([
    '950 ns',
    '12.3 µs',
    '134.072 ms',
    '1.204 s',
  ])
  expect([formatStamp(124_091_000, false), formatStamp(17, true)]).toEqual(['0.124091', '17'])
})

test('a slider stands at the step nearest to a value', () => {
  expect([0.01, 0.1, 4, 3.2, 60, 1e9, Infinity].map((value) => SPEED.steps[nearestStep(SPEED.steps, value)])).toEqual([
    0.1,
    0.1,
    4,
    4,
    50,
    100,
    Infinity,
  ])
})

test('what of a trace is not replayed is said', () => {
  const trace = {
    id: 't',
    name: 't',
    format: 'ftrace-text' as const,
    cpus: 3,
    events: 10,
    unparsed: 2,
    lost: 1,
    firstTs: 0,
    lastTs: 1,
    eventsPerCpu: [5, 3, 2],
  }
  expect(notesOf(trace, 2)).toEqual([
    '10 events of 3 CPUs',
    'CPU 2 of the trace not replayed: 2 events',
    '2 lines of the file not understood',
    '1 event already lost when it was recorded',
  ])
  expect(notesOf({ ...trace, unparsed: 0, lost: 0 }, 5)).toEqual([
    '10 events of 3 CPUs',
    'CPUs 3 to 4 stay idle: the trace has only 3',
  ])
})

test('rows that are no events', () => {
  expect(wordsOf({ kind: 'lost', cpu: 2, count: 7, ts: 0 })).toBe('CPU:2 [LOST 7 EVENTS]')
  expect(wordsOf({ kind: 'unlisted', count: 1200, ts: 0 })).toBe('1200 read, not listed')
})

test('the frame loop goes round while something runs or was asked for, and then rests', () => {
  let [running, polls] = [true, 0]
  const waiting: ((nowMs: number) => void)[] = []
  const loop = new FrameLoop({
    poll: () => polls++,
    isRunning: () => running,
    requestFrame: (callback) => waiting.push(callback),
  })
  const frame = (nowMs: number): number => {
    waiting.shift()?.(nowMs)
    return waiting.length
  }
  loop.wake()
  loop.wake()
  expect(waiting).toHaveLength(1)
  expect([frame(10), frame(500)]).toEqual([1, 1])
  running = false
  expect(frame(520)).toBe(0)
  loop.wake()
  expect([frame(530), frame(900), frame(930)]).toEqual([1, 1, 0])
  const remove = loop.add(() => true)
  expect([frame(2000), frame(3000)]).toEqual([1, 1])
  remove()
  expect(frame(3010)).toBe(0)
  expect(polls).toBeGreaterThan(5)
})
