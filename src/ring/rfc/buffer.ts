/**
 * One 2008 trace buffer in an arena: the words of `layout.ts` under their names, and the small questions every side asks.
 * It holds no state of its own, so each thread makes one over the same memory.
 *
 *   shared word            written by
 *   slot.lock              whoever takes or releases it (Atomics)
 *   slot.live, slot.snap   the snapshot, under the slot's lock
 *   ring.tailPage, tail    the CPU, under the lock; a reset
 *   ring.headPage, head    the reader, the CPU that pushes the head, a reset: each under the lock (as posted the reader without)
 *   page words             whoever moves head or tail over the page
 */
import { alignUp, Arena } from '../arena.ts'
import { RingError } from '../trace-buffer.ts'
import type { BufferGeometry } from '../trace-buffer.ts'
import {
  computeLayout,
  EventAt,
  HeaderI32,
  PAGE_WORDS,
  PageI32,
  RB_FL_OVERWRITE,
  RB_FL_SNAPSHOT,
  RingF64,
  RingI32,
  SlotF64,
  SlotI32,
} from './layout.ts'
import type { RfcLayout } from './layout.ts'
import { EVENT_ALIGN_BYTES, EVENT_HEADER_BYTES } from '../trace-buffer.ts'

export interface RfcOptions extends BufferGeometry {
  readonly overwrite: boolean
  /** true: the patch with its bugs; false: repaired */
  readonly asPosted: boolean
}

export class RfcBuffer {
  readonly layout: RfcLayout
  readonly cpus: number
  readonly pagesPerCpu: number
  readonly pageSize: number
  readonly asPosted: boolean
  readonly i32: Int32Array
  readonly i16: Int16Array
  readonly f64: Float64Array
  readonly u8: Uint8Array

  constructor(
    readonly arena: Arena,
    readonly options: RfcOptions,
  ) {
    this.layout = computeLayout(options)
    this.cpus = options.cpus
    this.pagesPerCpu = options.pagesPerCpu
    this.pageSize = options.pageSize
    this.asPosted = options.asPosted
    this.i32 = arena.i32
    this.i16 = arena.i16
    this.f64 = arena.f64
    this.u8 = arena.u8
  }

  /** Int32 index of the first word of a CPU's slot; `slotF64` the same as a Float64 index. */
  slotI32(cpu: number): number {
    return (this.layout.slotsAt + cpu * this.layout.slotBytes) >>> 2
  }
  slotF64(cpu: number): number {
    return (this.layout.slotsAt + cpu * this.layout.slotBytes) >>> 3
  }
  ringI32(ring: number): number {
    return (this.layout.ringsAt + ring * this.layout.ringBytes) >>> 2
  }
  ringF64(ring: number): number {
    return (this.layout.ringsAt + ring * this.layout.ringBytes) >>> 3
  }
  /** pages[] of the ring: the number of the page at this index */
  pageNumber(ring: number, index: number): number {
    return this.i32[((this.layout.tablesAt + ring * this.layout.tableBytes) >>> 2) + index] as number
  }
  /** Int32 index of the words of the page at this index of the ring */
  pageWords(ring: number, index: number): number {
    return (this.layout.pageWordsAt >>> 2) + this.pageNumber(ring, index) * PAGE_WORDS
  }
  /** byte address of the page at this index of the ring */
  pageAddress(ring: number, index: number): number {
    return this.layout.pagesAt + this.pageNumber(ring, index) * this.pageSize
  }
  /** buffers[cpu]; only certain under the slot's lock, later it can be the spare one already */
  liveRing(cpu: number): number {
    return this.i32[this.slotI32(cpu) + SlotI32.live] as number
  }
  /** snapBuffers[cpu], or undefined without RB_FL_SNAPSHOT */
  snapRing(cpu: number): number | undefined {
    const ring = this.i32[this.slotI32(cpu) + SlotI32.snap] as number
    return ring < 0 ? undefined : ring
  }
  /** The most events that all live rings can hold at once: an event without a body takes 16 bytes. */
  get room(): number {
    const smallest = alignUp(EVENT_HEADER_BYTES, EVENT_ALIGN_BYTES)
    return this.cpus * this.pagesPerCpu * Math.floor(this.pageSize / smallest)
  }
  get overwrite(): boolean {
    return Atomics.load(this.i32, HeaderI32.overwrite) !== 0
  }
  setOverwrite(overwrite: boolean): void {
    Atomics.store(this.i32, HeaderI32.overwrite, overwrite ? 1 : 0)
  }

  /** The page after this one; the last is followed by page 0. */
  nextPage(index: number): number {
    return index + 1 >= this.pagesPerCpu ? 0 : index + 1
  }
  /** No event header fits behind this offset: the page ends short. Offsets are unsigned longs in C, so a negative one is past every end. */
  isShort(offset: number): boolean {
    return offset < 0 ? offset + EVENT_HEADER_BYTES < 0 : offset + EVENT_HEADER_BYTES > this.pageSize
  }
  /** Type 0 and counter 0: the padding at the end of a page, or, as posted, an event that looks like it. */
  isNull(address: number): boolean {
    return this.s16At(address + EventAt.type) === 0 && this.wordAt(address) === 0 && this.wordAt(address + 4) === 0
  }
  /** the event's total length as its s16 says it */
  eventLength(address: number): number {
    return this.s16At(address + EventAt.length)
  }
  /**
   * The 32 bits at this address. Events lie on 8 bytes, but a reader as posted that has stepped off its ring takes any s16 for a length,
   * and then reads from any address, as C does.
   */
  wordAt(address: number): number {
    if ((address & 3) === 0) return this.i32[address >>> 2] as number
    return (this.s16At(address) & 0xffff) | (this.s16At(address + 2) << 16)
  }
  s16At(address: number): number {
    if ((address & 1) === 0) return this.i16[address >>> 1] as number
    return (((this.u8[address] as number) | ((this.u8[address + 1] as number) << 8)) << 16) >> 16
  }
  isEmpty(ring: number): boolean {
    const at = this.ringI32(ring)
    const { i32 } = this
    return (
      i32[at + RingI32.headPage] === i32[at + RingI32.tailPage] && i32[at + RingI32.head] === i32[at + RingI32.tail]
    )
  }

  /** The sum of the slots' ledger words of this name; consistent only while nobody writes. */
  sumLedger(word: keyof typeof SlotF64): number {
    let sum = 0
    for (let cpu = 0; cpu < this.cpus; cpu++) sum += this.f64[this.slotF64(cpu) + SlotF64[word]] as number
    return sum
  }
  /** entries, overrun or dropped of one CPU's live ring, or of all. "If you care about this being correct, lock the buffer" [the mail]. */
  count(word: keyof typeof RingF64, cpu?: number): number {
    if (cpu !== undefined) return this.f64[this.ringF64(this.liveRing(cpu)) + RingF64[word]] as number
    let sum = 0
    for (let each = 0; each < this.cpus; each++) sum += this.count(word, each)
    return sum
  }
}

/**
 * ring_buffer_alloc: zeroed pages, every CPU with its live ring and, where asked, a spare one.
 * @throws RingError invalid-config, RangeError where the memory cannot be had
 */
export function allocateRfcBuffer(options: RfcOptions, shared: boolean): RfcBuffer {
  const layout = computeLayout(options)
  const buffer = new RfcBuffer(Arena.allocate(layout.totalBytes, shared), options)
  buffer.setOverwrite(options.overwrite)
  for (let ring = 0; ring < layout.rings; ring++) {
    const table = (layout.tablesAt + ring * layout.tableBytes) >>> 2
    for (let page = 0; page < options.pagesPerCpu; page++) buffer.i32[table + page] = ring * options.pagesPerCpu + page
  }
  for (let cpu = 0; cpu < options.cpus; cpu++) {
    const slot = buffer.slotI32(cpu)
    buffer.i32[slot + SlotI32.live] = cpu
    buffer.i32[slot + SlotI32.snap] = options.snapshot ? options.cpus + cpu : -1
  }
  return buffer
}

/** The patch's page size; the mail's alloc knows no other. */
export const RFC_PAGE_SIZE = 4096
/** bytes; the header of one event and its rounding */
const MIN_PAGE_SIZE = 16

/**
 * The arguments of the mail's ring_buffer_alloc as options: `size` bytes per CPU are rounded up to pages, one page is bumped to two.
 * @param maxEventSize bytes; replaced by the page size, whatever it is
 * @throws RingError invalid-config: max_event_size above a page (WARN_ON and NULL in C), a size or page size that is none, or, repaired, size 0 or
 * no CPU
 */
export function rfcOptions(
  size: number,
  flags: number,
  cpus: number,
  maxEventSize: number,
  asPosted: boolean,
  pageSize = RFC_PAGE_SIZE,
): RfcOptions {
  if (maxEventSize > pageSize)
    throw new RingError('invalid-config', `max_event_size ${maxEventSize} is above the page size ${pageSize}`)
  if (!Number.isSafeInteger(size) || size < 0)
    throw new RingError('invalid-config', `${size} is no size: it takes a whole number of bytes`)
  if (!(pageSize >= MIN_PAGE_SIZE && Number.isInteger(Math.log2(pageSize))))
    throw new RingError('invalid-config', `${pageSize} is no page size: it takes a power of two from ${MIN_PAGE_SIZE}`)
  // without this, size 0 gives zero pages and the first write runs into BUG_ON
  if (!asPosted && size === 0) throw new RingError('invalid-config', 'a buffer of size 0 has no page to write to')
  if (!asPosted && cpus < 1) throw new RingError('invalid-config', 'a buffer needs at least one CPU')
  const pages = Math.ceil(size / pageSize)
  return {
    cpus,
    pagesPerCpu: pages === 1 ? 2 : pages,
    pageSize,
    snapshot: (flags & RB_FL_SNAPSHOT) !== 0,
    overwrite: (flags & RB_FL_OVERWRITE) !== 0,
    asPosted,
  }
}

/** @throws RingError bad-cpu */
export function requireCpu(buffer: RfcBuffer, cpu: number): void {
  if (!(cpu >= 0 && cpu < buffer.cpus))
    throw new RingError('bad-cpu', `there is no CPU ${cpu} in this buffer of ${buffer.cpus}`)
}

/** Words of a page, as `PageI32` names them. */
export function pageWord(buffer: RfcBuffer, ring: number, page: number, word: keyof typeof PageI32): number {
  return buffer.i32[buffer.pageWords(ring, page) + PageI32[word]] as number
}
