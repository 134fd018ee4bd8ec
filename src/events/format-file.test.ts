import { expect, test } from 'vitest'
import { parseField } from './event-field.ts'
import { EventType } from './event-type.ts'
import { formatFile } from './format-file.ts'

const FIELDS = [
  'field:char comm[16]; offset:0; size:16; signed:1;',
  '  field:pid_t   pid;  offset:16;  size:4;',
  'field:u64 runtime; offset:24; size:8; signed:0;',
  'field:void * where; offset:32; size:8; signed:0;',
  'field:__data_loc char[] msg; offset:40; size:4; signed:1;',
  'field:__rel_loc char[] more; offset:44; size:4; signed:1;',
]
const ARRAYS = [
  'field:u16 pair[2]; offset:0; size:4; signed:0;',
  'field:__data_loc u32[] list; offset:4; size:4; signed:0;',
  'field:__rel_loc u8[] near; offset:8; size:4; signed:0;',
]

test('a format file is as the kernel lays it out', () => {
  const type = new EventType({ id: 1000, name: 'wake', fields: FIELDS.slice(0, 2), print: '"comm=%s", REC->comm' })
  expect(formatFile(type)).toBe(`name: wake
ID: 1000
format:
\tfield:char comm[16];\toffset:0;\tsize:16;\tsigned:1;
\tfield:pid_t pid;\toffset:16;\tsize:4;\tsigned:1;

print fmt: "comm=%s", REC->comm
`)
})

test('its lines can be registered again', () => {
  const lines = formatFile(new EventType({ id: 7, name: 'all', fields: [...FIELDS, ...ARRAYS] })).split('\n')
  const fields = lines.filter((line) => line.startsWith('\t')).map(parseField)
  expect(fields).toEqual([...FIELDS, ...ARRAYS].map(parseField))
})

test('a type without print fmt gets one that prints the same', () => {
  const type = new EventType({ id: 1000, name: 'wake', fields: FIELDS })
  const body = type.write(['bash', -5, 2n ** 64n - 1n, 0xffff_8000_0000_0000n, 'hello', ''])
  expect(printedByItsFile(type, body)).toBe(type.format(body))
  expect(type.format(body)).toBe(
    'comm=bash pid=-5 runtime=18446744073709551615 where=0xffff800000000000 msg=hello more=',
  )
})

test('arrays print in hex', () => {
  const located = new EventType({ id: 1000, name: 'arrays', fields: ARRAYS })
  const body = located.write([[1, 0xffff], [16, 17, 18], []])
  expect(printedByItsFile(located, body)).toBe('pair={0x1,0xffff} list={0x10,0x11,0x12} near={}')
  const rest = new EventType({ id: 1000, name: 'rest', fields: ['field:s32 data[]; offset:4; size:0; signed:1;'] })
  expect(printedByItsFile(rest, rest.write([[9, 10]]))).toBe('data={0x9,0xa}')
})

function printedByItsFile(type: EventType, body: Uint8Array): string {
  const print = /^print fmt: (.*)$/m.exec(formatFile(type))?.[1] ?? ''
  const again = new EventType({ ...type.info, print })
  expect(again.printProblem).toBeUndefined()
  return again.format(body)
}
