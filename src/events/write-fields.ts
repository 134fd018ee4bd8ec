import { fixedBytes, type EventField } from './event-field.ts'
import type { FieldValue } from './read-field.ts'

const encoder = new TextEncoder()
/** what the 16 bits of a `__data_loc` word can say; a body that long is refused by every ring as too big */
const MAX_LOCATED_BYTES = 0xffff

/**
 * The body of an event whose fields hold these values, one for each field in order. Elements with a place of their own follow the
 * fields in that order. A text is ended by NUL where the field has room for it; what does not fit into a fixed field is cut.
 */
export function writeFields(fields: readonly EventField[], values: readonly FieldValue[]): Uint8Array {
  const elements = fields.map((field, index) => elementsOf(field, values[index] ?? 0))
  const fixed = fixedBytes(fields)
  const length = fields.reduce(
    (sum, field, index) => sum + (field.place === 'fixed' ? 0 : sizeOf(elements[index])),
    fixed,
  )
  const bytes = new Uint8Array(length)
  const body = new DataView(bytes.buffer)
  let end = fixed
  fields.forEach((field, index) => {
    const own = elements[index]
    if (!own) return writeInt(body, field.offset, field.elementBytes, toInt(values[index] ?? 0))
    if (field.place === 'fixed') return bytes.set(own.subarray(0, field.size), field.offset)
    if (field.place !== 'rest') writeLocation(field, body, end, own.length)
    bytes.set(own, end)
    end += own.length
  })
  return bytes
}

/** The bytes of an array's elements; undefined for a number, which is written in place. */
function elementsOf(field: EventField, value: FieldValue): Uint8Array | undefined {
  if (field.kind === 'int') return undefined
  if (field.kind === 'string') return stringBytes(field, typeof value === 'string' ? value : String(value))
  const numbers = typeof value === 'object' ? value : []
  const bytes = new Uint8Array(numbers.length * field.elementBytes)
  const view = new DataView(bytes.buffer)
  numbers.forEach((number, index) => writeInt(view, index * field.elementBytes, field.elementBytes, number))
  return bytes
}

function stringBytes(field: EventField, text: string): Uint8Array {
  const bytes = encoder.encode(text)
  if (field.place === 'fixed') return bytes
  const ended = new Uint8Array(Math.min(bytes.length + 1, MAX_LOCATED_BYTES))
  ended.set(bytes.subarray(0, ended.length - 1))
  return ended
}

function sizeOf(elements: Uint8Array | undefined): number {
  return elements?.length ?? 0
}

function writeLocation(field: EventField, body: DataView, at: number, bytes: number): void {
  const offset = field.place === 'data-loc' ? at : at - field.offset - field.size
  body.setUint16(field.offset, offset, true)
  body.setUint16(field.offset + 2, bytes, true)
}

function toInt(value: FieldValue): number | bigint {
  return typeof value === 'number' || typeof value === 'bigint' ? value : 0
}

/** Cut to the field's bits, as a C assignment cuts. */
function writeInt(body: DataView, at: number, bytes: number, value: number | bigint): void {
  if (bytes === 8) return body.setBigInt64(at, typeof value === 'bigint' ? value : toBigInt(value), true)
  const number = typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : value
  if (bytes === 4) body.setInt32(at, number, true)
  else if (bytes === 2) body.setInt16(at, number, true)
  else body.setInt8(at, number)
}

function toBigInt(value: number): bigint {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n
}
