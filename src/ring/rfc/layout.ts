/**
 * Where everything lies in the arena of a 2008 buffer. This file has every offset; writer, readers, captures and inspectors all use it.
 *
 *   header | slot of CPU 0 | slot 1 | … | ring 0 | ring 1 | … | pages[] of each ring | words of each page | page 0 | page 1 | …
 *
 * Pointers are indices. `buffers[cpu]` and `snapBuffers[cpu]` (the words `live` and `snap` of a slot) hold ring numbers, so a snapshot is the
 * swap of two words; `pages[]` of a ring holds page numbers. At boot ring r < cpus is the live ring of CPU r, ring cpus + c the spare of c,
 * and ring r owns the pages r*P .. r*P+P-1.
 *
 * Words named in an `…I32` object are indices into the Int32Array relative to their block, those in an `…F64` object into the Float64Array.
 */
import { alignUp, BLOCK_ALIGN } from '../arena.ts'
import type { BufferGeometry } from '../trace-buffer.ts'

/** byte offsets in an event, packed: u64 counter, s16 type, s16 length (header + body, a multiple of 8), body [the mail, ring_buffer_event] */
export const EventAt = { counterLo: 0, counterHi: 4, type: 8, length: 10, body: 12 } as const

export const HeaderI32 = {
  /** 1 where a full ring overwrites its oldest page (RB_FL_OVERWRITE) */
  overwrite: 0,
  /** the depth of disable(); as posted an iterator's hold is part of it */
  recordDisabled: 1,
  /** repaired: how many iterators hold recording off */
  iterating: 2,
} as const

export const HeaderF64 = {
  /** events delivered after a later one of another CPU */
  late: 16,
  /** the highest stamp delivered so far, as two halves of 32 bits */
  deliveredHi: 17,
  deliveredLo: 18,
} as const
/** recordDisabled is read by every write, `late` is written by the reader: two cache lines */
const HEADER_BYTES = 2 * BLOCK_ALIGN

export const SlotI32 = {
  /** see slot-lock.ts; the next word says whether somebody sleeps on it */
  lock: 0,
  sleepers: 1,
  /** buffers[cpu] */
  live: 2,
  /** snapBuffers[cpu]; -1 without RB_FL_SNAPSHOT */
  snap: 3,
  irqsOff: 4,
  pendingIrqs: 5,
} as const

/** the ledger: only the CPU itself writes the first six, who holds the lock the others; on a cache line of its own */
export const SlotF64 = {
  attempted: 16,
  inFlight: 17,
  disabled: 18,
  tooBig: 19,
  full: 20,
  committed: 21,
  read: 22,
  buffered: 23,
  overrun: 24,
  erased: 25,
  inSnapshot: 26,
} as const
const SLOT_BYTES = 2 * BLOCK_ALIGN

export const RingI32 = { headPage: 0, head: 1, tailPage: 2, tail: 3 } as const
export const RingF64 = {
  entries: 2,
  overrun: 3,
  /** refused because full, since the ring was last reset */
  dropped: 4,
  /** events lost just before the head, not yet told to a reader */
  pendingLost: 5,
} as const
const RING_BYTES = BLOCK_ALIGN

export const PageI32 = {
  committed: 0,
  consumed: 1,
  padding: 2,
  reserved: 3,
  unread: 4,
  /** events refused as full while the tail stood on this page, not yet told to a reader … */
  lost: 5,
  /** … and the offset of the first event behind that place */
  lostAt: 6,
  /** unread events that were lost when this page was last pushed out */
  pushedLost: 7,
  /** how often the tail entered this page */
  turns: 8,
} as const
export const PAGE_WORDS = 12

/** Flag bits of ring_buffer_alloc. */
export const RB_FL_OVERWRITE = 1
export const RB_FL_SNAPSHOT = 2

export interface RfcLayout extends BufferGeometry {
  readonly rings: number
  /** byte offsets of the blocks and their strides */
  readonly slotsAt: number
  readonly slotBytes: number
  readonly ringsAt: number
  readonly ringBytes: number
  readonly tablesAt: number
  readonly tableBytes: number
  readonly pageWordsAt: number
  readonly pagesAt: number
  readonly totalBytes: number
}

export function computeLayout(geometry: BufferGeometry): RfcLayout {
  const { cpus, pagesPerCpu, pageSize, snapshot } = geometry
  const rings = snapshot ? 2 * cpus : cpus
  const slotsAt = HEADER_BYTES
  const ringsAt = slotsAt + cpus * SLOT_BYTES
  const tablesAt = ringsAt + rings * RING_BYTES
  const tableBytes = alignUp(pagesPerCpu * 4, BLOCK_ALIGN)
  const pageWordsAt = tablesAt + rings * tableBytes
  const pagesAt = alignUp(pageWordsAt + rings * pagesPerCpu * PAGE_WORDS * 4, BLOCK_ALIGN)
  const totalBytes = pagesAt + rings * pagesPerCpu * pageSize
  const blocks = {
    slotsAt,
    slotBytes: SLOT_BYTES,
    ringsAt,
    ringBytes: RING_BYTES,
    tablesAt,
    tableBytes,
    pageWordsAt,
    pagesAt,
  }
  return { cpus, pagesPerCpu, pageSize, snapshot, rings, ...blocks, totalBytes }
}
