/**
 * The writer of one CPU: reserve → commit, and write, in the order of the mail.
 *
 *      tail                 length = ALIGN8(12 + body)
 *       v
 *   [ev][ev]·············|            fits: the event goes to tail
 *   [ev][ev][null event..|[ev]        does not fit: the rest of the page becomes padding, the page turns
 *             HEAD there? overwrite: the whole head page is lost (overrun); else the write is refused (full)
 *
 * Who may store what: everything below `acquire` is done under the slot's lock by this CPU alone. `attempted`, `inFlight` and the
 * refusal for being disabled move outside it, but only ever in this thread. Nothing here allocates.
 *
 * Interrupts are off from before the lock is taken until after it is released, so an interrupt never finds the lock held by the
 * CPU that it interrupts.
 */
import { addF64, addI32 } from '../arena.ts'
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import type { Locks } from '../slot-lock.ts'
import {
  EVENT_ALIGN_BYTES,
  EVENT_HEADER_BYTES,
  KernelBug,
  maxPayloadBytes,
  Refused,
  RingError,
} from '../trace-buffer.ts'
import type { TraceClock } from '../trace-buffer.ts'
import { noWarn } from '../warn.ts'
import type { Warn } from '../warn.ts'
import { copyLastBytes, copyWords } from './body.ts'
import type { RfcBuffer } from './buffer.ts'
import { changeEntriesAt } from './entries.ts'
import { EventAt, PageI32, RingF64, RingI32, SlotF64, SlotI32 } from './layout.ts'
import { pushHeadPage } from './overrun.ts'
import { recordOff } from './record-disable.ts'

export interface WriterOptions {
  readonly cpu: number
  readonly clock: TraceClock
  readonly locks: Locks
  readonly probe?: Probe
  /** false: interrupts stay on under the lock, as they would without the patch's local_irq_save */
  readonly irqSave?: boolean
  /** where WARN_ON is seen */
  readonly warn?: Warn
}

export class RfcWriter {
  readonly cpu: number
  private readonly clock: TraceClock
  private readonly locks: Locks
  private readonly probe: Probe
  private readonly irqSave: boolean
  private readonly warn: Warn
  private readonly i32: Int32Array
  private readonly i16: Int16Array
  private readonly f64: Float64Array
  private readonly asPosted: boolean
  private readonly pageSize: number
  private readonly pagesPerCpu: number
  private readonly slot: number
  private readonly counts: number
  private readonly maxPayload: number
  /** the ring that the open reservation lies in; commit goes there even if another is live by then */
  private ring = 0
  private page = 0
  /** what the save found, and the restore puts back: a handler has a writer of its own */
  private savedIrqs = 0
  /** where the words of that ring and that page lie; which page belongs where in a ring never changes, so they stand until ring or page do */
  private ringAt = 0
  private entriesAt = 0
  private pageWords = 0
  private pageAddress = 0

  constructor(
    private readonly buffer: RfcBuffer,
    options: WriterOptions,
  ) {
    if (!(options.cpu >= 0 && options.cpu < buffer.cpus)) {
      // buffers[cpu] beyond the array: a null pointer in C
      const text = `CPU ${options.cpu} has no ring in this buffer of ${buffer.cpus}`
      throw buffer.asPosted ? new KernelBug(text) : new RingError('bad-cpu', text)
    }
    this.cpu = options.cpu
    this.clock = options.clock
    this.locks = options.locks
    this.probe = options.probe ?? noProbe
    this.irqSave = options.irqSave ?? true
    this.warn = options.warn ?? noWarn
    this.i32 = buffer.i32
    this.i16 = buffer.i16
    this.f64 = buffer.f64
    this.asPosted = buffer.asPosted
    this.pageSize = buffer.pageSize
    this.pagesPerCpu = buffer.pagesPerCpu
    this.slot = buffer.slotI32(this.cpu)
    this.counts = buffer.slotF64(this.cpu)
    this.maxPayload = maxPayloadBytes(buffer.pageSize)
    this.goToRing(0)
  }

  /**
   * ring_buffer_write.
   * @param length bytes of the body @param words where the body lies, from word `wordAt` on
   * @returns the body's byte address in the arena, or a code of `Refused`
   * @throws RingError invalid-type: types outside 0..32767, which would not survive the s16 of the header
   */
  write(type: number, length: number, words: Int32Array, wordAt: number): number {
    const body = this.place(type, length)
    if (body < 0) return body
    const { i32, probe } = this
    const half = length >>> 3
    const whole = length >>> 2
    copyWords(words, wordAt, i32, body >>> 2, 0, half)
    probe(Point.BodyHalf, this.ring, this.page, half * 4)
    copyWords(words, wordAt, i32, body >>> 2, half, whole)
    if ((length & 3) !== 0) copyLastBytes(words[wordAt + whole] as number, this.buffer.u8, body, length)
    probe(Point.BodyWritten, this.ring, this.page, length)
    this.commit(body)
    return body
  }

  /**
   * ring_buffer_lock_reserve: finds room, stamps the event and keeps the lock. The caller fills the body in place and commits.
   * @returns the body's byte address in the arena, or a code of `Refused` (then nothing is locked)
   */
  reserve(type: number, length: number): number {
    const body = this.place(type, length)
    if (body === Refused.tooBig) this.warnTooBig(length) // write says nothing, as in the mail
    return body
  }

  /** ring_buffer_unlock_commit. @param body what `reserve` returned; the header before it is trusted, as in the mail */
  commit(body: number): void {
    const { i32, f64, counts, pageWords } = this
    const length = this.i16[(body - EventAt.body + EventAt.length) >>> 1] as number
    const tail = (i32[this.ringAt + RingI32.tail] as number) + length
    i32[this.ringAt + RingI32.tail] = tail
    i32[pageWords + PageI32.committed] = tail
    i32[pageWords + PageI32.reserved] = 0
    addI32(i32, pageWords + PageI32.unread, 1)
    addF64(f64, counts + SlotF64.inFlight, -1)
    addF64(f64, counts + SlotF64.committed, 1)
    addF64(f64, counts + SlotF64.buffered, 1)
    this.probe(Point.TailPublished, this.ring, this.page, tail)
    this.unlock()
  }

  /**
   * ring_buffer_reserve and ring_buffer_reserve_next_event, from the attempt to the stamped header. One function, not one per paragraph: V8
   * stops inlining after a number of bytecodes, and calls that are left cost more than what they do.
   */
  private place(type: number, length: number): number {
    const { buffer, i32, i16, f64, counts, cpu, clock, probe } = this
    // repaired: without this a type loses its upper bits, and one that becomes 0 can look like padding
    if ((type & 0x7fff) !== type && !this.asPosted)
      throw new RingError('invalid-type', `event type ${type} is outside 0..32767`)
    addF64(f64, counts + SlotF64.attempted, 1)
    addF64(f64, counts + SlotF64.inFlight, 1)
    probe(Point.Attempted, cpu, type, length)
    const depth = recordOff(i32)
    probe(Point.DisabledRead, cpu, depth, 1)
    if (depth !== 0) return this.refuseUnlocked(Refused.disabled)

    if (this.irqSave) {
      this.savedIrqs = i32[this.slot + SlotI32.irqsOff] as number
      i32[this.slot + SlotI32.irqsOff] = 1
      probe(Point.IrqsSaved, cpu, 0, 0)
    }
    this.takeLock()
    const ring = i32[this.slot + SlotI32.live] as number
    if (ring !== this.ring) this.goToRing(ring)
    probe(Point.RingChosen, cpu, ring, 0)
    const depthUnderLock = recordOff(i32)
    probe(Point.DisabledRead, cpu, depthUnderLock, 2)
    if (depthUnderLock !== 0) return this.refuseLocked(Refused.disabled)

    if (length > this.maxPayload) return this.refuseLocked(Refused.tooBig)
    const total = (length + EVENT_HEADER_BYTES + EVENT_ALIGN_BYTES - 1) & -EVENT_ALIGN_BYTES
    const tailPage = i32[this.ringAt + RingI32.tailPage] as number
    const headPage = i32[this.ringAt + RingI32.headPage] as number
    let tail = i32[this.ringAt + RingI32.tail] as number
    if (tailPage >= this.pagesPerCpu || headPage >= this.pagesPerCpu) throw bugOfPages(buffer, tailPage, headPage)
    if (tailPage !== this.page) this.goToPage(tailPage)
    probe(Point.SpaceChecked, ring, tail, total)
    if (tail + total > this.pageSize) {
      if (!this.turnPage(tail, headPage)) return this.refuseLocked(Refused.full)
      tail = 0
    }
    const event = this.pageAddress + tail
    i16[(event + EventAt.length) >>> 1] = total
    i32[this.pageWords + PageI32.reserved] = total
    probe(Point.LengthStored, ring, this.page, total)
    changeEntriesAt(f64, this.entriesAt, ring, 1, probe)

    // repaired: a stamp of 0 on type 0 would be read as padding, so the clock gives at least 1
    clock.take(this.asPosted ? 0 : 1)
    i32[event >>> 2] = clock.lo
    i32[(event >>> 2) + 1] = clock.hi
    probe(Point.StampStored, ring, this.page, tail)
    i16[(event + EventAt.type) >>> 1] = type
    probe(Point.TypeStored, ring, this.page, type)
    return event + EventAt.body
  }

  private goToRing(ring: number): void {
    this.ring = ring
    this.ringAt = this.buffer.ringI32(ring)
    this.entriesAt = this.buffer.ringF64(ring) + RingF64.entries
    this.goToPage(0)
  }

  private goToPage(page: number): void {
    this.page = page
    this.pageWords = this.buffer.pageWords(this.ring, page)
    this.pageAddress = this.buffer.pageAddress(this.ring, page)
  }

  /** A writer never gives up: where the holder is dead it waits until the machine is taken down, its attempt in flight. */
  private takeLock(): void {
    while (!this.locks.acquire(this.slot + SlotI32.lock, this.cpu)) this.locks.awaitForever(this.cpu)
  }

  private unlock(): void {
    this.locks.release(this.slot + SlotI32.lock, this.cpu)
    if (!this.irqSave) return
    this.i32[this.slot + SlotI32.irqsOff] = this.savedIrqs
    this.probe(Point.IrqsRestored, this.cpu, 0, 0)
  }

  /** @returns false where the next page is the head page and may not be overwritten */
  private turnPage(tail: number, headPage: number): boolean {
    const { buffer, ring } = this
    const next = buffer.nextPage(this.page)
    let pushed = 0
    if (next === headPage) {
      if (!buffer.overwrite) return this.countDrop(tail)
      pushed = pushHeadPage(buffer, this.cpu, ring, headPage, this.probe)
    }
    this.pad(tail)
    this.enterPage(next, pushed)
    return true
  }

  /** The rest of the page holds no event: a null event where a header fits, else a short end. */
  private pad(tail: number): void {
    const { buffer, i32, i16 } = this
    const rest = buffer.pageSize - tail
    if (!buffer.isShort(tail)) {
      const event = this.pageAddress + tail
      i32[event >>> 2] = 0
      i32[(event >>> 2) + 1] = 0
      i16[(event + EventAt.type) >>> 1] = 0
      i16[(event + EventAt.length) >>> 1] = rest
    }
    i32[this.pageWords + PageI32.padding] = rest
    this.probe(Point.PaddingWritten, this.ring, this.page, rest)
  }

  private enterPage(next: number, pushed: number): void {
    const { buffer, i32, ring, ringAt: at } = this
    // before tailPage says so: whoever finds this CPU dead in between reads these words, not a tail of the page before
    const words = buffer.pageWords(ring, next)
    for (let word = PageI32.committed; word <= PageI32.lostAt; word++) i32[words + word] = 0
    i32[words + PageI32.pushedLost] = pushed
    addI32(i32, words + PageI32.turns, 1)
    this.goToPage(next)
    i32[at + RingI32.tailPage] = next
    this.probe(Point.TailPageStored, ring, next, 0)
    i32[at + RingI32.tail] = 0
    this.probe(Point.TailStored, ring, next, 0)
  }

  private countDrop(tail: number): false {
    const { buffer, i32, ring } = this
    // repaired: as posted a refused write is counted nowhere
    if (!buffer.asPosted) addF64(this.f64, buffer.ringF64(ring) + RingF64.dropped, 1)
    if (i32[this.pageWords + PageI32.lost] === 0) i32[this.pageWords + PageI32.lostAt] = tail
    addI32(i32, this.pageWords + PageI32.lost, 1)
    return false
  }

  private refuseUnlocked(code: number): number {
    this.countRefusal(code)
    return code
  }

  private refuseLocked(code: number): number {
    this.countRefusal(code)
    this.unlock()
    return code
  }

  private countRefusal(code: number): void {
    const word = code === Refused.disabled ? SlotF64.disabled : code === Refused.tooBig ? SlotF64.tooBig : SlotF64.full
    addF64(this.f64, this.counts + SlotF64.inFlight, -1)
    addF64(this.f64, this.counts + word, 1)
    this.probe(Point.WriteRefused, this.cpu, code, 0)
  }

  private warnTooBig(length: number): void {
    const { pageSize } = this.buffer
    this.warn(
      `WARN_ON: CPU ${this.cpu} reserves ${length} bytes, with their header more than max_event_size ${pageSize}`,
    )
  }
}

function bugOfPages({ pagesPerCpu }: RfcBuffer, tailPage: number, headPage: number): KernelBug {
  return new KernelBug(`BUG_ON: tail_page ${tailPage}, head_page ${headPage} of ${pagesPerCpu} pages`)
}
