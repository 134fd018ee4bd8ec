import { describe, expect, test } from 'vitest'
import { formatFtraceLine, formatLossLine, type FtraceLayout } from './format-ftrace.ts'
import { parseFtraceText } from './ftrace-text.ts'
import type { TraceRecord } from './parsed-trace.ts'
import { realTraces } from './testing/real-traces.ts'

const RECORD: TraceRecord = {
  cpu: 2,
  ts: 17_284_993_499,
  task: 'bash',
  pid: 1977,
  flags: 'd..2.',
  name: 'sched_waking',
  text: 'comm=x',
}

describe('formatFtraceLine', () => {
  test.each([
    ['junoSched', 'us'],
    ['thermal', 'us'],
    ['schedLoad', 'ns'],
  ] as const)('prints %s as trace-cmd report did', (name, stamp) => {
    const lines = realTraces[name]
      .split('\n')
      .filter((line) => line.startsWith(' '))
      .map((line) => (name === 'junoSched' ? withoutRawBlank(line) : line))
    const printed = parseFtraceText(realTraces[name]).records.map((record) =>
      formatFtraceLine(record, { style: 'trace-cmd', stamp }),
    )
    expect(printed).toEqual(lines)
  })

  test.each<[string, FtraceLayout]>([
    ['            bash-1977    [002] d..2.    17.284993: sched_waking: comm=x', { style: 'kernel', stamp: 'us' }],
    ['            bash-1977    [002] d..2.    17.284993499: sched_waking: comm=x', { style: 'kernel', stamp: 'ns' }],
    [
      '            bash-1977  [002] d..2.    17.284993: sched_waking:         comm=x',
      { style: 'trace-cmd', stamp: 'us' },
    ],
    ['            bash-1977    [002] d..2.  17284993499: sched_waking: comm=x', { style: 'kernel', stamp: 'count' }],
    [
      '            bash-1977    [002] d..2. 1600000017.284993: sched_waking: comm=x',
      { style: 'kernel', stamp: 'us', originSeconds: 1.6e9 },
    ],
  ])('%s', (line, layout) => {
    expect(formatFtraceLine(RECORD, layout)).toBe(line)
    const [record] = parseFtraceText(line).records
    expect(record).toMatchObject({ ...RECORD, ts: expect.any(Number) })
  })

  test('rounds to the nearest microsecond, across the second too', () => {
    const line = formatFtraceLine({ ...RECORD, ts: 1_999_999_500 }, { style: 'kernel', stamp: 'us' })
    expect(line).toContain('     2.000000: ')
  })

  test('prints a function as the function tracer does', () => {
    const record = { ...RECORD, name: 'function', text: 'vfs_read <-ksys_read' }
    expect(formatFtraceLine(record, { style: 'kernel', stamp: 'us' })).toMatch(/17\.284993: vfs_read <-ksys_read$/)
  })
})

/** trace-cmd's raw mode (-R), which printed juno-sched, begins each text with a blank that is not the text's */
function withoutRawBlank(line: string): string {
  return line.replace(/(: (?:sched_switch|sched_wakeup|sched_overutilized): +) (?=\S)/, '$1')
}

test('formatLossLine prints what the parser reads', () => {
  const lines = [
    formatLossLine(2, 7, 'kernel'),
    formatLossLine(2, undefined, 'kernel'),
    formatLossLine(0, 7, 'trace-cmd'),
    formatLossLine(0, undefined, 'trace-cmd'),
  ]
  expect(lines).toEqual([
    'CPU:2 [LOST 7 EVENTS]',
    'CPU:2 [LOST EVENTS]',
    'CPU:0 [7 EVENTS DROPPED]',
    'CPU:0 [EVENTS DROPPED]',
  ])
  const line = formatFtraceLine(RECORD, { style: 'kernel', stamp: 'us' })
  expect(parseFtraceText([...lines, line].join('\n')).lost).toBe(14)
})
