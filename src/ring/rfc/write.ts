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
import { copyWords } from './body.ts'
import type { RfcBuffer } from './buffer.ts'
import { changeEntries } from './entries.ts'
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
  private readonly f64: Float64Array
  private readonly slot: number
  private readonly counts: number
  private readonly maxPayload: number
  /** the ring that the open reservation lies in; commit goes there even if another is live by then */
  private ring = 0
  private page = 0

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
    this.f64 = buffer.f64
    this.slot = buffer.slotI32(this.cpu)
    this.counts = buffer.slotF64(this.cpu)
    this.maxPayload = maxPayloadBytes(buffer.pageSize)
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
    const half = (length >>> 3) * 4
    copyWords(words, wordAt, this.buffer, body, 0, half)
    this.probe(Point.BodyHalf, this.ring, this.page, half)
    copyWords(words, wordAt, this.buffer, body, half, length)
    this.probe(Point.BodyWritten, this.ring, this.page, length)
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
    const { i32, f64, counts } = this
    const length = this.buffer.eventLength(body - EventAt.body)
    const tailAt = this.buffer.ringI32(this.ring) + RingI32.tail
    const tail = (i32[tailAt] as number) + length
    const words = this.buffer.pageWords(this.ring, this.page)
    i32[tailAt] = tail
    i32[words + PageI32.committed] = tail
    i32[words + PageI32.reserved] = 0
    addI32(i32, words + PageI32.unread, 1)
    addF64(f64, counts + SlotF64.inFlight, -1)
    addF64(f64, counts + SlotF64.committed, 1)
    addF64(f64, counts + SlotF64.buffered, 1)
    this.probe(Point.TailPublished, this.ring, this.page, tail)
    this.unlock()
  }

  private place(type: number, length: number): number {
    // repaired: without this a type loses its upper bits, and one that becomes 0 can look like padding
    if (!this.buffer.asPosted && (type & 0x7fff) !== type)
      throw new RingError('invalid-type', `event type ${type} is outside 0..32767`)
    this.attempt(type, length)
    const depth = recordOff(this.buffer)
    this.probe(Point.DisabledRead, this.cpu, depth, 1)
    if (depth !== 0) return this.refuseUnlocked(Refused.disabled)

    this.irqsOff()
    this.takeLock()
    this.ring = this.i32[this.slot + SlotI32.live] as number
    this.probe(Point.RingChosen, this.cpu, this.ring, 0)
    const depthUnderLock = recordOff(this.buffer)
    this.probe(Point.DisabledRead, this.cpu, depthUnderLock, 2)
    if (depthUnderLock !== 0) return this.refuseLocked(Refused.disabled)

    const total = (length + EVENT_HEADER_BYTES + EVENT_ALIGN_BYTES - 1) & -EVENT_ALIGN_BYTES
    if (length > this.maxPayload) return this.refuseLocked(Refused.tooBig)
    const event = this.reserveNext(total)
    if (event < 0) return this.refuseLocked(Refused.full)
    this.stamp(event, type)
    return event + EventAt.body
  }

  private attempt(type: number, length: number): void {
    addF64(this.f64, this.counts + SlotF64.attempted, 1)
    addF64(this.f64, this.counts + SlotF64.inFlight, 1)
    this.probe(Point.Attempted, this.cpu, type, length)
  }

  private irqsOff(): void {
    if (!this.irqSave) return
    this.i32[this.slot + SlotI32.irqsOff] = 1
    this.probe(Point.IrqsSaved, this.cpu, 0, 0)
  }

  /** A writer never gives up: where the holder is dead it waits until the machine is taken down, its attempt in flight. */
  private takeLock(): void {
    while (!this.locks.acquire(this.slot + SlotI32.lock, this.cpu)) this.locks.awaitForever(this.cpu)
  }

  private unlock(): void {
    this.locks.release(this.slot + SlotI32.lock, this.cpu)
    if (!this.irqSave) return
    this.i32[this.slot + SlotI32.irqsOff] = 0
    this.probe(Point.IrqsRestored, this.cpu, 0, 0)
  }

  /** ring_buffer_reserve_next_event. @returns the event's byte address, or -1 where the ring is full */
  private reserveNext(total: number): number {
    const { buffer, i32, ring } = this
    const at = buffer.ringI32(ring)
    this.page = i32[at + RingI32.tailPage] as number
    const headPage = i32[at + RingI32.headPage] as number
    let tail = i32[at + RingI32.tail] as number
    this.checkPages(headPage)
    this.probe(Point.SpaceChecked, ring, tail, total)
    if (tail + total > buffer.pageSize) {
      if (!this.turnPage(tail, headPage)) return -1
      tail = 0
    }
    const event = buffer.pageAddress(ring, this.page) + tail
    buffer.i16[(event + EventAt.length) >>> 1] = total
    i32[buffer.pageWords(ring, this.page) + PageI32.reserved] = total
    this.probe(Point.LengthStored, ring, this.page, total)
    changeEntries(buffer, ring, 1, this.probe)
    return event
  }

  private checkPages(headPage: number): void {
    const { pagesPerCpu } = this.buffer
    if (this.page >= pagesPerCpu || headPage >= pagesPerCpu)
      throw new KernelBug(`BUG_ON: tail_page ${this.page}, head_page ${headPage} of ${pagesPerCpu} pages`)
  }

  private stamp(event: number, type: number): void {
    const { buffer, i32, clock } = this
    // repaired: a stamp of 0 on type 0 would be read as padding, so the clock gives at least 1
    clock.take(buffer.asPosted ? 0 : 1)
    i32[event >>> 2] = clock.lo
    i32[(event >>> 2) + 1] = clock.hi
    this.probe(Point.StampStored, this.ring, this.page, event)
    buffer.i16[(event + EventAt.type) >>> 1] = type
    this.probe(Point.TypeStored, this.ring, this.page, type)
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
    const { buffer, i32, ring, page } = this
    const rest = buffer.pageSize - tail
    if (!buffer.isShort(tail)) {
      const event = buffer.pageAddress(ring, page) + tail
      i32[event >>> 2] = 0
      i32[(event >>> 2) + 1] = 0
      buffer.i16[(event + EventAt.type) >>> 1] = 0
      buffer.i16[(event + EventAt.length) >>> 1] = rest
    }
    i32[buffer.pageWords(ring, page) + PageI32.padding] = rest
    this.probe(Point.PaddingWritten, ring, page, rest)
  }

  private enterPage(next: number, pushed: number): void {
    const { buffer, i32, ring } = this
    const at = buffer.ringI32(ring)
    // before tailPage says so: whoever finds this CPU dead in between reads these words, not a tail of the page before
    const words = buffer.pageWords(ring, next)
    for (let word = PageI32.committed; word <= PageI32.lostAt; word++) i32[words + word] = 0
    i32[words + PageI32.pushedLost] = pushed
    addI32(i32, words + PageI32.turns, 1)
    this.page = next
    i32[at + RingI32.tailPage] = next
    this.probe(Point.TailPageStored, ring, next, 0)
    i32[at + RingI32.tail] = 0
    this.probe(Point.TailStored, ring, next, 0)
  }

  private countDrop(tail: number): false {
    const { buffer, i32, ring } = this
    // repaired: as posted a refused write is counted nowhere
    if (!buffer.asPosted) addF64(this.f64, buffer.ringF64(ring) + RingF64.dropped, 1)
    const words = buffer.pageWords(ring, this.page)
    if (i32[words + PageI32.lost] === 0) i32[words + PageI32.lostAt] = tail
    addI32(i32, words + PageI32.lost, 1)
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
