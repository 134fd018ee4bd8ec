import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EventType } from './event-type.ts'
import type { FieldValue } from './read-field.ts'

const FIELDS = [
  'field:int n; offset:0; size:4; signed:1;',
  'field:u32 u; offset:4; size:4; signed:0;',
  'field:s64 l; offset:8; size:8; signed:1;',
  'field:char comm[16]; offset:16; size:16; signed:1;',
  'field:u8 bytes[4]; offset:32; size:4; signed:0;',
  'field:__data_loc char[] msg; offset:36; size:4; signed:1;',
]
const VALUES: FieldValue[] = [-5, 0xffff_fffe, 2n ** 62n, 'bash', [1, 2, 171, 4], 'hello']

function print(format: string, values = VALUES): string {
  const type = new EventType({ id: 1000, name: 'test', fields: FIELDS, print: format })
  expect(type.printProblem).toBeUndefined()
  return type.format(type.write(values))
}

describe('conversions', () => {
  test.each([
    ['"pid=%d comm=%s", REC->n, REC->comm', 'pid=-5 comm=bash'],
    ['"%u|%d", REC->n, REC->u', '4294967291|-2'],
    [
      '"%ld %lld %lu %d", REC->l, REC->l, REC->l, REC->l',
      '4611686018427387904 4611686018427387904 4611686018427387904 0',
    ],
    ['"%x %X %#x %#o %08x", REC->u, REC->u, 255, 8, 255', 'fffffffe FFFFFFFE 0xff 010 000000ff'],
    ['"%#x %#010x", 0, 255', '0 0x000000ff'],
    ['"[%5d][%-5d][%05d][%+d][% d]", 42, 42, -42, 42, 42', '[   42][42   ][-0042][+42][ 42]'],
    ['"[%3s][%-6s][%.2s][%.*s]", REC->comm, REC->comm, REC->comm, 3, REC->comm', '[bash][bash  ][ba][bas]'],
    ['"[%*d][%-*d]", 4, 7, 4, 7', '[   7][7   ]'],
    ['"%.3d %5.3d", 7, 7', '007   007'],
    ['"%c%c 100%%", 79, \'K\'', 'OK 100%'],
    ['"%hhd %hu", 511, 65537', '-1 1'],
    ['"%p %ps %pI4", 4096, 4096, 4096', '0x1000 0x1000 0x1000'],
    ['"%llx", -1', 'ffffffffffffffff'],
    ['"a" "b\\t\\"\\n" "%d", 1', 'ab\t"\n1'],
    ['"no arguments"', 'no arguments'],
  ])('%s', (format, text) => {
    expect(print(format)).toBe(text)
  })
})

describe('arguments', () => {
  test.each([
    ['"%d", (int)REC->u', '-2'],
    ['"%llu", (unsigned long long)REC->u', '4294967294'],
    ['"%d", (u8)(REC->n) + 1', '252'],
    ['"%d", 1 + 2 * 3 - 4 / 2 % 3', '5'],
    ['"%d", (1 + 2) * 3', '9'],
    ['"%d %d", 7 & 3 | 8, ~5 & 0xff', '11 250'],
    ['"%d %d", 1 << 4 >> 2, -8 >> 1', '4 -4'],
    ['"%d%d%d%d", 1 < 2, 2 <= 1, 3 == 3 && 1, !3 || 0', '1010'],
    ['"%s", REC->n < 0 ? "neg" : REC->n > 0 ? "pos" : "zero"', 'neg'],
    ['"%llx", REC->l | 1', '4000000000000001'],
    ['"%d", 5 / 0', '0'],
    ['"%s %s", __get_str(msg), __get_dynamic_array(msg)', 'hello hello'],
    ['"%d", __get_dynamic_array_len(msg)', '6'],
    ['"%s", __print_symbolic(3, { 1, "one" }, { 0x3, "three" })', 'three'],
    ['"%s", __print_symbolic(REC->n, { 1, "one" })', '0xfffffffffffffffb'],
    ['"%s", __print_flags(0x15, "|", { 1, "A" }, { 4, "B" })', 'A|B|0x10'],
    ['"[%s]", __print_flags(0, "|", { 1, "A" })', '[]'],
    ['"%s", __print_hex(REC->bytes, 3)', '01 02 ab'],
    ['"%s %d", __print_array(REC->bytes, 4, 1), REC->bytes[2]', '{0x1,0x2,0xab,0x4} 171'],
    ['"%u", __payload_len()', '46'],
  ])('%s', (format, text) => {
    expect(print(format)).toBe(text)
  })

  test('a state as sched_switch prints it', () => {
    const state =
      '"%s%s", REC->n & 0xff ? __print_flags(REC->n & 0xff, "|", {1, "S"}, {2, "D"}) : "R", REC->n & 0x100 ? "+" : ""'
    expect([0, 1, 3, 0x100].map((n) => print(state, [n, ...VALUES.slice(1)]))).toEqual(['R', 'S', 'S|D', 'R+'])
  })
})

describe('a print fmt that is not understood', () => {
  test.each([
    ['"%d", REC->missing', /no field “missing”/],
    ['"%d", __my_function(1)', /no function “__my_function”/],
    ['"%d"', /needs more/],
    ['"%d", 1, 2', /2 arguments and uses 1/],
    ['"%v", 1', /“%v” is not a conversion/],
    ['"%d", 1 +', /the end/],
    ['"%d", (1', /“\)” is missing/],
    ['"%d" 1', /follows its last/],
    ['%d', /a text is missing/],
    ['"open', /is not C/],
    [`"%d", ${'('.repeat(5000)}1`, /too deeply/],
    [`"%d", ${'-'.repeat(5000)}1`, /too deeply/],
    [`"%d", ${'1?'.repeat(5000)}1`, /too deeply/],
    [`"%d", 1${'+1'.repeat(5000)}`, /too long/],
    [' '.repeat(70000), /longer/],
  ])('%.30s', (format, problem) => {
    const type = new EventType({ id: 1000, name: 'test', fields: FIELDS, print: format })
    expect(type.printProblem).toMatch(problem)
    expect(type.format(type.write(VALUES))).toBe(
      'n=-5 u=4294967294 l=4611686018427387904 comm=bash bytes={1,2,171,4} msg=hello',
    )
  })

  test('no description can do more than fail to be understood', () => {
    const piece = fc.constantFrom(
      ...'"|%d|%*s|%-9999999d|REC->n|REC->|,|(|)|?|:|~|<<|1|0xff|{|}|__print_flags(|[|]|comm'.split('|'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.uint8Array({ maxLength: 60 }), (pieces, body) => {
        const print = `"${pieces[0] ?? ''}", ${pieces.slice(1).join(' ')}`
        expect(typeof new EventType({ id: 1000, name: 'test', fields: FIELDS, print }).format(body)).toBe('string')
      }),
      { seed: 2008, numRuns: 2000 },
    )
  })
})
