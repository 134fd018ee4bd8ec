import type { EventField } from './event-field.ts'

/** What a field holds: numbers beyond 2^53 are bigint, so that all 64 bits are exact. */
export type FieldValue = number | bigint | string | readonly (number | bigint)[]

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** an array of more elements is cut: it is read to be printed */
const MAX_ELEMENTS = 4096

/**
 * What a field of a body holds, or undefined where the body is too short for it: a body written by hand can be, and one that was damaged.
 * @param body a view over exactly the body
 */
export function readField(field: EventField, body: DataView): FieldValue | undefined {
  if (field.offset + field.size > body.byteLength) return undefined
  if (field.kind === 'int') return readInt(body, field.offset, field.elementBytes, field.signed)
  const at = elementsOffset(field, body)
  const end = at + elementsBytes(field, body)
  if (end > body.byteLength) return undefined
  return field.kind === 'string' ? readString(body, at, end) : readInts(field, body, at, end)
}

/** Where in the body the elements of an array begin. */
function elementsOffset(field: EventField, body: DataView): number {
  if (field.place === 'fixed' || field.place === 'rest') return field.offset
  const offset = body.getUint16(field.offset, true)
  return field.place === 'data-loc' ? offset : offset + field.offset + field.size
}

/** Bytes that the elements of an array take. */
export function elementsBytes(field: EventField, body: DataView): number {
  if (field.place === 'fixed') return field.size
  if (field.place === 'rest') return body.byteLength - field.offset
  return body.getUint16(field.offset + 2, true)
}

/** Where the elements end that lie outside the field itself: how long the body really is, before it was rounded up. */
export function elementsEnd(field: EventField, body: DataView): number {
  if (field.offset + field.size > body.byteLength) return body.byteLength
  return Math.min(body.byteLength, elementsOffset(field, body) + elementsBytes(field, body))
}

function readInt(body: DataView, at: number, bytes: number, signed: boolean): number | bigint {
  switch (bytes) {
    case 1:
      return signed ? body.getInt8(at) : body.getUint8(at)
    case 2:
      return signed ? body.getInt16(at, true) : body.getUint16(at, true)
    case 4:
      return signed ? body.getInt32(at, true) : body.getUint32(at, true)
    default:
      return readLong(body, at, signed)
  }
}

function readLong(body: DataView, at: number, signed: boolean): number | bigint {
  const high = signed ? body.getInt32(at + 4, true) : body.getUint32(at + 4, true)
  const value = high * 0x1_0000_0000 + body.getUint32(at, true)
  if (Number.isSafeInteger(value)) return value
  return signed ? body.getBigInt64(at, true) : body.getBigUint64(at, true)
}

function readInts(field: EventField, body: DataView, at: number, end: number): (number | bigint)[] {
  const values: (number | bigint)[] = []
  const { elementBytes, signed } = field
  for (let next = at; next + elementBytes <= end && values.length < MAX_ELEMENTS; next += elementBytes) {
    values.push(readInt(body, next, elementBytes, signed))
  }
  return values
}

/** Up to the first NUL, as C strings go; names are nearly always ASCII. */
function readString(body: DataView, at: number, end: number): string {
  let text = ''
  for (let next = at; next < end; next++) {
    const byte = body.getUint8(next)
    if (byte === 0) return text
    if (byte > 0x7f) return readUtf8(body, at, end)
    text += String.fromCharCode(byte)
  }
  return text
}

/** Copied first: a decoder takes no shared memory. */
function readUtf8(body: DataView, at: number, end: number): string {
  const bytes = new Uint8Array(end - at)
  bytes.set(new Uint8Array(body.buffer, body.byteOffset + at, end - at))
  const nul = bytes.indexOf(0)
  return decoder.decode(nul < 0 ? bytes : bytes.subarray(0, nul))
}
