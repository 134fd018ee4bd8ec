/**
 * What every design of the ring promises, in the words of the mail of 24 September 2008 and of ftrace.
 *
 * A trace buffer has one ring per CPU (and a second, spare one where it can be snapshot). A CPU writes only into its own ring; a
 * reader merges the rings by time stamp. Time stamps are nanoseconds and 64 bits wide in the ring; outside it they are numbers, exact to
 * 2^53 ns (about 104 days).
 */

/** How an attempt to write ended. The three refusals are checked in this order. */
export type WriteOutcome = 'committed' | 'disabled' | 'too-big' | 'full'

/** The same outcomes as the write path returns them: a code below 0 where `reserve` otherwise returns an address. */
export const Refused = { disabled: -1, tooBig: -2, full: -3 } as const
export type RefusedCode = (typeof Refused)[keyof typeof Refused]

export function outcomeOf(code: number): WriteOutcome {
  if (code >= 0) return 'committed'
  if (code === Refused.disabled) return 'disabled'
  return code === Refused.tooBig ? 'too-big' : 'full'
}

/**
 * Every attempt to write ends in exactly one place. Counted since boot, each term where it happens, none as the rest of the others:
 * `attempted = committed + inFlight + refused…` and `committed = read + buffered + overrun + erased + inSnapshot`.
 */
export interface Ledger {
  attempted: number
  committed: number
  /** attempted, and the outcome is not known yet: waiting for the lock, or reserved and not committed */
  inFlight: number
  refused: { disabled: number; tooBig: number; full: number }
  read: number
  /** committed, unread, and still in the live ring */
  buffered: number
  /** unread when their page was pushed out by the tail */
  overrun: number
  /** unread when a reset, a resize or the next snapshot threw them away */
  erased: number
  inSnapshot: number
}

export interface PageState {
  page: number
  /** committedBytes + paddingBytes + reservedBytes + free = page size */
  committedBytes: number
  /** the prefix of the committed bytes that was read */
  consumedBytes: number
  /** the null event's length, or the short end of 8, once the tail has left the page */
  paddingBytes: number
  reservedBytes: number
  /** events committed here and not read */
  unread: number
}

/** Page indices and byte offsets; `entries` and `overrun` are the patch's own counters, which go to 0 at reset and travel with a swap. */
export interface RingState {
  headPage: number
  head: number
  tailPage: number
  tail: number
  entries: number
  overrun: number
  pages: PageState[]
}

/** What a buffer is made of. */
export interface BufferGeometry {
  cpus: number
  pagesPerCpu: number
  /** bytes; a power of two */
  pageSize: number
  snapshot: boolean
}

/** Bytes of the header of an event of the 2008 design, and what every event's length is rounded up to. */
export const EVENT_HEADER_BYTES = 12
export const EVENT_ALIGN_BYTES = 8
/** the event's s16 length cannot say more than 32767, so no event is longer than this, whatever the page */
const MAX_EVENT_BYTES = 32760

/** The longest body, in bytes, that an event can carry in a page of this size. */
export function maxPayloadBytes(pageSize: number): number {
  return Math.min(pageSize, MAX_EVENT_BYTES) - EVENT_HEADER_BYTES
}

/**
 * A source of time stamps, 64 bits wide without BigInt: `take` leaves the stamp in `lo` and `hi` (unsigned 32 bits each) and allocates
 * nothing. The ring calls it under the CPU's lock, after space was found.
 */
export interface TraceClock {
  lo: number
  hi: number
  /** @param atLeast the smallest stamp allowed: 1 in the repaired design, where no event may look like padding; 0 as posted */
  take(atLeast: number): void
}

/** What the C code answers with BUG_ON, a null pointer or an endless loop. It stops the actor that ran into it. */
export class KernelBug extends Error {
  override readonly name = 'KernelBug'
}

/** A call that the ring refuses as a whole; nothing has changed. The codes are those of the public contract. */
export class RingError extends Error {
  override readonly name = 'RingError'
  constructor(
    readonly code:
      | 'invalid-config'
      | 'bad-argument'
      | 'invalid-type'
      | 'not-disabled'
      | 'no-snapshot'
      | 'iterator-open'
      | 'crashed'
      | 'bad-cpu',
    message: string,
  ) {
    super(message)
  }
}
