import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFtraceText } from './ftrace-text.ts'
import { MAX_TRACE_CPUS, TraceFileError } from './parsed-trace.ts'
import { realTraces } from './testing/real-traces.ts'

const EVENT = '          <idle>-0     [002]    76.211513: sched_wakeup:          comm=sh pid=1642'

function only(line: string) {
  const trace = parseFtraceText(line)
  expect(trace.unparsed.count).toBe(0)
  expect(trace.records).toHaveLength(1)
  return trace.records[0]
}

describe('an event line', () => {
  test('of trace-cmd report', () => {
    expect(only(EVENT)).toEqual({
      cpu: 2,
      ts: 76_211_513_000,
      task: '<idle>',
      pid: 0,
      flags: '',
      name: 'sched_wakeup',
      text: 'comm=sh pid=1642',
    })
  })

  test.each([
    ['with 5 flags', '            bash-1977    [000] d..2.    17.284993: sched_waking: comm=x', 'd..2.'],
    ['with 4 flags', '            bash-1977  [000] .N..    17.284993: sched_waking: comm=x', '.N..'],
    ['with a TGID', '            bash-1977    (   1977) [000] ....1    17.284993: sched_waking: comm=x', '....1'],
    [
      'with an unknown TGID',
      '            bash-1977    (-------) [000] ....1    17.284993: sched_waking: comm=x',
      '....1',
    ],
    [
      'of trace-cmd report --ts-diff',
      '            bash-1977  [000]    17.284993: (+59200) sched_waking:        comm=x',
      '',
    ],
    ['of trace-cmd report -l', '    bash-1977    0d..1.    17.284993: sched_waking:         comm=x', 'd..1.'],
  ])('%s', (_, line, flags) => {
    const expected = {
      cpu: 0,
      ts: 17_284_993_000,
      task: 'bash',
      pid: 1977,
      flags,
      name: 'sched_waking',
      text: 'comm=x',
    }
    expect(only(line)).toEqual(expected)
  })

  test('of the latency format counts microseconds', () => {
    const record = only('  <idle>-0       3d..1.   12us+: _raw_spin_lock <-__queue_work')
    expect(record).toMatchObject({ cpu: 3, ts: 12_000, name: 'function', text: '_raw_spin_lock <-__queue_work' })
  })

  test.each([
    ['kworker/u12:1', 46],
    ['<...>', 1234],
    ['Chrome IO-Thread', 7],
    ['x-12 [000] y', 9],
    ['a[001]-5 b', 3],
    ['#1', 3],
    ['', 5],
  ])('of a task named %j', (task, pid) => {
    expect(only(`${task.padStart(16)}-${pid}  [001] d..1.    1.000001: mark: hello`)).toMatchObject({
      task,
      pid,
      cpu: 1,
    })
  })

  test('whose text looks like another event line', () => {
    const text = 'bash-1 [007] 3.000000: fake: line'
    expect(only(`bash-2 [001] 1.000000: print: ${text}`)).toMatchObject({ cpu: 1, name: 'print', text })
  })

  test('of the function tracer has the name that its event has', () => {
    const record = only('bash-1977  [000] .....  17.284993: vfs_read+0x10/0x20 <-ksys_read')
    expect(record).toMatchObject({ name: 'function', text: 'vfs_read+0x10/0x20 <-ksys_read' })
  })

  test.each([
    ['no text', 'a-1 [000] 1.000000: empty:', 'empty', ''],
    ['blanks at the end', 'a-1 [000] 1.000000: tick: x\t  ', 'tick', 'x\t  '],
    ['blanks at the beginning', 'a-1 [000] 1.000000: print:   indented', 'print', '  indented'],
    ['no name', 'a-1 [000] 1.000000: only words here', 'unnamed', 'only words here'],
    ['a system before its name', 'a-1 [000] 1.000000: sched:sched_switch: x', 'sched:sched_switch', 'x'],
  ])('with %s', (_, line, name, text) => {
    expect(only(line)).toMatchObject({ name, text })
  })

  test('of a CPU that no machine has is not an event', () => {
    const trace = parseFtraceText(`${EVENT}\na-1 [${MAX_TRACE_CPUS}] 1.000000: x: y`)
    expect(trace).toMatchObject({ cpus: 3, unparsed: { count: 1, samples: [{ line: 2 }] } })
  })
})

describe('stamps', () => {
  test.each([
    ['76.211513', 76_211_513_000],
    ['2084.021442860', 2_084_021_442_860],
    ['0.000000001', 1],
    ['8999999.999999999', 8_999_999_999_999_999],
    ['1234', 1234],
  ])('%s', (digits, ts) => {
    expect(only(`a-1 [000] ${digits}: x: y`)?.ts).toBe(ts)
  })

  test('beyond 2^53 ns are counted from the whole seconds of the first', () => {
    const trace = parseFtraceText('a-1 [000] 1600000000.123456789: x: y\na-1 [001] 1599999999.000000001: x: y')
    expect(trace.originSeconds).toBe(1_600_000_000)
    expect(trace.records.map((record) => record.ts)).toEqual([123_456_789, -999_999_999])
    expect(trace).toMatchObject({ firstTs: -999_999_999, lastTs: 123_456_789 })
  })
})

describe('what is not an event', () => {
  test('headers and comments are understood', () => {
    const trace = parseFtraceText(
      ['# tracer: nop', '#', '# entries-in-buffer/entries-written: 12/40   #P:4', '#', '', EVENT].join('\n'),
    )
    expect(trace).toMatchObject({
      tracer: 'nop',
      cpus: 4,
      headerLines: 4,
      emptyLines: 1,
      lines: 6,
      lost: 0,
      overwritten: 28,
    })
    expect(trace.unparsed.count).toBe(0)
  })

  test('an event in a comment is a comment, however far to the right the comment begins', () => {
    const trace = parseFtraceText(`#${EVENT}\n  # no event\n${EVENT}`)
    expect(trace).toMatchObject({ headerLines: 2, records: [{ task: '<idle>' }], unparsed: { count: 0 } })
  })

  test('losses keep their place; known counts are added up', () => {
    const trace = parseFtraceText(
      [
        'CPU:2 [LOST 7 EVENTS]',
        EVENT,
        'CPU:1 [LOST EVENTS]',
        'CPU:0 [5 EVENTS DROPPED]',
        EVENT,
        '##### CPU 2 buffer started ####',
        'CPU:3 [EVENTS DROPPED]',
      ].join('\n'),
    )
    expect(trace.lost).toBe(12)
    expect(trace.losses).toEqual([
      { kind: 'lost', cpu: 2, count: 7, before: 0, line: 1 },
      { kind: 'lost', cpu: 1, count: undefined, before: 1, line: 3 },
      { kind: 'lost', cpu: 0, count: 5, before: 1, line: 4 },
      { kind: 'started', cpu: 2, count: undefined, before: 2, line: 6 },
      { kind: 'lost', cpu: 3, count: undefined, before: 2, line: 7 },
    ])
  })

  test('a stack trace belongs to its event', () => {
    const trace = parseFtraceText('a-1 [000] d..1. 1.000000: <stack trace>\n => schedule\n => do_exit\n' + EVENT)
    expect(trace.records[0]).toMatchObject({ name: 'kernel_stack', text: '<stack trace>\n => schedule\n => do_exit' })
    expect(trace.unparsed.count).toBe(0)
  })

  test('any other line is counted, and the first of them are kept', () => {
    const odd = Array.from({ length: 250 }, (_, index) => `  odd line ${index}`)
    const trace = parseFtraceText([EVENT, ...odd, EVENT].join('\r\n'))
    expect(trace.records).toHaveLength(2)
    expect(trace.unparsed.count).toBe(250)
    expect(trace.unparsed.samples).toHaveLength(100)
    expect(trace.unparsed.samples[0]).toEqual({ line: 2, text: 'odd line 0' })
  })

  test('every line is an event, a header, a mark, empty or unparsed', () => {
    const line = fc.oneof(
      fc.constantFrom(EVENT, '# tracer: nop', 'CPU:2 [LOST 7 EVENTS]', 'cpus=6', '', '  ', ' => schedule'),
      fc.string(),
      fc.string().map((tail) => `a-1 [000] 1.000000: ${tail.replaceAll(/[\r\n]/g, '')}`),
    )
    const seed = 20080924
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const trace = parseFtraceText([EVENT, ...lines].join('\n'))
        const losses = trace.losses.filter((loss) => loss.kind === 'lost').length
        const told = trace.records.length + losses + trace.headerLines + trace.emptyLines + trace.unparsed.count
        expect(told).toBe(trace.lines)
      }),
      { seed, numRuns: 300 },
    )
  })
})

describe('a file that is not a trace', () => {
  test.each([
    ['an empty one', '', /empty/],
    ['a header alone', '# tracer: nop\n', /not one event/],
    ['another text', 'Dear reader,\nthis is a letter', /line 1 is “Dear reader,”/],
    ['a trace.dat', '\u0017\u0008\u0044tracing6\0', /··Dtracing/],
    ['the function_graph tracer', '# tracer: function_graph\n 0)   1.234 us    |  foo();', /function_graph/],
  ])('%s is refused with a sentence', (_, text, sentence) => {
    expect(() => parseFtraceText(text)).toThrow(TraceFileError)
    expect(() => parseFtraceText(text)).toThrow(sentence)
  })

  test('hostile lines take no longer than long ones', () => {
    const hostile = [
      '-1 '.repeat(1e6),
      `-${' '.repeat(1e6)}`,
      '-1 [0] '.repeat(2e5),
      'x'.repeat(1e6),
      `a-1 [0] ${'9'.repeat(1e6)}`,
    ]
    const started = performance.now()
    expect(parseFtraceText([EVENT, ...hostile].join('\n')).records).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('an event with an endless text is an event', () => {
    expect(only(`a-1 [000] 1.000000: print: ${'long '.repeat(1e6)}`)?.text).toHaveLength(5e6)
    expect(only(`a-1 [000] 1.000000: ${'x'.repeat(5e6)}`)?.name).toBe('unnamed')
  })
})

describe('real traces', () => {
  test.each([
    ['junoSched', 2941, [380, 771, 1677, 64, 30, 19]],
    ['thermal', 804, [0, 0, 0, 0, 804, 0]],
  ] as const)('%s', (name, events, eventsPerCpu) => {
    const trace = parseFtraceText(realTraces[name])
    expect(trace.records).toHaveLength(events)
    expect(trace).toMatchObject({ cpus: 6, eventsPerCpu, lost: 0, unparsed: { count: 0 } })
  })

  test('line ends of Windows change nothing', () => {
    const windows = parseFtraceText(realTraces.thermal.replaceAll('\n', '\r\n'))
    expect(windows).toEqual(parseFtraceText(realTraces.thermal))
  })
})
