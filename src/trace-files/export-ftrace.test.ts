import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exportFtraceText, type ExportedTrace } from './export-ftrace.ts'
import { parseFtraceText } from './ftrace-text.ts'
import type { TraceRecord } from './parsed-trace.ts'
import { formatPlain } from './plain-format.ts'
import type { PrintedEvent } from './printed-event.ts'
import { realTraces } from './testing/real-traces.ts'

const seed = 2008
/** what can be registered as an event's name */
const NAME = /^[^\s\p{Cc}]{0,199}[^\s:\p{Cc}]$/u
/** names of marks that people write, whose leading blanks are theirs */
const MARKS = ['print', 'tracing_mark_write', 'bputs']

const sign = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...' -:[]()#=<>.01az+,"\t') },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\r', '\0', '\u2028', '\uFEFF') },
)
const text = fc.string({ unit: sign, maxLength: 40 })
const task = fc.string({ unit: sign, maxLength: 15 }).filter((name) => !/^[ \t]/.test(name))
const name = fc.oneof(
  fc.constantFrom('sched_switch', 'function', 'unnamed', 'a:b:c:d', 'x'.repeat(200), ...MARKS),
  fc.string({ unit: sign, minLength: 1, maxLength: 30 }).filter((word) => NAME.test(word)),
)
const event: fc.Arbitrary<PrintedEvent> = fc
  .record({
    cpu: fc.nat(300),
    ts: fc.nat(8_999_999_999_999_999),
    task,
    pid: fc.nat(4_194_304),
    flags: fc.constantFrom('', '.....', 'd..2.', 'dNh1.', 'D.Z.1'),
    name,
    text,
    lostBefore: fc.oneof(fc.constant(0), fc.nat(1e9)),
  })
  .map((any) => (MARKS.includes(any.name) ? any : { ...any, text: any.text.trimStart() }))

/** What a line can say of the event. */
function readable({ cpu, ts, task, pid, flags, name, text }: PrintedEvent): TraceRecord {
  return { cpu, ts, task: inOneLine(task), pid, flags, name, text: inOneLine(text) }
}

function inOneLine(words: string): string {
  return words.replaceAll('\n', '␊').replaceAll('\r', '␍').replaceAll('\0', '␀')
}

function exported(events: readonly PrintedEvent[], trace: Partial<ExportedTrace> = {}): string {
  return [...exportFtraceText(events, { cpus: 1, stamp: 'ns', ...trace })].join('\n')
}

describe('read back, it gives the same events', () => {
  test.each(['ns', 'count'] as const)('exactly, with stamps in %s', (stamp) => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), (events) => {
        const trace = parseFtraceText(exported(events, { stamp }))
        expect(trace.records).toEqual(events.map(readable))
        expect(trace).toMatchObject({ originSeconds: 0, headerLines: 1, unparsed: { count: 0 } })
      }),
      { seed },
    )
  })

  test('to the nearest microsecond, with stamps in µs', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), (events) => {
        const rounded = events.map((exact) => ({ ...exact, ts: Math.floor((exact.ts + 500) / 1000) * 1000 }))
        expect(parseFtraceText(exported(events, { stamp: 'us' })).records).toEqual(rounded.map(readable))
      }),
      { seed },
    )
  })

  test('and the same losses, each where it was', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), fc.nat(300), (events, cpu) => {
        const trace = parseFtraceText(exported(events, { cpus: 8, lostAtEnd: [{ cpu, count: 5 }] }))
        const told = [...events, { cpu, lostBefore: 5 }]
        const losses = told.map(({ cpu, lostBefore }, before) => ({ kind: 'lost', cpu, count: lostBefore, before }))
        expect(trace.losses).toMatchObject(losses.filter(({ count }) => count > 0))
        expect(trace.lost).toBe(told.reduce((sum, { lostBefore }) => sum + lostBefore, 0))
        expect(trace.cpus).toBe(Math.max(8, ...told.map(({ cpu }) => cpu + 1)))
      }),
      { seed },
    )
  })

  test('stack traces keep their lines', () => {
    const stack = { cpu: 0, ts: 1, task: 'a', pid: 1, flags: '', name: 'kernel_stack', lostBefore: 0 }
    const two = [
      { ...stack, text: '<stack trace>\n => schedule\n => do_exit' },
      { ...stack, text: 'odd\nline\n => x' },
    ]
    const texts = parseFtraceText(exported(two)).records.map((record) => record.text)
    expect(texts).toEqual([two[0]?.text, 'odd␊line\n => x'])
  })

  test('with stamps of a clock of the day', () => {
    const day = { cpu: 0, ts: 123_456_789, task: 'a', pid: 1, flags: '', name: 'x', text: '', lostBefore: 0 }
    const trace = parseFtraceText(exported([day], { originSeconds: 1_600_000_000 }))
    expect(trace).toMatchObject({ originSeconds: 1_600_000_000, records: [{ ts: 123_456_789 }] })
  })
})

test('a report of trace-cmd is exported as it was', () => {
  const report = parseFtraceText(realTraces.schedLoad)
  const events = report.records.map((record) => ({ ...record, lostBefore: 0 }))
  expect(`${exported(events, { cpus: report.cpus })}\n`).toBe(realTraces.schedLoad)
})

test('the plain format is read back too, to the microsecond', () => {
  const named = event.filter(({ name }) => !['function', 'unnamed', ...MARKS].includes(name))
  const header = { tracer: 'nop', entries: 3, written: 7, cpus: 2, irqInfo: true, stamp: 'us' } as const
  fc.assert(
    fc.property(fc.array(named, { minLength: 1 }), (events) => {
      const trace = parseFtraceText([...formatPlain(events, header)].join('\n'))
      const expected = events.map((exact) => ({
        ...readable(exact),
        ts: Math.floor((exact.ts + 500) / 1000) * 1000,
        flags: exact.flags || 'X....',
      }))
      expect(trace.records).toEqual(expected)
      expect(trace).toMatchObject({ tracer: 'nop', overwritten: 4, unparsed: { count: 0 } })
    }),
    { seed },
  )
})
