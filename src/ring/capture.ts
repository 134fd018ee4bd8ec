/**
 * One coherent copy of what a CPU's slot, its rings and their pages hold, for drawing, for `state()` and for tests. ("Capture", because in
 * ftrace a snapshot is the swap of rings.)
 *
 * A capture is numbers (Float64) and, where the rings are small enough to draw every event, the bytes of their pages:
 *
 *   ledger (11) | slot words (5) | live ring (8) | its pages (9 each) | spare ring (8) | its pages | live bytes | spare bytes
 *
 * `captureSlot` copies; that nothing moves meanwhile is the business of the caller, who either holds the slot's lock in the CPU's own
 * thread between two events, or finds that CPU at rest and the lock word unchanged (see slot-lock.ts) before and after.
 */
import { HeaderF64, HeaderI32, PageI32, RingF64, RingI32, SlotF64, SlotI32 } from './rfc/layout.ts'
import type { RfcLayout } from './rfc/layout.ts'
import type { RfcBuffer } from './rfc/buffer.ts'
import { holderOf } from './slot-lock.ts'
import type { Ledger, PageState, RingState } from './trace-buffer.ts'

/** Rings up to this many bytes are captured with their bytes: copying 64 KiB takes some 10 microseconds under the lock. */
export const CAPTURED_RING_BYTES = 65536

const LEDGER_WORDS = 11
const SLOT_WORDS = 5
const RING_WORDS = 8
const PAGE_WORDS = 9

export function capturesBytes(layout: RfcLayout): boolean {
  return layout.pagesPerCpu * layout.pageSize <= CAPTURED_RING_BYTES
}

/** Bytes of memory that one CPU's capture takes; a multiple of 8. */
export function captureBytes(layout: RfcLayout): number {
  const rings = layout.snapshot ? 2 : 1
  const numbers = LEDGER_WORDS + SLOT_WORDS + rings * (RING_WORDS + layout.pagesPerCpu * PAGE_WORDS)
  const bytes = capturesBytes(layout) ? rings * layout.pagesPerCpu * layout.pageSize : 0
  return numbers * 8 + bytes
}

/** The captured words of one page; `turns` counts how often the tail entered it, `pushedLost` what was lost when it last was pushed out. */
export interface CapturedPage extends PageState {
  pushedLost: number
  turns: number
  /** events refused as full while the tail stood here */
  refusedHere: number
  /** with any of them: the offset of the first event behind the place where the first was refused, in bytes */
  refusedAt: number
}

export interface RingSums {
  /** events */
  unread: number
  /** with headers and rounding */
  unreadBytes: number
  paddingBytes: number
  /** pages that have padding */
  paddedPages: number
  committedBytes: number
}

export class SlotCapture {
  readonly numbers: Float64Array
  private readonly bytes: Uint8Array

  /** @param memory at least `captureBytes(layout)` from `at` on; `at` a multiple of 8 */
  constructor(
    readonly layout: RfcLayout,
    memory: ArrayBufferLike,
    at = 0,
  ) {
    const rings = layout.snapshot ? 2 : 1
    const numbers = LEDGER_WORDS + SLOT_WORDS + rings * (RING_WORDS + layout.pagesPerCpu * PAGE_WORDS)
    this.numbers = new Float64Array(memory, at, numbers)
    this.bytes = new Uint8Array(memory, at + numbers * 8, captureBytes(layout) - numbers * 8)
  }

  static allocate(layout: RfcLayout): SlotCapture {
    return new SlotCapture(layout, new ArrayBuffer(captureBytes(layout)))
  }

  copyFrom(other: SlotCapture): void {
    this.numbers.set(other.numbers)
    this.bytes.set(other.bytes)
  }

  ledger(): Ledger {
    const word = (name: keyof typeof SlotF64): number => this.numbers[SlotF64[name] - SlotF64.attempted] as number
    return {
      attempted: word('attempted'),
      committed: word('committed'),
      inFlight: word('inFlight'),
      refused: { disabled: word('disabled'), tooBig: word('tooBig'), full: word('full') },
      read: word('read'),
      buffered: word('buffered'),
      overrun: word('overrun'),
      erased: word('erased'),
      inSnapshot: word('inSnapshot'),
    }
  }

  /** actor that holds the slot's lock */
  get lockHolder(): number | undefined {
    return holderOf(this.numbers[LEDGER_WORDS] as number)
  }
  get irqsOff(): boolean {
    return this.numbers[LEDGER_WORDS + 1] !== 0
  }
  get pendingIrqs(): number {
    return this.numbers[LEDGER_WORDS + 2] as number
  }
  /** number of the ring that is live; another one after a swap */
  get liveRing(): number {
    return this.numbers[LEDGER_WORDS + 3] as number
  }

  /** number of the spare ring; that of the live one where there is none */
  get spareRing(): number {
    return this.layout.snapshot ? (this.numbers[LEDGER_WORDS + 4] as number) : this.liveRing
  }

  /** @param bytes of its pages, where they were copied apart */
  live(bytes = this.ringBytes(0)): CapturedRing {
    return new CapturedRing(this.layout, this.numbers, ringAt(this.layout, 0), bytes)
  }
  snapshot(): CapturedRing | undefined {
    if (!this.layout.snapshot) return undefined
    return new CapturedRing(this.layout, this.numbers, ringAt(this.layout, 1), this.ringBytes(1))
  }

  /** the bytes of all pages in index order; empty where the ring is too large to be captured whole */
  ringBytes(which: 0 | 1): Uint8Array {
    if (this.bytes.length === 0) return this.bytes
    const size = this.layout.pagesPerCpu * this.layout.pageSize
    return this.bytes.subarray(which * size, (which + 1) * size)
  }
}

/** A captured ring, read in place. */
export class CapturedRing {
  constructor(
    readonly layout: RfcLayout,
    private readonly numbers: Float64Array,
    private readonly at: number,
    readonly bytes: Uint8Array,
  ) {}

  get headPage(): number {
    return this.numbers[this.at] as number
  }
  get head(): number {
    return this.numbers[this.at + 1] as number
  }
  get tailPage(): number {
    return this.numbers[this.at + 2] as number
  }
  get tail(): number {
    return this.numbers[this.at + 3] as number
  }
  get entries(): number {
    return this.numbers[this.at + 4] as number
  }
  get overrun(): number {
    return this.numbers[this.at + 5] as number
  }
  get dropped(): number {
    return this.numbers[this.at + 6] as number
  }
  get pendingLost(): number {
    return this.numbers[this.at + 7] as number
  }

  page(index: number): CapturedPage {
    const word = (at: number): number => this.numbers[this.at + RING_WORDS + index * PAGE_WORDS + at] as number
    return {
      page: index,
      committedBytes: word(PageI32.committed),
      consumedBytes: word(PageI32.consumed),
      paddingBytes: word(PageI32.padding),
      reservedBytes: word(PageI32.reserved),
      unread: word(PageI32.unread),
      refusedHere: word(PageI32.lost),
      refusedAt: word(PageI32.lostAt),
      pushedLost: word(PageI32.pushedLost),
      turns: word(PageI32.turns),
    }
  }

  /** The words of a page that a picture needs, into `out`: of a million pages no object each. */
  fillOf(index: number, out: { committed: number; consumed: number; reserved: number; padding: number }): void {
    const { numbers } = this
    const at = this.at + RING_WORDS + index * PAGE_WORDS
    out.committed = numbers[at + PageI32.committed] as number
    out.consumed = numbers[at + PageI32.consumed] as number
    out.reserved = numbers[at + PageI32.reserved] as number
    out.padding = numbers[at + PageI32.padding] as number
  }

  /** Over all pages. As posted, what a page says of itself can be nonsense: less than nothing is nothing. */
  sums(): RingSums {
    const sums = { unread: 0, unreadBytes: 0, paddingBytes: 0, paddedPages: 0, committedBytes: 0 }
    const { numbers } = this
    const end = this.at + RING_WORDS + this.layout.pagesPerCpu * PAGE_WORDS
    for (let at = this.at + RING_WORDS; at < end; at += PAGE_WORDS) {
      const committed = numbers[at + PageI32.committed] as number
      sums.unread += Math.max(0, numbers[at + PageI32.unread] as number)
      sums.unreadBytes += Math.max(0, committed - (numbers[at + PageI32.consumed] as number))
      const padding = numbers[at + PageI32.padding] as number
      sums.paddingBytes += padding
      if (padding > 0) sums.paddedPages++
      sums.committedBytes += committed
    }
    return sums
  }

  /** as the contract gives it; `pages` false leaves them out */
  state(pages: boolean): RingState {
    const { headPage, head, tailPage, tail, entries, overrun } = this
    const count = pages ? this.layout.pagesPerCpu : 0
    const states = Array.from({ length: count }, (_, index): PageState => {
      const { page, committedBytes, consumedBytes, paddingBytes, reservedBytes, unread } = this.page(index)
      return { page, committedBytes, consumedBytes, paddingBytes, reservedBytes, unread }
    })
    return { headPage, head, tailPage, tail, entries, overrun, pages: states }
  }
}

function ringAt(layout: RfcLayout, which: 0 | 1): number {
  return LEDGER_WORDS + SLOT_WORDS + which * (RING_WORDS + layout.pagesPerCpu * PAGE_WORDS)
}

/** Copies the slot of a CPU with both its rings. Allocates nothing. */
export function captureSlot(buffer: RfcBuffer, cpu: number, out: SlotCapture): void {
  const { i32, f64 } = buffer
  const { numbers } = out
  const counts = buffer.slotF64(cpu) + SlotF64.attempted
  for (let word = 0; word < LEDGER_WORDS; word++) numbers[word] = f64[counts + word] as number
  const slot = buffer.slotI32(cpu)
  numbers[LEDGER_WORDS] = i32[slot + SlotI32.lock] as number
  numbers[LEDGER_WORDS + 1] = i32[slot + SlotI32.irqsOff] as number
  numbers[LEDGER_WORDS + 2] = i32[slot + SlotI32.pendingIrqs] as number
  numbers[LEDGER_WORDS + 3] = i32[slot + SlotI32.live] as number
  numbers[LEDGER_WORDS + 4] = i32[slot + SlotI32.snap] as number
  copyRing(buffer, i32[slot + SlotI32.live] as number, out, 0)
  if (buffer.layout.snapshot) copyRing(buffer, i32[slot + SlotI32.snap] as number, out, 1)
}

function copyRing(buffer: RfcBuffer, ring: number, out: SlotCapture, which: 0 | 1): void {
  const { i32, f64 } = buffer
  const { numbers } = out
  let at = ringAt(buffer.layout, which)
  const words = buffer.ringI32(ring)
  const counts = buffer.ringF64(ring)
  for (let word = RingI32.headPage; word <= RingI32.tail; word++) numbers[at++] = i32[words + word] as number
  for (let word = RingF64.entries; word <= RingF64.pendingLost; word++) numbers[at++] = f64[counts + word] as number
  for (let page = 0; page < buffer.pagesPerCpu; page++) {
    const pageAt = buffer.pageWords(ring, page)
    for (let word = 0; word < PAGE_WORDS; word++) numbers[at++] = i32[pageAt + word] as number
  }
  const bytes = out.ringBytes(which)
  for (let page = 0; bytes.length > 0 && page < buffer.pagesPerCpu; page++) {
    const address = buffer.pageAddress(ring, page)
    bytes.set(buffer.u8.subarray(address, address + buffer.pageSize), page * buffer.pageSize)
  }
}

/** What belongs to the buffer as a whole. Late by nature. */
export function captureHeader(buffer: RfcBuffer): { recordDisabled: number; iterating: boolean; late: number } {
  return {
    recordDisabled: Atomics.load(buffer.i32, HeaderI32.recordDisabled),
    iterating: Atomics.load(buffer.i32, HeaderI32.iterating) !== 0,
    late: buffer.f64[HeaderF64.late] as number,
  }
}

/** Both sides of the ledger's two sums; 0 where it adds up. */
export function ledgerDifference(ledger: Ledger): { attempted: number; committed: number } {
  const { attempted, committed, inFlight, refused, read, buffered, overrun, erased, inSnapshot } = ledger
  return {
    attempted: attempted - committed - inFlight - refused.disabled - refused.tooBig - refused.full,
    committed: committed - read - buffered - overrun - erased - inSnapshot,
  }
}

export function emptyLedger(): Ledger {
  const refused = { disabled: 0, tooBig: 0, full: 0 }
  return {
    attempted: 0,
    committed: 0,
    inFlight: 0,
    refused,
    read: 0,
    buffered: 0,
    overrun: 0,
    erased: 0,
    inSnapshot: 0,
  }
}

export function addLedgers(a: Ledger, b: Ledger): Ledger {
  return {
    attempted: a.attempted + b.attempted,
    committed: a.committed + b.committed,
    inFlight: a.inFlight + b.inFlight,
    refused: {
      disabled: a.refused.disabled + b.refused.disabled,
      tooBig: a.refused.tooBig + b.refused.tooBig,
      full: a.refused.full + b.refused.full,
    },
    read: a.read + b.read,
    buffered: a.buffered + b.buffered,
    overrun: a.overrun + b.overrun,
    erased: a.erased + b.erased,
    inSnapshot: a.inSnapshot + b.inSnapshot,
  }
}
