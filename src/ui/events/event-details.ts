/** What there is to say about a row of the list, beyond its line. */
import type { EventTypes } from '../../events/event-types.ts'
import type { FieldValue } from '../../events/read-field.ts'
import type { SlotCapture } from '../../ring/capture.ts'
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import type { LoggedEvent } from '../../store/event-log.ts'
import { delayMark } from '../../trace-files/delay-marks.ts'
import { formatDuration } from '../numbers.ts'
import { partsOfPage } from '../rings/page-parts.ts'

export interface DetailRow {
  readonly name: string
  readonly value: string
}

/** The body as its type describes it; of a type that is not registered, its bytes. */
export function fieldRows({ type: id, body }: LoggedEvent, types: EventTypes): DetailRow[] {
  const type = types.get(id)
  if (!type) return [{ name: 'body', value: Array.from(body, (byte) => byte.toString(16).padStart(2, '0')).join(' ') }]
  const values = type.read(type.trim(body))
  return type.fields.map(({ name }, at) => ({ name, value: valueText(values[at]) }))
}

function valueText(value: FieldValue | undefined): string {
  if (value === undefined) return 'cut off'
  if (typeof value === 'string') return `“${value}”`
  return Array.isArray(value) ? value.join(' ') : String(value)
}

/** How long after another event, or how many numbers. Where clocks disagree it is less than nothing. */
export function sinceWords(ts: number, before: number | undefined, counts: boolean): string {
  if (before === undefined) return 'none is listed'
  const since = ts - before
  const size = counts ? String(Math.abs(since)) : formatDuration(Math.abs(since))
  return since < 0 ? `−${size}` : size
}

const LIMITS: Readonly<Record<string, string>> = {
  $: '1 s',
  '@': '100 ms',
  '*': '10 ms',
  '#': '1 ms',
  '!': '100 µs',
  '+': '10 µs',
}

/** The delay to the next event, with what ftrace's mark says; undefined: there is no next, or no time. */
export function delayWords(ts: number, next: number | undefined, counts: boolean): string | undefined {
  if (next === undefined || counts) return undefined
  const mark = delayMark(next - ts, 'today')
  const words = sinceWords(next, ts, counts)
  return mark === ' ' ? words : `${words}, marked ${mark}, more than ${LIMITS[mark]}`
}

/** Where the event is now, as far as the captures tell. @param capture of its CPU */
export function placeWords(
  { place, ts, type }: LoggedEvent,
  capture: SlotCapture | undefined,
  unread: boolean,
): string {
  const { ring: number, page, offset } = place
  const where = `page ${page} offset ${offset}`
  if (unread) return `unread, in the ring at ${where}`
  const isLive = capture?.liveRing === number
  const ring = isLive ? capture?.live() : capture?.snapshot()
  if (!ring || page >= ring.layout.pagesPerCpu) return 'read; its ring is gone'
  if (ring.bytes.length === 0) return `read from ${where}`
  const { committed } = partsOfPage(ring, page)
  const events = eventsOnPage(ring.bytes, page * ring.layout.pageSize, committed)
  const isThere = events.some((event) => event.offset === offset && event.ts === ts && event.type >>> 0 === type)
  if (!isThere) return 'read; its bytes have been written over since'
  return `read; its bytes are still ${isLive ? 'in the ring' : 'in the snapshot'} at ${where}`
}
