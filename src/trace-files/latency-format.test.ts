import { expect, test } from 'vitest'
import { parseFtraceText } from './ftrace-text.ts'
import { formatLatency, type LatencyTrace } from './latency-format.ts'
import type { PrintedEvent } from './printed-event.ts'
import { goldenTexts } from './testing/golden-texts.ts'

const START = 76_000_000_300
const TRACE: LatencyTrace = {
  tracer: 'irqsoff',
  release: '6.12.0',
  latencyNs: 5_012_999,
  startTs: START,
  cpu: 1,
  task: 'kworker/u12:1',
  pid: 46,
  section: { startedAt: '_raw_spin_lock_irqsave', endedAt: '_raw_spin_unlock_irqrestore' },
  written: 10,
  cpus: 4,
  marks: { set: 'today', relativeTo: 'merged' },
}

function work(sinceStartNs: number, text: string, flags = 'd..1.'): PrintedEvent {
  const at = { cpu: 1, ts: START + sinceStartNs, lostBefore: 0 }
  return {
    ...at,
    task: 'kworker/u12:1',
    pid: 46,
    flags,
    name: text.startsWith('<') ? 'kernel_stack' : 'function',
    text,
  }
}

const EVENTS: PrintedEvent[] = [
  work(0, '_raw_spin_lock_irqsave <-queue_work', 'd....'),
  work(10_400, 'insert_work <-__queue_work'),
  work(21_400, 'wake_up_worker <-insert_work'),
  {
    cpu: 11,
    ts: START + 121_900,
    task: '<idle>',
    pid: 0,
    flags: 'dNh1.',
    name: 'sched_wakeup',
    text: 'comm=sh pid=7',
    lostBefore: 2,
  },
  work(122_400, 'try_to_wake_up <-wake_up_worker'),
  {
    cpu: 11,
    ts: START + 1_123_000,
    task: 'sh',
    pid: 4_194_304,
    flags: '',
    name: 'mark',
    text: 'hello',
    lostBefore: 0,
  },
  work(5_011_000, '_raw_spin_unlock_irqrestore <-queue_work'),
  work(5_012_499, '<stack trace>\n => queue_work'),
]

function marksOf(trace: LatencyTrace): string {
  const lines = [...formatLatency(EVENTS, trace)]
  return lines.map((line) => /^.{20}\S{5}.*?us(.): /.exec(line)?.[1] ?? '').join('')
}

test('a maximum in the latency format', () => {
  expect([...formatLatency(EVENTS, TRACE)].join('\n')).toBe(goldenTexts.latency.trimEnd())
})

test('is read back, to the microsecond since its start', () => {
  const trace = parseFtraceText(goldenTexts.latency)
  expect(trace).toMatchObject({ tracer: 'irqsoff', cpus: 12, lost: 2, unparsed: { count: 0 } })
  expect(trace.records.map(({ ts }) => ts / 1000)).toEqual([0, 10, 21, 122, 122, 1123, 5011, 5012])
  expect(trace.records.map(({ text }) => text)).toEqual(EVENTS.map(({ text }) => text))
})

test('marks are also those of the same CPU, and of 2008', () => {
  expect(marksOf(TRACE)).toBe(' +! ##  ')
  expect(marksOf({ ...TRACE, marks: { set: 'today', relativeTo: 'cpu' } })).toBe(' +!##   ')
  expect(marksOf({ ...TRACE, marks: { set: '2008', relativeTo: 'merged' } })).toBe('++! !!  ')
})

test('a tracer without a section says nothing of it, and a whole snapshot nothing of starts', () => {
  const { section: _, ...wakeup } = TRACE
  const lines = [...formatLatency(EVENTS, { ...wakeup, tracer: 'wakeup', written: 8 })]
  expect(lines.slice(7, 10)).toEqual(['#    -----------------', '#', '#                    _------=> CPU#'])
  expect(lines.some((line) => line.includes('buffer started'))).toBe(false)
})
