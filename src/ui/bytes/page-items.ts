/**
 * A page as the items that lie on it, one behind the other: every byte of the page belongs to exactly one.
 *
 *   | event, read | event … | reserved | old bytes | old event … | old padding |       the page that the tail is on
 *   | event, read | event …                                      | padding     |       one that it has left
 */
import type { EventFamily } from '../../events/event-family.ts'
import type { EventTypes } from '../../events/event-types.ts'
import { findEarlierLap, eventsOnPage } from '../../ring/rfc/page-events.ts'
import type { PageEvent } from '../../ring/rfc/page-events.ts'
import type { PageParts } from '../rings/page-parts.ts'

export type ItemKind =
  | 'event'
  /** committed, but no header makes sense here: as posted that can be */
  | 'unreadable'
  /** being written: the header may be whole, the body half */
  | 'reserved'
  /** of an earlier lap, whole */
  | 'old-event'
  /** of an earlier lap: the rest of an event that the tail has cut, or what does not parse */
  | 'old-bytes'
  | 'old-padding'
  /** never written */
  | 'free'
  | 'padding'

export interface PageItem {
  readonly kind: ItemKind
  /** bytes of the page: from here up to and without `end` */
  readonly at: number
  readonly end: number
  /** its header; of an event and an old event */
  readonly event?: PageEvent
  /** it was read */
  readonly consumed?: boolean
  /** of an old event: its header may be the imitation of one */
  readonly unsure?: boolean
}

/** @param bytes all of the page */
export function itemsOfPage(bytes: Uint8Array, parts: PageParts): PageItem[] {
  const { consumed, committed, reserved, free, size } = parts
  const events = eventsOnPage(bytes, 0, committed)
  const items: PageItem[] = events.map((event) => {
    const { offset, length } = event
    return { kind: 'event', at: offset, end: offset + length, event, consumed: offset < consumed }
  })
  const readable = items.at(-1)?.end ?? 0
  push(items, 'unreadable', readable, committed)
  push(items, 'reserved', committed, reserved)
  if (free === size) pushFree(items, bytes, parts, events.at(-1)?.ts ?? Infinity)
  else push(items, 'free', reserved, free)
  push(items, 'padding', free, size)
  return items
}

/** The page's end still is as the earlier lap has left it. */
function pushFree(items: PageItem[], bytes: Uint8Array, { reserved, stale }: PageParts, latest: number): void {
  const { events, paddingAt, unsure } = findEarlierLap(bytes, reserved, latest)
  const begin = events[0]?.offset ?? paddingAt
  if (begin === undefined)
    return push(items, stale || !isZero(bytes, reserved) ? 'old-bytes' : 'free', reserved, bytes.length)
  push(items, 'old-bytes', reserved, begin)
  for (const event of events) {
    const { offset, length } = event
    items.push({ kind: 'old-event', at: offset, end: offset + length, event, unsure: event === unsure })
  }
  const end = items.at(-1)?.end ?? reserved
  if (paddingAt !== undefined) push(items, 'old-padding', end, bytes.length)
  else push(items, isZero(bytes, end) ? 'free' : 'old-bytes', end, bytes.length)
}

/** From here to its end: pages are zeroed at alloc. */
function isZero(bytes: Uint8Array, from: number): boolean {
  return bytes.subarray(from).every((byte) => byte === 0)
}

function push(items: PageItem[], kind: ItemKind, at: number, end: number): void {
  if (end > at) items.push({ kind, at, end })
}

/** The item that holds this byte. */
export function itemAt(items: readonly PageItem[], at: number): PageItem | undefined {
  return items[indexOfItem(items, at)]
}

export function indexOfItem(items: readonly PageItem[], at: number): number {
  return items.findIndex((item) => at >= item.at && at < item.end)
}

const WORDS: Record<ItemKind, string> = {
  event: 'event',
  unreadable: 'unreadable',
  reserved: 'being written',
  'old-event': 'earlier lap',
  'old-bytes': 'old bytes',
  'old-padding': 'earlier lap, padding',
  free: 'free',
  padding: 'padding',
}

export function wordOfItem({ kind, unsure }: PageItem): string {
  return unsure ? `${WORDS[kind]}, perhaps` : WORDS[kind]
}

/** How the event types name it; undefined for what is no event. */
export function typeOfItem({ event }: PageItem, types: EventTypes): { name: string; family: EventFamily } | undefined {
  return event && { name: types.nameOf(event.type), family: types.get(event.type)?.family ?? 'other' }
}
