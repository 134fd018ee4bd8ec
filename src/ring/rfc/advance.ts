/**
 * How a reading position moves over the pages, for the consumer (on the ring's own head) and for the iterator (on its copy).
 *
 *   [ev][ev][null··|      head at padding, or too near the end for a header: go to the start of the next page,
 *        ^ head          unless this is the tail page: there it means that nothing is left
 *
 * Every look at a `Position` may be a load from shared memory, every assignment a store, in the order of the mail: as posted the consumer moves
 * its ring's head without a lock, so what a writer does between two of them shows.
 */
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { KernelBug } from '../trace-buffer.ts'
import type { RfcBuffer } from './buffer.ts'

/** A place to read from in one ring; `tailPage` and `tail` bound it. */
export interface Position {
  ring: number
  page: number
  offset: number
  tailPage: number
  tail: number
}

export function atEnd(at: Readonly<Position>): boolean {
  return at.page === at.tailPage && at.offset === at.tail
}

/** No event can start here: padding, or a short end. */
export function atPadding(buffer: RfcBuffer, at: Readonly<Position>): boolean {
  return buffer.isShort(at.offset) || buffer.isNull(buffer.pageAddress(at.ring, at.page) + at.offset)
}

/** The look that comes before every compare. It steps over padding, a store that the mail makes without a lock. @returns an event is there */
export function settle(buffer: RfcBuffer, at: Position): boolean {
  if (atEnd(at)) return false
  if (!atPadding(buffer, at)) return true
  return stepOverPadding(buffer, at)
}

/** Padding was seen at this place: to the next page, unless nothing is left. @returns an event is there */
export function stepOverPadding(buffer: RfcBuffer, at: Position): boolean {
  if (at.page === at.tailPage) return false
  toNextPage(buffer, at)
  return !atEnd(at)
}

/**
 * ring_buffer_advance_head and _advance_iter: past the event at this place, and past the padding behind it.
 * @throws KernelBug where the C code hits BUG_ON: the tail page has no event here
 */
export function advance(buffer: RfcBuffer, at: Position, probe: Probe = noProbe): void {
  if (atPadding(buffer, at)) {
    if (at.page === at.tailPage) throw new KernelBug('BUG_ON: padding at the head of the tail page')
    toNextPage(buffer, at)
    return
  }
  const event = buffer.pageAddress(at.ring, at.page) + at.offset
  probe(Point.HeadChecked, at.ring, at.page, at.offset)
  const length = buffer.eventLength(event)
  probe(Point.LengthRead, at.ring, length, 0)
  if (at.page === at.tailPage && unsignedAbove(at.offset + length, at.tail))
    throw new KernelBug(`BUG_ON: the event at ${at.offset} of ${length} bytes ends behind the tail at ${at.tail}`)
  at.offset += buffer.eventLength(event) // read again, as in the mail
  if (buffer.isShort(at.offset)) {
    // repaired: a reader never leaves the tail page, however full it is. As posted it steps off a full one: emptiness is lost, events come
    // twice, the iterator never ends and a drained ring refuses writes
    if (buffer.asPosted || at.page !== at.tailPage) toNextPage(buffer, at)
    return
  }
  if (atPadding(buffer, at) && at.page !== at.tailPage) advance(buffer, at, probe)
}

function toNextPage(buffer: RfcBuffer, at: Position): void {
  const next = buffer.nextPage(at.page)
  // repaired: one store. As posted the index is stored before it wraps, and a writer that looks then finds a head page that does not exist
  if (buffer.asPosted && next === 0) at.page = buffer.pagesPerCpu
  at.page = next
  at.offset = 0
}

/** offsets are unsigned long in C: a negative one is above everything */
function unsignedAbove(a: number, b: number): boolean {
  return a < 0 || a > b
}
