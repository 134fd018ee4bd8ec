/** What the bytes of an item mean, field by field: the header as the mail packs it, then the body as its type describes it. */
import type { EventField } from '../../events/event-field.ts'
import type { EventType } from '../../events/event-type.ts'
import type { EventTypes } from '../../events/event-types.ts'
import { elementsBytes } from '../../events/read-field.ts'
import type { FieldValue } from '../../events/read-field.ts'
import { EventAt } from '../../ring/rfc/layout.ts'
import { EVENT_HEADER_BYTES } from '../../ring/trace-buffer.ts'
import { formatOffset } from '../controls/offset-text.ts'
import type { PageItem } from './page-items.ts'

export interface FieldRow {
  /** bytes of the page: from here up to and without `end` */
  readonly at: number
  readonly end: number
  readonly name: string
  readonly type: string
  readonly value: string
  /** a number to be shown in groups of three, with its unit, in place of `value` */
  readonly count?: { readonly value: number; readonly unit: string }
  readonly note?: string
}

export interface FieldContext {
  readonly types: EventTypes
  /** the clock numbers events instead of telling the time */
  readonly counts: boolean
  /** ns by which this CPU's clock is off on purpose */
  readonly offsetNs: number
}

/** Every byte of the item is in one of them. */
export function fieldsOfItem(item: PageItem, bytes: Uint8Array, context: FieldContext): FieldRow[] {
  const { kind, at, end } = item
  const length = end - at
  switch (kind) {
    case 'event':
    case 'old-event':
      return fieldsOfEvent(item, bytes, context)
    case 'reserved':
      return length < EVENT_HEADER_BYTES ? [rawField(bytes, at, end, kind)] : fieldsOfEvent(item, bytes, context)
    case 'padding':
    case 'old-padding':
      return length < EVENT_HEADER_BYTES
        ? [{ at, end, name: 'short end', type: `u8[${length}]`, value: 'no header fits here' }]
        : fieldsOfPadding(item, bytes)
    case 'free':
      return [{ at, end, name: 'free', type: `u8[${length}]`, value: 'never written' }]
    case 'old-bytes':
      return [rawField(bytes, at, end, 'old bytes')]
    case 'unreadable':
      return [rawField(bytes, at, end, 'unreadable')]
  }
}

function fieldsOfEvent({ at, end }: PageItem, bytes: Uint8Array, context: FieldContext): FieldRow[] {
  const header = headerFields(bytes, at, context)
  const type = context.types.get(header.type)
  const rounded = bytes.subarray(at + EVENT_HEADER_BYTES, end)
  const body = type ? bodyFields(type, rounded) : []
  const shifted = body.map((field) => {
    const from = at + EventAt.body
    return { ...field, at: from + field.at, end: from + field.end }
  })
  return withGaps([...header.fields, ...shifted], { bytes, end, known: type !== undefined })
}

/** A null event: what stands behind its header is of before. */
function fieldsOfPadding({ at, end }: PageItem, bytes: Uint8Array): FieldRow[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const fields: FieldRow[] = [
    { ...place(at, EventAt.counterLo, 8), name: 'counter', type: 'u64', value: String(view.getBigUint64(at, true)) },
    {
      ...place(at, EventAt.type, 2),
      name: 'type',
      type: 's16',
      value: `${view.getInt16(at + EventAt.type, true)} padding`,
    },
    {
      ...place(at, EventAt.length, 2),
      name: 'length',
      type: 's16',
      value: String(view.getInt16(at + EventAt.length, true)),
    },
  ]
  const body = at + EventAt.body
  return end > body ? [...fields, rawField(bytes, body, end, 'left of before')] : fields
}

function headerFields(
  bytes: Uint8Array,
  at: number,
  { types, counts, offsetNs }: FieldContext,
): { type: number; fields: FieldRow[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const counter = view.getBigUint64(at + EventAt.counterLo, true)
  const type = view.getInt16(at + EventAt.type, true)
  const length = view.getInt16(at + EventAt.length, true)
  const unit = counts ? '' : ' ns'
  const fields: FieldRow[] = [
    {
      ...place(at, EventAt.counterLo, 8),
      name: 'counter',
      type: 'u64',
      value: `${counter}${unit}`,
      ...(counter <= Number.MAX_SAFE_INTEGER && { count: { value: Number(counter), unit } }),
      ...(offsetNs !== 0 && { note: `clock ${formatOffset(offsetNs)} off on purpose` }),
    },
    {
      ...place(at, EventAt.type, 2),
      name: 'type',
      type: 's16',
      value: `${type} ${types.get(type)?.name ?? 'not registered'}`,
    },
    { ...place(at, EventAt.length, 2), name: 'length', type: 's16', value: String(length) },
  ]
  return { type, fields }
}

function place(at: number, from: number, bytes: number): Pick<FieldRow, 'at' | 'end'> {
  return { at: at + from, end: at + from + bytes }
}

/** @param rounded the body with its rounding @returns places count from the body's begin */
function bodyFields(type: EventType, rounded: Uint8Array): FieldRow[] {
  const body = type.trim(rounded)
  const values = type.read(body)
  return type.fields.flatMap((field, index) => rowsOfField(field, values[index], body))
}

/** A field whose elements lie elsewhere has two places: its word, and the elements. */
function rowsOfField(field: EventField, value: FieldValue | undefined, body: Uint8Array): FieldRow[] {
  const { name, offset, size } = field
  const text = value === undefined ? 'cut off' : valueText(value, field)
  const end = Math.min(offset + size, body.length)
  if (field.place === 'fixed')
    return end > offset ? [{ at: offset, end, name, type: typeName(field), value: text }] : []
  if (field.place === 'rest')
    return body.length > offset ? [{ at: offset, end: body.length, name, type: typeName(field), value: text }] : []
  if (value === undefined) return end > offset ? [{ at: offset, end, name, type: 'u32 loc', value: text }] : []
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const at = view.getUint16(offset, true) + (field.place === 'rel-loc' ? offset + size : 0)
  const length = elementsBytes(field, view)
  const word: FieldRow = { at: offset, end, name, type: 'u32 loc', value: `${length} bytes at ${EventAt.body + at}` }
  return length > 0 ? [word, { at, end: at + length, name: `${name}[]`, type: typeName(field), value: text }] : [word]
}

function typeName(field: EventField): string {
  const length = field.place === 'fixed' ? String(Math.floor(field.size / field.elementBytes)) : ''
  if (field.kind === 'string') return `char[${length}]`
  const number = `${field.signed ? 's' : 'u'}${field.elementBytes * 8}`
  return field.kind === 'int' ? number : `${number}[${length}]`
}

/** elements of an array that are shown */
const SHOWN_ELEMENTS = 8

function valueText(value: FieldValue, field: EventField): string {
  if (typeof value === 'string') return `“${value}”`
  if (typeof value === 'object')
    return value.slice(0, SHOWN_ELEMENTS).join(' ') + (value.length > SHOWN_ELEMENTS ? ' …' : '')
  // no count is so large: an address that was declared as a number
  const isAddress = field.pointer || (!field.signed && value > Number.MAX_SAFE_INTEGER)
  return isAddress ? `0x${value.toString(16)}` : String(value)
}

interface Event {
  readonly bytes: Uint8Array
  readonly end: number
  /** its type is registered */
  readonly known: boolean
}

/** Bytes between the fields, and behind the last: the body where its type is not known, else what the page held there before. */
function withGaps(fields: readonly FieldRow[], { bytes, end, known }: Event): FieldRow[] {
  const sorted = fields.toSorted((a, b) => a.at - b.at)
  const rows: FieldRow[] = []
  let reached = sorted[0]?.at ?? end
  for (const field of sorted) {
    if (field.at > reached) rows.push(rawField(bytes, reached, field.at, 'no field'))
    rows.push(field)
    reached = Math.max(reached, field.end)
  }
  if (end > reached) rows.push(rawField(bytes, reached, end, known ? 'rounding' : 'body'))
  return rows
}

function rawField(bytes: Uint8Array, at: number, end: number, name: string): FieldRow {
  const shown = Array.from(bytes.subarray(at, Math.min(end, at + SHOWN_ELEMENTS)), hexOf).join(' ')
  const more = end - at > SHOWN_ELEMENTS ? ' …' : ''
  return { at, end, name, type: `u8[${end - at}]`, value: shown + more }
}

export function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

/** The field that holds this byte: where fields lie over one another, the shortest. */
export function fieldAt(fields: readonly FieldRow[], at: number): FieldRow | undefined {
  let found: FieldRow | undefined
  for (const field of fields)
    if (at >= field.at && at < field.end && (!found || field.end - field.at < found.end - found.at)) found = field
  return found
}
