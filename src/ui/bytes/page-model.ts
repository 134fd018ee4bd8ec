/** A page for the bytes panel: its parts, its events, and what the fields of an event hold. */
import type { EventField } from '../../events/event-field.ts'
import type { EventTypes } from '../../events/event-types.ts'
import type { FieldValue } from '../../events/read-field.ts'
import { EVENT_HEADER_BYTES } from '../../ring/trace-buffer.ts'
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import type { PageEvent } from '../../ring/rfc/page-events.ts'
import { EventAt } from '../../ring/rfc/layout.ts'
import { formatCount } from '../numbers.ts'
import type { PageParts } from '../rings/page-parts.ts'

export type ByteState = 'consumed' | 'committed' | 'reserved' | 'stale' | 'free' | 'padding'

export function stateOfByte(parts: PageParts, at: number): ByteState {
  if (at < parts.consumed) return 'consumed'
  if (at < parts.committed) return 'committed'
  if (at < parts.reserved) return 'reserved'
  if (at < parts.free) return parts.stale ? 'stale' : 'free'
  return 'padding'
}

/** `committed 256 + padding 0 + free 0 = 256`, what is being written only while there is something. */
export function sumOfParts(parts: PageParts): string {
  const { committed, reserved, free, size } = parts
  const terms = [
    `committed ${committed}`,
    reserved > committed ? `being written ${reserved - committed}` : '',
    `padding ${size - free}`,
    `free ${free - reserved}`,
  ]
  return `${terms.filter((term) => term !== '').join(' + ')} = ${size}`
}

export function pageEvents(bytes: Uint8Array, parts: PageParts): PageEvent[] {
  return bytes.length < parts.size ? [] : eventsOnPage(bytes, 0, parts.committed)
}

export interface FieldRow {
  readonly at: number
  readonly name: string
  readonly type: string
  readonly value: string
}

/** The header as the mail packs it, then the body as its type describes it. */
export function fieldsOfEvent(event: PageEvent, bytes: Uint8Array, types: EventTypes): FieldRow[] {
  const { offset, length } = event
  const header: FieldRow[] = [
    { at: EventAt.counterLo, name: 'counter', type: 'u64', value: formatCount(event.ts) },
    { at: EventAt.type, name: 'type', type: 's16', value: `${event.type} ${types.get(event.type)?.name ?? ''}`.trim() },
    { at: EventAt.length, name: 'length', type: 's16', value: String(length) },
  ]
  const type = types.get(event.type)
  if (!type) return header
  const values = type.read(type.trim(bytes.subarray(offset + EVENT_HEADER_BYTES, offset + length)))
  const body = type.fields.map((field, at): FieldRow => {
    const value = values[at]
    return {
      at: EventAt.body + field.offset,
      name: field.name,
      type: typeName(field),
      value: value === undefined ? 'cut off' : valueText(value),
    }
  })
  return [...header, ...body]
}

function typeName(field: EventField): string {
  const length = field.place === 'fixed' ? String(Math.floor(field.size / field.elementBytes)) : ''
  if (field.kind === 'string') return `char[${length}]`
  const number = `${field.signed ? 's' : 'u'}${field.elementBytes * 8}`
  return field.kind === 'int' ? number : `${number}[${length}]`
}

function valueText(value: FieldValue): string {
  if (typeof value === 'string') return `“${value}”`
  if (Array.isArray(value)) return value.slice(0, 8).join(' ') + (value.length > 8 ? ' …' : '')
  return String(value)
}
