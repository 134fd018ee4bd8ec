import { EventTypeError } from './event-type-error.ts'

/**
 * A field of an event's body, from a line of a kernel format file (Documentation/trace/events.rst):
 *
 *   field:u32 pid;              offset:8;   size:4;   signed:0;
 *   field:char comm[16];        offset:12;  size:16;  signed:1;
 *   field:char buf[];           offset:28;  size:0;   signed:1;      the rest of the body
 *   field:__data_loc char[] x;  offset:28;  size:4;   signed:1;      u32: offset in the body | length << 16
 *   field:__rel_loc char[] x;   offset:28;  size:4;   signed:1;      likewise, offset from the end of this field
 *
 * Here offsets count from the beginning of the body.
 */
export interface EventField {
  readonly name: string
  /** as C declares it: `char comm[16]`, `__data_loc char[] x` */
  readonly declaration: string
  /** int: one number; ints: an array of them, or bytes of a struct; string: an array of char */
  readonly kind: 'int' | 'ints' | 'string'
  /** where the elements lie: in the field itself, in the rest of the body, or where the field's word says */
  readonly place: 'fixed' | 'rest' | 'data-loc' | 'rel-loc'
  readonly offset: number
  /** bytes of the field itself */
  readonly size: number
  readonly signed: boolean
  /** bytes of a number, or of an array's element: 1, 2, 4 or 8 */
  readonly elementBytes: number
  readonly pointer: boolean
}

/** No event is longer (trace-buffer.ts), so no field can lie farther on. */
export const MAX_BODY_BYTES = 32748
const LINE = /^\s*field:\s*([^;]+?)\s*;\s*offset:\s*(\d+)\s*;\s*size:\s*(\d+)\s*;(?:\s*signed:\s*([01])\s*;?)?\s*$/
const LOCATED = /^__(data|rel)_loc\s+(.+?)\s*\[\s*\]\s*(\w+)$/
const DECLARED = /^(.*[\s*])(\w+)\s*((?:\[[^\]]*\]\s*)*)$/
/** signed or not, these are text; u8 and unsigned char are numbers */
const TEXT_TYPES = /^(?:const\s+)?(?:signed\s+)?char$/
const BYTES_OF_TYPE: readonly (readonly [RegExp, number])[] = [
  [/\*$|^(?:unsigned )?(?:long|long long|long int)$|64|^size_t$|^loff_t$|^sector_t$/, 8],
  [/char|u8|s8|int8|bool/, 1],
  [/short|16/, 2],
]

/** @throws EventTypeError */
export function parseField(line: string): EventField {
  const parts = LINE.exec(line)
  if (!parts) throw new EventTypeError(`“${line}” is not a field. Write “field:u32 pid; offset:0; size:4; signed:0;”.`)
  const [, declared = '', offsetText, sizeText, signedText] = parts
  const declaration = declared.replaceAll(/\s+/g, ' ')
  const at = { offset: Number(offsetText), size: Number(sizeText) }
  if (at.offset + at.size > MAX_BODY_BYTES) {
    throw new EventTypeError(
      `The field “${declaration}” ends at byte ${at.offset + at.size}; no body is longer than ${MAX_BODY_BYTES}.`,
    )
  }
  return locatedField(declaration, at) ?? declaredField(declaration, at, signedText)
}

interface FieldBytes {
  readonly offset: number
  readonly size: number
}

function locatedField(declaration: string, at: FieldBytes): EventField | undefined {
  const located = LOCATED.exec(declaration)
  if (!located) return undefined
  const [, place, type = '', name = ''] = located
  if (at.size !== 4)
    throw new EventTypeError(`The field “${declaration}” is a word of 4 bytes, but its size is ${at.size}.`)
  return {
    ...at,
    name,
    declaration,
    kind: TEXT_TYPES.test(type) ? 'string' : 'ints',
    place: place === 'data' ? 'data-loc' : 'rel-loc',
    signed: isSignedType(type),
    elementBytes: bytesOfType(type),
    pointer: false,
  }
}

function declaredField(declaration: string, at: FieldBytes, signedText: string | undefined): EventField {
  const declared = DECLARED.exec(declaration)
  if (!declared) throw new EventTypeError(`The field “${declaration}” needs a type and a name, as in “u32 pid”.`)
  const [, typeText = '', name = '', brackets = ''] = declared
  const type = typeText.trim()
  const signed = signedText === undefined ? isSignedType(type) : signedText === '1'
  const common = { ...at, name, declaration, signed, pointer: type.endsWith('*') }
  if (brackets !== '') return arrayField(common, type, brackets)
  if ([1, 2, 4, 8].includes(at.size)) return { ...common, kind: 'int', place: 'fixed', elementBytes: at.size }
  return { ...common, kind: 'ints', place: at.size === 0 ? 'rest' : 'fixed', elementBytes: 1, signed: false }
}

/** An array's length in elements may be a name of the kernel's (`comm[TASK_COMM_LEN]`): then the type says how long an element is. */
function arrayField(
  common: FieldBytes & Pick<EventField, 'name' | 'declaration' | 'signed' | 'pointer'>,
  type: string,
  brackets: string,
): EventField {
  const length = Number(/^\[\s*(\d+)\s*\]/.exec(brackets)?.[1] ?? 0)
  const place = common.size === 0 ? 'rest' : 'fixed'
  if (TEXT_TYPES.test(type)) return { ...common, kind: 'string', place, elementBytes: 1 }
  const measured = common.size / length
  const elementBytes = [1, 2, 4, 8].includes(measured) ? measured : bytesOfType(type)
  return { ...common, kind: 'ints', place, elementBytes }
}

function bytesOfType(type: string): number {
  return BYTES_OF_TYPE.find(([types]) => types.test(type))?.[1] ?? 4
}

function isSignedType(type: string): boolean {
  return !/unsigned|\bu(?:8|16|32|64|int)|__u|size_t|\*$/.test(type)
}

/** The body's bytes up to the end of the last field that has a place of its own. */
export function fixedBytes(fields: readonly EventField[]): number {
  return fields.reduce((end, field) => Math.max(end, field.offset + field.size), 0)
}

/** Whether every body of these fields is as long as any other. */
export function hasFixedLength(fields: readonly EventField[]): boolean {
  return fields.every((field) => field.place === 'fixed')
}
