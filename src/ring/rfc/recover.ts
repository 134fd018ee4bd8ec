/**
 * What can be recovered of a CPU's ring whose writer is gone, on two levels.
 *
 * With the ring's words: exactly the events that are committed and unread, because the words of each page say from where to where these reach, and
 * they are stored last.
 *
 * From the pages alone: candidates. The page of 2008 has no commit count. What a write stores, in this order:
 *
 *     length · stamp · type · body                       and when a page is full: padding on it, then the same on the next page
 *
 *   [ev][ev][newest|old old old old]     [ev][ev][ev][null··]     [ev][ev][ev]··
 *            ^ its body may be half       turned: all is whole     the next page is the oldest: its first event may have a new length
 *
 * Stamps of a CPU never go back, so within a page the events of this lap rise, and the first stamp that falls is of an earlier one; and over the
 * pages, in the order in which the tail enters them, there is one place where stamps fall: behind the page that the tail is on.
 *
 *   certain            whole and committed: one with a later stamp stands behind it, or the tail has left its page
 *   may-be-incomplete  the newest: its header is whole, its body may be half, and nobody can tell; padding behind it may be of an earlier lap. With it
 *                      those before it of the same stamp: after a reset, what stands behind them may be stale, and as old as they are
 *   earlier-lap        behind the newest, bytes of the lap before; and, where the newest page is full, the first event of the next page: a write may
 *                      have begun there, with the length
 *   unreadable         the rest of a page from where no header makes sense
 *
 * What the pages cannot tell: whether an event was read, overrun or erased already (a reset leaves the bytes); and where all stamps of a ring are
 * equal, which page is the newest: then all are `may-be-incomplete`. Bytes of an earlier body that imitate a header with a later stamp, right
 * behind the newest event, are taken for one.
 */
import type { CapturedRing } from '../capture.ts'
import { EVENT_ALIGN_BYTES, EVENT_HEADER_BYTES } from '../trace-buffer.ts'
import { EventAt } from './layout.ts'
import { eventsOnPage } from './page-events.ts'
import type { PageEvent } from './page-events.ts'

export type Certainty = 'certain' | 'may-be-incomplete' | 'earlier-lap' | 'unreadable'

export interface Recovered {
  /** index of the page in its ring */
  readonly page: number
  /** byte offset in the page */
  readonly offset: number
  readonly certainty: Certainty
  /** undefined where nothing can be read */
  readonly event: PageEvent | undefined
}

/**
 * The committed and unread events, oldest first.
 * @param ring its words @param bytes of all its pages in index order
 */
export function recoverFromWords(ring: CapturedRing, bytes: Uint8Array): Recovered[] {
  const { pagesPerCpu, pageSize } = ring.layout
  const found: Recovered[] = []
  for (let page = ring.headPage % pagesPerCpu, left = pagesPerCpu; left > 0; left--) {
    const { committedBytes, consumedBytes, unread } = ring.page(page)
    const events = unread > 0 ? eventsOnPage(bytes, page * pageSize, committedBytes) : []
    for (const event of events)
      if (event.offset >= consumedBytes) found.push({ page, offset: event.offset, certainty: 'certain', event })
    if (page === ring.tailPage) break
    page = (page + 1) % pagesPerCpu
  }
  return found
}

/** @param bytes of all pages of a ring in index order @returns candidates, page by page, in the order of their offsets */
export function recoverFromPages(bytes: Uint8Array, pageSize: number): Recovered[] {
  const pages = Array.from({ length: bytes.length / pageSize }, (_, page) => parsePage(bytes, page, pageSize))
  const tail = findTail(pages)
  return pages.flatMap((parsed, page) => {
    if (tail === undefined) return judge(parsed, () => 'may-be-incomplete')
    if (page === tail) return judgeTailPage(parsed)
    return judgeTurnedPage(parsed, page === (tail + 1) % pages.length && hasTurned(pages[tail] as ParsedPage))
  })
}

interface ParsedPage {
  readonly page: number
  readonly events: readonly PageEvent[]
  /** where no header makes sense any more; undefined: the page is full, or was never written from there on */
  readonly brokenAt: number | undefined
  /** it ends in padding, or shortly: nothing more fits */
  readonly isFull: boolean
}

/** stamps are exact to here; what is above is no stamp */
const LAST_STAMP = 2 ** 53

function parsePage(bytes: Uint8Array, page: number, pageSize: number): ParsedPage {
  const view = new DataView(bytes.buffer, bytes.byteOffset + page * pageSize, pageSize)
  const events: PageEvent[] = []
  let offset = 0
  while (offset + EVENT_HEADER_BYTES <= pageSize) {
    const event = readHeader(view, offset)
    if (event.ts === 0 && event.type === 0) {
      const isFull = event.length === pageSize - offset
      return { page, events, brokenAt: isFull || isZero(view, offset) ? undefined : offset, isFull }
    }
    const fits = event.length >= EVENT_HEADER_BYTES && offset + event.length <= pageSize
    if (!fits || event.length % EVENT_ALIGN_BYTES !== 0 || event.ts === 0 || event.ts >= LAST_STAMP || event.type < 0)
      return { page, events, brokenAt: offset, isFull: false }
    events.push(event)
    offset += event.length
  }
  return { page, events, brokenAt: undefined, isFull: true }
}

function readHeader(view: DataView, offset: number): PageEvent {
  const lo = view.getUint32(offset + EventAt.counterLo, true)
  const hi = view.getUint32(offset + EventAt.counterHi, true)
  const type = view.getInt16(offset + EventAt.type, true)
  return { offset, length: view.getInt16(offset + EventAt.length, true), type, ts: hi * 2 ** 32 + lo }
}

/** Pages are zeroed at alloc: nothing was written here and behind. */
function isZero(view: DataView, from: number): boolean {
  for (let at = from; at < view.byteLength; at++) if (view.getUint8(at) !== 0) return false
  return true
}

/** The page behind which stamps fall. undefined: there is no event, or the stamps of all pages are alike. */
function findTail(pages: readonly ParsedPage[]): number | undefined {
  const firsts = pages.map(({ events }) => events[0]?.ts ?? -Infinity)
  const newest = Math.max(...firsts)
  const behind = firsts.map((_, page) => firsts[(page + 1) % pages.length] as number)
  const tail = firsts.findIndex((first, page) => first === newest && (behind[page] as number) < newest)
  if (newest === -Infinity || tail >= 0) return tail >= 0 ? tail : undefined
  // every page begins with the same stamp: then one alone may go on to later ones
  const lasts = pages.map(({ events }) => Math.max(...events.map(({ ts }) => ts)))
  const latest = Math.max(...lasts)
  return lasts.filter((last) => last === latest).length === 1 ? lasts.indexOf(latest) : undefined
}

function judge({ page, events, brokenAt }: ParsedPage, certaintyOf: (at: number) => Certainty): Recovered[] {
  const found = events.map((event, at): Recovered => {
    return { page, offset: event.offset, certainty: certaintyOf(at), event }
  })
  if (brokenAt !== undefined) found.push({ page, offset: brokenAt, certainty: 'unreadable', event: undefined })
  return found
}

/** The first event that is of an earlier lap than the one before it; -1: none is. */
function fallsAt(events: readonly PageEvent[]): number {
  return events.findIndex(({ ts }, at) => at > 0 && ts < (events[at - 1] as PageEvent).ts)
}

function judgeTailPage(parsed: ParsedPage): Recovered[] {
  const { events } = parsed
  const falls = fallsAt(events)
  const newest = (falls < 0 ? events.length : falls) - 1
  const newestTs = events[newest]?.ts ?? 0
  return judge(parsed, (at) => {
    if (at > newest) return 'earlier-lap'
    return (events[at] as PageEvent).ts < newestTs ? 'certain' : 'may-be-incomplete'
  })
}

/** It may be that the tail has left this page, and that the length of the next event is stored on the page behind. */
function hasTurned({ events, isFull }: ParsedPage): boolean {
  return isFull && fallsAt(events) < 0
}

/**
 * A page that the tail has left reads to its end, and its stamps rise: where they do not, somebody has begun to write over it.
 * @param isEntered perhaps the tail is on it already: then its first event's length may be new
 */
function judgeTurnedPage(parsed: ParsedPage, isEntered: boolean): Recovered[] {
  const { events, brokenAt } = parsed
  const isWhole = brokenAt === undefined && fallsAt(events) < 0
  return judge(parsed, (at) => (!isWhole || (isEntered && at === 0) ? 'earlier-lap' : 'certain'))
}
