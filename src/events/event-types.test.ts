import { describe, expect, test } from 'vitest'
import { familyOf } from './event-family.ts'
import { EventTypeError } from './event-type-error.ts'
import { BUILT_IN_EVENTS, EventTypes } from './event-types.ts'
import { checkSteady, STEADY_TYPE } from './steady-event.ts'
import { fnv1a32 } from './fnv-1a.ts'
import { TaskOf } from './task-of.ts'

const PID = 'field:u32 pid; offset:0; size:4; signed:0;'

describe('EventTypes', () => {
  test('gives ids from 1000 on, and takes those below', () => {
    const types = new EventTypes()
    expect(types.register({ name: 'b', fields: [PID] })).toBe(1000)
    expect(types.register({ id: 7, name: 'a', fields: [PID] })).toBe(7)
    expect(types.register({ id: 0, name: 'c', fields: [] })).toBe(1001)
    expect(types.register({ id: 999, name: 'B', fields: [] })).toBe(999)
    expect(types.list().map((type) => type.name)).toEqual(['B', 'a', 'b', 'c', 'irq', 'steady'])
    expect(types.get(7)).toBe(types.named('a'))
  })

  test.each([
    ['an id from 1000 on', { id: 1000, name: 'x', fields: [] }],
    ['an id below 0', { id: -1, name: 'x', fields: [] }],
    ['an id that is no number', { id: Number.NaN, name: 'x', fields: [] }],
    ['half an id', { id: 1.5, name: 'x', fields: [] }],
    ['an id that is taken', { id: STEADY_TYPE, name: 'x', fields: [] }],
    ['a name that is taken', { name: 'steady', fields: [] }],
    ['an empty name', { name: '', fields: [] }],
    ['a name with a blank', { name: 'a b', fields: [] }],
    ['a field that is none', { name: 'x', fields: ['u32 pid'] }],
    ['a length that ends within a field', { name: 'x', fields: [PID], length: 3 }],
    ['a length below 0', { name: 'x', fields: [], length: -1 }],
    ['a length that no body has', { name: 'x', fields: [], length: 32749 }],
  ])('refuses %s and stays as it was', (_, event) => {
    const types = new EventTypes()
    expect(() => types.register(event)).toThrow(EventTypeError)
    expect(types.list()).toHaveLength(BUILT_IN_EVENTS.length)
    expect(types.register({ name: 'next', fields: [] })).toBe(1000)
  })

  test('are plain data, of which another thread makes the same', () => {
    const types = new EventTypes()
    types.register({ name: 'wake', fields: [PID], print: '"pid=%d", REC->pid', length: 8 })
    const others = new EventTypes(structuredClone(types.infos()))
    expect(others.infos()).toEqual(types.infos())
    expect(others.format(1000, Uint8Array.of(5, 0, 0, 0))).toBe('pid=5')
    expect(others.register({ name: 'own', fields: [] })).toBe(1001)
  })

  test('print an unregistered type as hex', () => {
    const types = new EventTypes()
    expect(types.format(77, Uint8Array.of(0, 1, 255))).toBe('type 77: 0001ff')
    expect(types.nameOf(77)).toBe('type 77')
    expect(types.trim(77, new Uint8Array(8))).toHaveLength(8)
  })

  test('print an event by its type, and others by the function of the buffer', () => {
    const types = new EventTypes([], ({ cpu, ts, type, length }) => `${cpu} ${ts} ${type} ${length}`)
    const id = types.register({ name: 'rest', fields: ['field:u16 n; offset:0; size:2; signed:0;'], length: 3 })
    const event = { cpu: 2, ts: 5, type: id, length: 16, body: Uint8Array.of(7, 1, 9, 0) }
    expect(types.print(event)).toBe('n=263')
    expect(types.print({ ...event, type: 77 })).toBe('2 5 77 16')
    expect(new EventTypes().print({ ...event, type: 77 })).toBe('type 77: 07010900')
  })

  test('print steady as sequence and length', () => {
    const payload = new Uint8Array(20)
    payload[0] = 3
    new DataView(payload.buffer).setUint32(16, fnv1a32(payload.subarray(0, 16)), true)
    expect(new EventTypes().format(STEADY_TYPE, payload)).toBe('seq=3 bytes=20')
    expect(checkSteady(payload)).toEqual({ seq: 3, ok: true })
    payload[9] = 1
    expect(checkSteady(payload)).toEqual({ seq: 3, ok: false })
    expect(checkSteady(new Uint8Array(4))).toEqual({ seq: 0, ok: false })
  })
})

test('fnv1a32 gives the published values', () => {
  const hashes = ['', 'a', 'foobar'].map((text) => fnv1a32(new TextEncoder().encode(text)))
  expect(hashes).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968])
})

test.each([
  ['sched_switch', 'sched'],
  ['irq_handler_entry', 'irq'],
  ['irq', 'irq'],
  ['softirq_raise', 'irq'],
  ['ipi_entry', 'irq'],
  ['hrtimer_start', 'timer'],
  ['sys_enter_openat', 'syscall'],
  ['print', 'user'],
  ['tracing_mark_write', 'user'],
  ['block_rq_issue', 'io'],
  ['ext4_da_write_begin', 'io'],
  ['cpu_idle', 'other'],
])('%s belongs to %s', (name, family) => {
  expect(familyOf(name)).toBe(family)
})

describe('TaskOf', () => {
  const types = new EventTypes()
  const switchType = types.register({
    name: 'sched_switch',
    fields: [
      'field:char next_comm[16]; offset:0; size:16; signed:1;',
      'field:pid_t next_pid; offset:16; size:4; signed:1;',
    ],
  })
  const other = types.register({ name: 'other', fields: [] })
  const to = (comm: string, pid: number) => types.get(switchType)?.write([comm, pid]) ?? new Uint8Array()

  test('is the task that the last sched_switch of the CPU went to', () => {
    const tasks = new TaskOf(types)
    const label = (cpu: number) => tasks.take(cpu, other, new Uint8Array(), 0)
    expect(label(0)).toEqual({ task: '<...>', pid: 0 })
    expect(tasks.take(0, switchType, to('bash', 42), 0)).toEqual({ task: '<...>', pid: 0 })
    expect(label(0)).toEqual({ task: 'bash', pid: 42 })
    expect(label(1)).toEqual({ task: '<...>', pid: 0 })
    expect(tasks.take(0, switchType, to('swapper/0', 0), 0)).toEqual({ task: 'bash', pid: 42 })
    expect(label(0)).toEqual({ task: '<idle>', pid: 0 })
  })

  test('is unknown after a loss, until the next sched_switch', () => {
    const tasks = new TaskOf(types)
    tasks.take(0, switchType, to('bash', 42), 0)
    expect(tasks.take(0, other, new Uint8Array(), 3).task).toBe('<...>')
    expect(tasks.take(0, other, new Uint8Array(), 0).task).toBe('<...>')
    expect(tasks.take(0, switchType, to('sh', 7), 1).task).toBe('<...>')
    expect(tasks.current(0)).toEqual({ task: 'sh', pid: 7 })
    tasks.forget(0)
    expect(tasks.current(0).task).toBe('<...>')
  })

  test('a damaged sched_switch tells nothing', () => {
    const tasks = new TaskOf(types)
    tasks.take(0, switchType, to('bash', 42), 0)
    tasks.take(0, switchType, new Uint8Array(4), 0)
    expect(tasks.current(0).task).toBe('<...>')
  })
})
