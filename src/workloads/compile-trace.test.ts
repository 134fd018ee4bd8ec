import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EventTypes } from '../events/event-types.ts'
import { TaskOf } from '../events/task-of.ts'
import { parseFtraceText } from '../trace-files/ftrace-text.ts'
import type { ParsedTrace } from '../trace-files/parsed-trace.ts'
import { realTraces } from '../trace-files/testing/real-traces.ts'
import type { CompiledTrace } from './compiled-trace.ts'
import { compileTrace } from './compile-trace.ts'

interface Replayed {
  ts: number
  type: number
  payload: Uint8Array
}

function eventsOf(compiled: CompiledTrace, cpu: number): Replayed[] {
  const track = compiled.perCpu[cpu]
  if (!track) return []
  return [...track.ts].map((ts, index) => {
    const bytes = new Uint8Array(track.words.buffer, (track.at[index] ?? 0) * 4, track.length[index])
    return { ts, type: track.type[index] ?? 0, payload: bytes }
  })
}

/** The trace as its compiled form prints it, with types that were sent to another thread. */
function printed(compiled: CompiledTrace): { cpu: number; ts: number; name: string; text: string }[][] {
  const types = new EventTypes(structuredClone(compiled.types))
  return compiled.perCpu.map((_, cpu) =>
    eventsOf(compiled, cpu).map(({ ts, type, payload }) => ({
      cpu,
      ts: ts + compiled.firstTs,
      name: types.nameOf(type),
      text: types.format(type, payload),
    })),
  )
}

function perCpu(trace: ParsedTrace) {
  return Array.from({ length: trace.cpus }, (_, cpu) =>
    trace.records.filter((record) => record.cpu === cpu).map(({ ts, name, text }) => ({ cpu, ts, name, text })),
  )
}

function traceOf(...named: (readonly [name: string, text: string])[]): ParsedTrace {
  const lines = named.map(([name, text], index) => `a-1 [000] ${index}.000000: ${name}: ${text}`)
  return parseFtraceText(lines.join('\n'))
}

function fieldsOf(...texts: string[]): readonly string[] {
  const trace = traceOf(...texts.map((text) => ['event', text] as const))
  const compiled = compileTrace(trace, new EventTypes())
  expect(printed(compiled)[0]?.map((event) => event.text)).toEqual(texts)
  return (compiled.types[0]?.fields ?? []).map((line) => line.replace(/field:(.*); offset:(\d+).*/, '$1 @$2'))
}

describe('a compiled trace', () => {
  test.each(['junoSched', 'thermal', 'schedLoad'] as const)('%s prints every text as it was, at its time', (name) => {
    const trace = parseFtraceText(realTraces[name])
    expect(printed(compileTrace(trace, new EventTypes()))).toEqual(perCpu(trace))
  })

  test('gives the scheduler the fields that the kernel gives it', () => {
    const types = new EventTypes()
    const compiled = compileTrace(parseFtraceText(realTraces.junoSched), types)
    const [sched] = compiled.types
    expect(sched).toMatchObject({ id: 1000, name: 'sched_switch' })
    expect(types.named('sched_switch')?.fields.map((field) => field.name)).toEqual([
      'prev_comm',
      'prev_pid',
      'prev_prio',
      'prev_state',
      'next_comm',
      'next_pid',
      'next_prio',
    ])
    expect(types.named('sched_switch')?.payloadBytes).toBe(56)
    expect(types.named('sched_wakeup')?.payloadBytes).toBe(32)
    expect(types.list().every((type) => type.printProblem === undefined)).toBe(true)
  })

  test.each(['junoSched', 'schedLoad'] as const)('%s tells the tasks that the file names', (name) => {
    const trace = parseFtraceText(realTraces[name])
    const types = new EventTypes()
    const compiled = compileTrace(trace, types)
    const tasks = new TaskOf(types)
    const told = compiled.perCpu.flatMap((_, cpu) =>
      eventsOf(compiled, cpu).map(({ type, payload }) => tasks.take(cpu, type, payload, 0)),
    )
    const recorded = compiled.perCpu.flatMap((_, cpu) => trace.records.filter((record) => record.cpu === cpu))
    const known = told.filter((label, index) => label.task !== '<...>' && recorded[index]?.task !== '<...>')
    const right = told.filter(
      (label, index) => label.task === recorded[index]?.task && label.pid === recorded[index]?.pid,
    )
    expect(known.length).toBeGreaterThan(trace.records.length * 0.8)
    expect(right.length).toBeGreaterThan(known.length * 0.98)
  })

  test('is the same every time', () => {
    const trace = parseFtraceText(realTraces.thermal)
    expect(compileTrace(trace, new EventTypes())).toEqual(compileTrace(trace, new EventTypes()))
  })

  test('lies in shared memory if asked to', () => {
    const compiled = compileTrace(traceOf(['x', 'a=1']), new EventTypes(), {
      allocate: (n) => new SharedArrayBuffer(n),
    })
    for (const array of Object.values(compiled.perCpu[0] ?? {})) expect(array.buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  test('keeps the order of the file where stamps go back', () => {
    const trace = parseFtraceText('a-1 [000] 2.000000: x: second\na-1 [000] 1.000000: x: first')
    const compiled = compileTrace(trace, new EventTypes())
    expect([...(compiled.perCpu[0]?.ts ?? [])]).toEqual([1e9, 0])
    expect(compiled.durationNs).toBe(1e9)
  })
})

describe('types of a trace', () => {
  test('are shared with a trace that has the same, and numbered where they differ', () => {
    const types = new EventTypes()
    types.register({ name: 'mark', fields: [] })
    const first = compileTrace(traceOf(['mark', 'a=1'], ['tick', 'n=1']), types)
    const second = compileTrace(traceOf(['tick', 'n=7'], ['mark', 'b=1']), types)
    expect(first.types.map((type) => [type.id, type.name])).toEqual([
      [1001, 'mark~2'],
      [1002, 'tick'],
    ])
    expect(second.types.map((type) => [type.id, type.name])).toEqual([
      [1002, 'tick'],
      [1003, 'mark~3'],
    ])
  })

  test.each([
    ['sh:7 [120] S ==> bash:8 [120]', 'a:b:9 [-1] R+ ==> swapper/0:0 [120]'],
    ['sh:7 [120] x ==> bash:8 [120]', 'sh:7 [120] Q|S ==> bash:8 [120]'],
    ['prev_comm=a b prev_pid=7 prev_prio=120 prev_state=D|K ==> next_comm=x next_pid=0 next_prio=120'],
    ['prev_comm=x prev_pid=7 prev_prio=120 prev_state=4096 next_comm= next_pid=0 next_prio=120'],
  ])('sched_switch: %s', (...texts) => {
    const types = new EventTypes()
    const compiled = compileTrace(traceOf(...texts.map((text) => ['sched_switch', text] as const)), types)
    expect(printed(compiled)[0]?.map((event) => event.text)).toEqual(texts)
    expect(types.named('sched_switch')?.payloadBytes).toBe(56)
  })

  test.each([
    ['sched_waking', 'comm=sh pid=7 prio=120 target_cpu=002', 28],
    ['sched_wakeup', 'comm=sh pid=7 prio=120 success=1 target_cpu=2', 32],
    ['sched_wakeup_new', 'sh:7 [120] success=1 CPU:002', 32],
  ])('%s: %s', (name, text, bytes) => {
    const types = new EventTypes()
    expect(printed(compileTrace(traceOf([name, text]), types))[0]?.[0]?.text).toBe(text)
    expect(types.named(name)?.payloadBytes).toBe(bytes)
  })

  test('a sched_switch that the kernel does not print so still comes out as it was', () => {
    const text =
      'prev_comm=a_name_longer_than_fifteen prev_pid=7 prev_prio=120 prev_state=? ==> next_comm=x next_pid=0 next_prio=1'
    expect(printed(compileTrace(traceOf(['sched_switch', text]), new EventTypes()))[0]?.[0]?.text).toBe(text)
  })
})

describe('fields found from texts', () => {
  test.each<[string, string[], string[]]>([
    ['numbers', ['a=1 b=-5', 'a=2 b=7'], ['int a @0', 'int b @4']],
    ['large numbers', ['a=4294967295 b=-4294967296', 'a=0 b=1'], ['u32 a @0', 's64 b @8']],
    ['the largest numbers', ['a=18446744073709551615 b=9223372036854775807'], ['u64 a @0', 's64 b @8']],
    ['a number that is too large', ['a=18446744073709551616'], ['char a[32] @0']],
    ['padded numbers', ['cpu=002', 'cpu=1234'], ['int cpu @0']],
    ['numbers padded in different ways', ['cpu=002', 'cpu=02'], ['char cpu[16] @0']],
    ['hex', ['ip=0xffff00000819ff24 x=0x0', 'ip=0x1 x=0xff'], ['u64 ip @0', 'u32 x @8']],
    ['names', ['comm=sh pid=1', 'comm=kworker/2:1 pid=2'], ['char comm[16] @0', 'int pid @16']],
    ['long texts', [`path=${'x'.repeat(40)} n=1`], ['__data_loc char[] path @0', 'int n @4']],
    ['lists', ['load={24 19} n=1', 'load={1} n=2'], ['char load[16] @0', 'int n @16']],
    ['commas', ['a=1, b=x, c=3'], ['int a @0', 'char b[16] @4', 'int c @20']],
    ['words before and between', ['irq=7 name=uart', 'irq=8 name=i2c'], ['int irq @0', 'char name[16] @4']],
    ['keys that come twice', ['a=1 a=2'], ['int a @0', 'int a_2 @4']],
    ['percent signs and quotes', ['100%s "q" a=1'], ['int a @0']],
    ['values that are missing', ['a= b=1'], ['char a[16] @0', 'int b @16']],
    ['other keys', ['a=1 b=2', 'a=1 c=2'], ['__data_loc char[] text @0']],
    ['no keys', ['hello', ''], ['__data_loc char[] text @0']],
    ['-0', ['a=-0'], ['char a[16] @0']],
  ])('%s', (_, texts, fields) => {
    expect(fieldsOf(...texts)).toEqual(fields)
  })

  test('any texts come out as they were', () => {
    const word = fc.oneof(
      fc.constantFrom('a=', ' ', ', ', 'key_2=', '-', '0x1f', '007', '%d', '"', '\\n', '{1 2}', '==>', ' prev_comm='),
      fc.integer().map(String),
      fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }).map(String),
      fc.string(),
      fc.string({ unit: 'grapheme' }),
    )
    const text = fc.array(word, { maxLength: 8 }).map((words) =>
      words
        .join('')
        .replaceAll(/[\r\n\0]/g, '')
        .trimStart(),
    )
    const name = fc.constantFrom('sched_switch', 'sched_wakeup', 'x')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 6 }), (named) => {
        const trace = traceOf(...named)
        expect(printed(compileTrace(trace, new EventTypes()))).toEqual(perCpu(trace))
      }),
      { seed: 20080924, numRuns: 1000 },
    )
  })
})
