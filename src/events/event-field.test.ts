import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseField } from './event-field.ts'
import { EventTypeError } from './event-type-error.ts'
import { EventType } from './event-type.ts'

function typeOf(...fields: string[]): EventType {
  return new EventType({ id: 1000, name: 'test', fields })
}

describe('parseField', () => {
  test.each([
    ['field:u32 pid; offset:8; size:4; signed:0;', { name: 'pid', kind: 'int', offset: 8, signed: false }],
    ['\tfield:unsigned char flags;\toffset:2;\tsize:1;\tsigned:0;\n', { name: 'flags', kind: 'int', elementBytes: 1 }],
    ['field:char comm[16]; offset:0; size:16; signed:1;', { name: 'comm', kind: 'string', place: 'fixed' }],
    ['field:char comm[TASK_COMM_LEN]; offset:0; size:16; signed:1;', { name: 'comm', kind: 'string', size: 16 }],
    ['field:char buf[]; offset:8; size:0; signed:1;', { name: 'buf', kind: 'string', place: 'rest' }],
    ['field:__data_loc char[] msg; offset:8; size:4; signed:1;', { name: 'msg', kind: 'string', place: 'data-loc' }],
    ['field:__rel_loc u64[] list; offset:8; size:4; signed:0;', { kind: 'ints', place: 'rel-loc', elementBytes: 8 }],
    ['field:__u8 addr[4]; offset:0; size:4; signed:0;', { kind: 'ints', elementBytes: 1 }],
    ['field:unsigned long args[6]; offset:0; size:48; signed:0;', { kind: 'ints', elementBytes: 8 }],
    ['field:const char * name; offset:0; size:8; signed:0;', { name: 'name', kind: 'int', pointer: true }],
    ['field:u32 pid; offset:8; size:4;', { signed: false }],
    ['field:pid_t pid; offset:8; size:4;', { signed: true }],
    ['field:struct timespec t; offset:0; size:16; signed:0;', { kind: 'ints', elementBytes: 1 }],
  ])('%s', (line, expected) => {
    expect(parseField(line)).toMatchObject(expected)
  })

  test.each([
    'u32 pid',
    'field:u32; offset:0; size:4; signed:0;',
    'field:u32 pid; offset:-4; size:4; signed:0;',
    'field:u32 pid; offset:40000; size:4; signed:0;',
    'field:__data_loc char[] x; offset:0; size:8; signed:0;',
    '',
  ])('%s is none', (line) => {
    expect(() => parseField(line)).toThrow(EventTypeError)
  })
})

describe('a body', () => {
  test('holds numbers of every size, little endian', () => {
    const type = typeOf(
      'field:u8 a; offset:0; size:1; signed:0;',
      'field:s8 b; offset:1; size:1; signed:1;',
      'field:u16 c; offset:2; size:2; signed:0;',
      'field:s32 d; offset:4; size:4; signed:1;',
      'field:u64 e; offset:8; size:8; signed:0;',
      'field:s64 f; offset:16; size:8; signed:1;',
    )
    const values = [255, -1, 0x1234, -2, 0xffff_ffff_ffff_ffffn, -5]
    const payload = type.write(values)
    expect(type.payloadBytes).toBe(24)
    expect([...payload.subarray(0, 8)]).toEqual([255, 255, 0x34, 0x12, 0xfe, 255, 255, 255])
    expect(type.read(payload)).toEqual(values)
  })

  test('any value of 64 bits comes back exactly', () => {
    const type = typeOf('field:u64 u; offset:0; size:8; signed:0;', 'field:s64 s; offset:8; size:8; signed:1;')
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 64n - 1n), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (u, s) => {
        expect(type.read(type.write([u, s])).map((value) => BigInt(value as bigint))).toEqual([u, s])
      }),
      { seed: 2008 },
    )
  })

  test('holds texts in fields, in the rest and where a word says', () => {
    const type = typeOf(
      'field:char fixed[8]; offset:0; size:8; signed:1;',
      'field:__data_loc char[] one; offset:8; size:4; signed:1;',
      'field:__rel_loc char[] two; offset:12; size:4; signed:1;',
      'field:__data_loc u16[] list; offset:16; size:4; signed:0;',
    )
    const payload = type.write(['sh', 'grüße', '', [1, 65535]])
    expect(type.read(payload)).toEqual(['sh', 'grüße', '', [1, 65535]])
    expect(type.payloadBytes).toBeUndefined()
    expect(payload).toHaveLength(20 + 8 + 1 + 4)
  })

  test('keeps a mark of byte order that a text begins with', () => {
    const type = typeOf('field:char buf[]; offset:0; size:0; signed:1;')
    expect(type.read(type.write(['\uFEFFx']))).toEqual(['\uFEFFx'])
  })

  test('is cut to its true length', () => {
    const type = typeOf(
      'field:u32 n; offset:0; size:4; signed:0;',
      'field:__data_loc char[] s; offset:4; size:4; signed:1;',
    )
    const payload = type.write([7, 'hello'])
    const rounded = new Uint8Array(20).fill(0xee)
    rounded.set(payload)
    expect(type.trim(rounded)).toEqual(payload)
    expect(typeOf('field:u8 n; offset:0; size:1; signed:0;').trim(rounded)).toHaveLength(1)
    expect(typeOf().trim(rounded)).toHaveLength(20)
    expect(type.trim(rounded.subarray(0, 3))).toHaveLength(3)
  })

  test('of a registered length is as long, and is cut to it', () => {
    const padded = new EventType({
      id: 1000,
      name: 'padded',
      fields: ['field:u8 n; offset:0; size:1; signed:0;'],
      length: 6,
    })
    expect(padded.payloadBytes).toBe(6)
    expect(padded.write([7])).toEqual(Uint8Array.of(7, 0, 0, 0, 0, 0))
    expect(padded.trim(new Uint8Array(12))).toHaveLength(6)
    const opaque = new EventType({ id: 1000, name: 'opaque', fields: [], length: 5 })
    expect(opaque.trim(new Uint8Array(12))).toHaveLength(5)
    const msg = 'field:__data_loc char[] s; offset:0; size:4; signed:1;'
    const varying = new EventType({ id: 1000, name: 'varying', fields: [msg], length: 10 })
    expect(varying.payloadBytes).toBeUndefined()
    expect(varying.trim(new Uint8Array(12))).toHaveLength(10)
    expect(varying.trim(varying.write(['longer than that']))).toHaveLength(21)
  })

  test('that is too short has no such field', () => {
    const type = typeOf(
      'field:u32 n; offset:0; size:4; signed:0;',
      'field:__data_loc char[] s; offset:4; size:4; signed:1;',
    )
    expect(type.read(new Uint8Array(4))).toEqual([0, undefined])
    expect(type.format(new Uint8Array(4))).toBe('n=0 s=?')
    expect(type.format(Uint8Array.of(1, 0, 0, 0, 255, 255, 255, 255))).toBe('n=1 s=?')
  })

  test('of any bytes can be read and printed', () => {
    const type = typeOf(
      'field:char fixed[8]; offset:0; size:8; signed:1;',
      'field:__data_loc char[] one; offset:8; size:4; signed:1;',
      'field:__rel_loc u64[] two; offset:12; size:4; signed:1;',
      'field:u32 rest[]; offset:16; size:0; signed:0;',
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(type.format(bytes)).toMatch(/^fixed=/)
        expect(type.trim(bytes).length).toBeLessThanOrEqual(bytes.length)
      }),
      { seed: 2008 },
    )
  })
})
