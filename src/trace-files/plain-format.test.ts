import { expect, test } from 'vitest'
import { textChunks } from './event-lines.ts'
import { parseFtraceText } from './ftrace-text.ts'
import { formatPlain, type PlainTrace } from './plain-format.ts'
import type { PrintedEvent } from './printed-event.ts'
import { goldenTexts } from './testing/golden-texts.ts'

const BASH = { cpu: 2, task: 'bash', pid: 1977, flags: '.....', lostBefore: 0 }
const EVENTS: PrintedEvent[] = [
  {
    ...BASH,
    ts: 17_284_993_652_500,
    flags: 'd..2.',
    name: 'sched_waking',
    text: 'comm=sshd pid=1974 prio=120 target_cpu=003',
    lostBefore: 4,
  },
  { ...BASH, ts: 17_284_993_655_499, name: 'function', text: 'vfs_read <-ksys_read' },
  {
    cpu: 0,
    ts: 17_284_999_999_499,
    task: '<idle>',
    pid: 0,
    flags: 'dNh1.',
    name: 'irq_handler_entry',
    text: 'irq=9 name=acpi',
    lostBefore: 2,
  },
  {
    cpu: 0,
    ts: 17_284_999_999_500,
    task: 'kworker/u12:1',
    pid: 46,
    flags: '',
    name: 'print',
    text: '  two blanks, then\none line',
    lostBefore: 0,
  },
  {
    cpu: 11,
    ts: 17_285_000_000_700,
    task: '<...>',
    pid: 4_194_304,
    flags: 'D.s.1',
    name: 'kernel_stack',
    text: '<stack trace>\n => schedule\n => do_exit',
    lostBefore: 0,
  },
  { ...BASH, ts: 17_285_000_001_000, name: 'mark', text: 'x' },
]
const TRACE: PlainTrace = { tracer: 'nop', entries: 6, written: 12, cpus: 4, irqInfo: true, stamp: 'us' }

test('a trace in the plain format', () => {
  const lines = formatPlain(EVENTS, { ...TRACE, lostAtEnd: [{ cpu: 2, count: 1 }] })
  expect([...textChunks(lines)].join('')).toBe(goldenTexts.plain)
})

test('is read back, to the microsecond', () => {
  const trace = parseFtraceText(goldenTexts.plain)
  expect(trace).toMatchObject({ tracer: 'nop', cpus: 12, overwritten: 6, lost: 7, unparsed: { count: 0 } })
  expect(trace.losses.map(({ kind, cpu, before }) => [kind, cpu, before])).toEqual([
    ['lost', 2, 0],
    ['lost', 0, 2],
    ['started', 0, 2],
    ['started', 11, 4],
    ['lost', 2, 6],
  ])
  const expected = EVENTS.map(({ cpu, task, pid, name, flags, text, ts }) => ({
    cpu,
    task,
    pid,
    name,
    flags: flags || 'X....',
    text: name === 'print' ? text.replace('\n', '␊') : text,
    ts: Math.floor((ts + 500) / 1000) * 1000,
  }))
  expect(trace.records).toEqual(expected)
})

test('without flags there is no column for them, and no CPU starts late where nothing was overwritten', () => {
  const lines = [...formatPlain(EVENTS.slice(1, 3), { ...TRACE, written: 6, irqInfo: false, stamp: 'count' })]
  expect(lines.slice(4)).toEqual([
    '#           TASK-PID     CPU#     TIMESTAMP  FUNCTION',
    '#              | |         |         |         |',
    '            bash-1977    [002]  17284993655499: vfs_read <-ksys_read',
    'CPU:0 [LOST 2 EVENTS]',
    '          <idle>-0       [000]  17284999999499: irq_handler_entry: irq=9 name=acpi',
  ])
})

test('chunks are the lines, whole', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}`)
  const chunks = [...textChunks(lines)]
  expect(chunks.length).toBeGreaterThan(1)
  expect(chunks.every((chunk) => chunk.endsWith('\n') && chunk.length < 70_000)).toBe(true)
  expect(chunks.join('')).toBe(`${lines.join('\n')}\n`)
  expect([...textChunks([])]).toEqual([])
})
