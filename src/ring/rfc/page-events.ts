/** Reads the events of a copied page, for pictures and walks. */
import { alignUp } from '../arena.ts'
import { EVENT_ALIGN_BYTES, EVENT_HEADER_BYTES } from '../trace-buffer.ts'
import { EventAt } from './layout.ts'

export interface PageEvent {
  /** byte offset in the page */
  offset: number
  /** header, body and rounding */
  length: number
  type: number
  /** ns */
  ts: number
}

/** The events in the first `committed` bytes of a page, in order. Stops where a header makes no sense. */
export function eventsOnPage(bytes: Uint8Array, pageAt: number, committed: number): PageEvent[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset + pageAt, committed)
  const events: PageEvent[] = []
  for (let offset = 0; offset + EVENT_HEADER_BYTES <= committed;) {
    const length = view.getInt16(offset + EventAt.length, true)
    if (length < EVENT_HEADER_BYTES || offset + length > committed) break
    events.push(headerAt(view, offset))
    offset += length
  }
  return events
}

export interface EarlierLap {
  readonly events: readonly PageEvent[]
  /** where its padding begins, or the page's short end; undefined: nothing leads there */
  readonly paddingAt: number | undefined
  /** one of them that may be the imitation of a header, where two laps meet */
  readonly unsure: PageEvent | undefined
}

/**
 * What an earlier lap left behind the tail, as far as it can be told. The tail has cut an event of that lap in two, so nobody knows where the
 * next one begins: it is the first place from which headers lead from one to the next up to the very end of the page, by stamps that rise.
 *
 *   [ev][ev]tail ··rest of an old event··[old][old][old][null·]
 *
 * Where a page begins, an event begins: what a reset has left there need not reach the end.
 *
 * Bytes of an event that is cut can imitate a header: the end of a null event, or a header of two laps before, of which rounding has kept all but
 * the first bytes. That is at most the one beside the cut.
 * @param page all bytes of the page @param from the first that is neither committed nor being written
 * @param latest the stamp of the newest event on this page, ns: later ones are of no earlier lap
 */
export function findEarlierLap(page: Uint8Array, from: number, latest: number): EarlierLap {
  const view = new DataView(page.buffer, page.byteOffset, page.length)
  if (from === 0) {
    const found = followHeaders(view, 0, latest)
    return { ...found, unsure: found.events.at(-1) }
  }
  const leadNowhere = new Set<number>()
  for (let at = alignUp(from, EVENT_ALIGN_BYTES); at + EVENT_HEADER_BYTES <= page.length; at += EVENT_ALIGN_BYTES) {
    if (leadNowhere.has(at)) continue
    const found = followHeaders(view, at, latest)
    if (found.paddingAt !== undefined) return { ...found, unsure: at === from ? undefined : found.events[0] }
    for (const { offset } of found.events) leadNowhere.add(offset)
  }
  return { events: [], paddingAt: undefined, unsure: undefined }
}

/** A null event that takes all the rest of the page, or less than a header. */
function isPageEnd(view: DataView, offset: number): boolean {
  const left = view.byteLength - offset
  if (left < EVENT_HEADER_BYTES) return true
  const { ts, type, length } = headerAt(view, offset)
  return ts === 0 && type === 0 && length === left
}

/** stamps are exact to here; what is above is no stamp */
const LAST_STAMP = 2 ** 53

function followHeaders(view: DataView, from: number, latest: number): Omit<EarlierLap, 'unsure'> {
  const events: PageEvent[] = []
  let offset = from
  for (let before = 1; !isPageEnd(view, offset);) {
    const event = headerAt(view, offset)
    const { length, type, ts } = event
    const fits = length >= EVENT_HEADER_BYTES && offset + length <= view.byteLength
    if (!fits || length % EVENT_ALIGN_BYTES !== 0 || type < 0 || ts < before || ts > latest || ts >= LAST_STAMP)
      return { events, paddingAt: undefined }
    events.push(event)
    before = ts
    offset += length
  }
  return { events, paddingAt: offset }
}

function headerAt(view: DataView, offset: number): PageEvent {
  const lo = view.getUint32(offset + EventAt.counterLo, true)
  const hi = view.getUint32(offset + EventAt.counterHi, true)
  const length = view.getInt16(offset + EventAt.length, true)
  return { offset, length, type: view.getInt16(offset + EventAt.type, true), ts: hi * 2 ** 32 + lo }
}
