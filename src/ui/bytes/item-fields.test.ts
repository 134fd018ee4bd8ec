import { describe, expect, test } from 'vitest'
import { EventTypes } from '../../events/event-types.ts'
import { fieldAt, fieldsOfItem } from './item-fields.ts'
import type { FieldRow } from './item-fields.ts'
import type { PageItem } from './page-items.ts'
import { fieldLines, hexLines } from './page-text.ts'

const types = new EventTypes()
types.register({
  id: 22,
  name: 'sched_wakeup',
  fields: [
    'field:char comm[16]; offset:0; size:16; signed:0;',
    'field:s32 pid; offset:16; size:4; signed:1;',
    'field:s32 prio; offset:24; size:4; signed:1;',
  ],
})
types.register({
  id: 23,
  name: 'located',
  fields: ['field:__data_loc char[] msg; offset:0; size:4; signed:0;', 'field:u8 level; offset:4; size:1; signed:0;'],
})
types.register({ id: 24, name: 'call', fields: ['field:u64 ip; offset:0; size:8; signed:0;'] })
const context = { types, counts: false, offsetNs: 0 }

/** Header as the mail packs it, then the body, then stale bytes up to the rounded length. */
function eventBytes(ts: number, type: number, body: readonly number[], padTo: number): Uint8Array {
  const bytes = new Uint8Array(padTo).fill(0xaa)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(ts), true)
  view.setInt16(8, type, true)
  view.setInt16(10, padTo, true)
  bytes.set(body, 12)
  return bytes
}

function item(kind: PageItem['kind'], at: number, end: number): PageItem {
  return { kind, at, end }
}

function short(fields: readonly FieldRow[]): [number, number, string, string, string][] {
  return fields.map(({ at, end, name, type, value }) => [at, end, name, type, value])
}

const COMM = [...'ksoftirqd/2'].map((char) => char.charCodeAt(0))
const WAKEUP = [...COMM, 0, 0, 0, 0, 0, 21, 0, 0, 0, 0xaa, 0xaa, 0xaa, 0xaa, 120, 0, 0, 0]

describe('an event', () => {
  const bytes = eventBytes(124_777_601, 22, WAKEUP, 48)
  const fields = fieldsOfItem(item('event', 0, 48), bytes, context)

  test('is header, fields, what lies between them, and rounding', () => {
    expect(short(fields)).toEqual([
      [0, 8, 'counter', 'u64', '124777601 ns'],
      [8, 10, 'type', 's16', '22 sched_wakeup'],
      [10, 12, 'length', 's16', '48'],
      [12, 28, 'comm', 'char[16]', '“ksoftirqd/2”'],
      [28, 32, 'pid', 's32', '21'],
      [32, 36, 'no field', 'u8[4]', 'aa aa aa aa'],
      [36, 40, 'prio', 's32', '120'],
      [40, 48, 'rounding', 'u8[8]', 'aa aa aa aa aa aa aa aa'],
    ])
    expect(fieldAt(fields, 27)?.name).toBe('comm')
    expect(fieldAt(fields, 48)).toBeUndefined()
  })

  test('says that its clock is off on purpose, and counts where the clock counts', () => {
    const [counter] = fieldsOfItem(item('event', 0, 48), bytes, { ...context, offsetNs: 5000 })
    expect(counter?.note).toBe('clock +5 µs off on purpose')
    expect(fieldsOfItem(item('event', 0, 48), bytes, { ...context, counts: true })[0]).toMatchObject({
      value: '124777601',
      count: { value: 124_777_601, unit: '' },
    })
  })

  test('whose text lies elsewhere has the word and the text', () => {
    const located = eventBytes(1, 23, [5, 0, 3, 0, 7, 104, 105, 0], 24)
    expect(short(fieldsOfItem(item('event', 0, 24), located, context)).slice(3)).toEqual([
      [12, 16, 'msg', 'u32 loc', '3 bytes at 17'],
      [16, 17, 'level', 'u8', '7'],
      [17, 20, 'msg[]', 'char[]', '“hi”'],
      [20, 24, 'rounding', 'u8[4]', 'aa aa aa aa'],
    ])
  })

  test('shows an address that was declared as a number as an address, and a count as a count', () => {
    const valueOf = (ip: bigint): string | undefined => {
      const body = new Uint8Array(new BigUint64Array([ip]).buffer)
      const fields = fieldsOfItem(item('event', 0, 24), eventBytes(1, 24, [...body], 24), context)
      return fields.find(({ name }) => name === 'ip')?.value
    }
    expect([valueOf(0xffffffff81000010n), valueOf(4096n)]).toEqual(['0xffffffff81000010', '4096'])
  })

  test('of a type that nobody registered is a body of bytes; one that is cut off says so', () => {
    const other = eventBytes(1, 9, [1, 2, 3, 4], 16)
    expect(short(fieldsOfItem(item('event', 0, 16), other, context)).slice(1)).toEqual([
      [8, 10, 'type', 's16', '9 not registered'],
      [10, 12, 'length', 's16', '16'],
      [12, 16, 'body', 'u8[4]', '01 02 03 04'],
    ])
    const cut = eventBytes(1, 22, COMM.slice(0, 4), 16)
    expect(short(fieldsOfItem(item('event', 0, 16), cut, context)).at(-1)).toEqual([
      12,
      16,
      'comm',
      'char[16]',
      'cut off',
    ])
  })

  test('with a stamp that is no number any more shows all of its digits', () => {
    const far = eventBytes(1, 22, WAKEUP, 48)
    far.fill(0xff, 0, 8)
    const [counter] = fieldsOfItem(item('event', 0, 48), far, context)
    expect([counter?.value, counter?.count]).toEqual(['18446744073709551615 ns', undefined])
  })
})

test('padding has its header; a short end has none; free bytes were never written', () => {
  const bytes = new Uint8Array(32).fill(0xbb)
  bytes.set([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24, 0])
  expect(short(fieldsOfItem(item('padding', 0, 24), bytes, context))).toEqual([
    [0, 8, 'counter', 'u64', '0'],
    [8, 10, 'type', 's16', '0 padding'],
    [10, 12, 'length', 's16', '24'],
    [12, 24, 'left of before', 'u8[12]', 'bb bb bb bb bb bb bb bb …'],
  ])
  expect(short(fieldsOfItem(item('padding', 24, 32), bytes, context))).toEqual([
    [24, 32, 'short end', 'u8[8]', 'no header fits here'],
  ])
  expect(short(fieldsOfItem(item('free', 24, 32), bytes, context))).toEqual([
    [24, 32, 'free', 'u8[8]', 'never written'],
  ])
  expect(short(fieldsOfItem(item('old-bytes', 24, 32), bytes, context))[0]?.[2]).toBe('old bytes')
})

test('as text: hex with its characters, fields with tabs', () => {
  const bytes = eventBytes(1, 22, WAKEUP, 48)
  expect(hexLines(bytes.subarray(12, 30), 12, 256)).toBe(
    '0c  6b 73 6f 66 74 69 72 71 64 2f 32 00 00 00 00 00  ksoftirqd/2.....\n' + `1c  15 00${' '.repeat(42)}  ..\n`,
  )
  const fields = fieldsOfItem(item('event', 0, 48), bytes, { ...context, offsetNs: -1500 })
  expect(fieldLines(fields).split('\n').slice(0, 2)).toEqual([
    '0\tcounter\tu64\t1 ns (clock −1.5 µs off on purpose)',
    '8\ttype\ts16\t22 sched_wakeup',
  ])
})
