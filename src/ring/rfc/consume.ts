/**
 * ring_buffer_consume: of all CPUs the event with the smallest stamp (ties: the lowest CPU), taken out of its ring.
 *
 * The mail takes no lock here. Repaired, the reader looks at all heads without one, as the mail does, but takes the lock of the winner's slot,
 * looks at its head anew (the writer may have pushed the page away, or the look may have been torn), copies the event out, and only then
 * passes it. A merge of live rings cannot be sorted across CPUs: a ring that was empty at the look may commit an earlier stamp
 * right after. Such an event is delivered, counted and marked `late`. Where the rings stand still every look is exact.
 *
 * A slot whose lock is held by a dead actor is skipped from then on: what its ring holds stays buffered.
 */
import { addF64, addI32 } from '../arena.ts'
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { noLocks } from '../slot-lock.ts'
import type { Locks } from '../slot-lock.ts'
import { advance, atEnd, atPadding, settle } from './advance.ts'
import type { Position } from './advance.ts'
import type { RfcBuffer } from './buffer.ts'
import { HeaderF64, PageI32, RingF64, RingI32, SlotF64, SlotI32 } from './layout.ts'
import { forgetLostBefore, leavePage, lostBefore } from './lost.ts'
import { compareStamps, ReadEvent } from './read-event.ts'

/** After this many looks that the writer overtook, the head that is there is taken as it is; an inversion is then counted as late. */
const LOOKS = 8

export class RfcConsumer {
  readonly event = new ReadEvent()
  private readonly candidate = new ReadEvent()
  private readonly at: Position = { ring: 0, page: 0, offset: 0, tailPage: 0, tail: 0 }
  private readonly locks: Locks
  /** 1: a dead actor holds this CPU's lock, for ever */
  private readonly frozen: Uint8Array
  private bestCpu = -1
  private bestLo = 0
  private bestHi = 0

  constructor(
    private readonly buffer: RfcBuffer,
    locks: Locks,
    private readonly probe: Probe = noProbe,
  ) {
    // as posted, consume takes no lock
    this.locks = buffer.asPosted ? noLocks : locks
    this.frozen = new Uint8Array(buffer.cpus)
  }

  /** @returns false when every ring is empty; else the event is in `event` */
  consume(): boolean {
    return this.next(true)
  }

  /** The event that `consume` would give now; nothing is taken. */
  peek(): boolean {
    return this.next(false)
  }

  private next(take: boolean): boolean {
    for (let look = 1; this.choose(); look++) {
      const { bestCpu } = this
      if (!this.lock(bestCpu)) continue
      const there = this.lookAgain(bestCpu, look >= LOOKS)
      if (there) this.deliver(bestCpu, take)
      this.unlock(bestCpu)
      if (there) return true
    }
    return false
  }

  /** Compares the heads of all CPUs. @returns false when all are empty, or frozen */
  private choose(): boolean {
    this.bestCpu = -1
    for (let cpu = 0; cpu < this.buffer.cpus; cpu++) {
      if (this.frozen[cpu] === 0 && this.look(cpu)) this.compare(cpu)
    }
    if (this.bestCpu < 0) return false
    this.probe(Point.WinnerChosen, this.bestCpu, 0, 0)
    return true
  }

  /** Without the lock, but for stepping over padding, which is a store. @returns an event is there */
  private look(cpu: number): boolean {
    this.loadHead(cpu)
    if (atEnd(this.at)) return false
    if (!atPadding(this.buffer, this.at)) return true
    if (!this.lock(cpu)) return false
    const there = this.settleHead(cpu)
    this.unlock(cpu)
    return there
  }

  private compare(cpu: number): void {
    const { candidate, at } = this
    candidate.readStamp(this.buffer, this.buffer.pageAddress(at.ring, at.page) + at.offset)
    const earlier = this.bestCpu < 0 || compareStamps(candidate.hi, candidate.lo, this.bestHi, this.bestLo) < 0
    if (earlier) {
      this.bestCpu = cpu
      this.bestLo = candidate.lo
      this.bestHi = candidate.hi
    }
    this.probe(Point.CandidateCompared, cpu, at.page, at.offset)
  }

  /** Under the winner's lock: is its head still the one that won? As posted nobody asks. */
  private lookAgain(cpu: number, lastLook: boolean): boolean {
    const { candidate, at } = this
    if (this.buffer.asPosted) {
      this.loadHead(cpu)
      return true
    }
    if (!this.settleHead(cpu)) return false
    if (lastLook) return true
    candidate.readStamp(this.buffer, this.buffer.pageAddress(at.ring, at.page) + at.offset)
    return candidate.lo === this.bestLo && candidate.hi === this.bestHi
  }

  private lock(cpu: number): boolean {
    const taken = this.locks.acquire(this.buffer.slotI32(cpu) + SlotI32.lock, cpu)
    if (!taken) this.frozen[cpu] = 1
    return taken
  }
  private unlock(cpu: number): void {
    this.locks.release(this.buffer.slotI32(cpu) + SlotI32.lock, cpu)
  }

  /** Loads the head of the CPU's live ring and steps over padding. @returns an event is there */
  private settleHead(cpu: number): boolean {
    this.loadHead(cpu)
    const { page } = this.at
    const there = settle(this.buffer, this.at)
    if (this.at.page !== page) this.storeHead(page, Point.PaddingSkipped)
    return there
  }

  private loadHead(cpu: number): void {
    const { buffer, at } = this
    at.ring = buffer.liveRing(cpu)
    const words = buffer.ringI32(at.ring)
    at.page = buffer.i32[words + RingI32.headPage] as number
    at.offset = buffer.i32[words + RingI32.head] as number
    at.tailPage = buffer.i32[words + RingI32.tailPage] as number
    at.tail = buffer.i32[words + RingI32.tail] as number
  }

  private deliver(cpu: number, take: boolean): void {
    const { buffer, at, event } = this
    const { ring, page, offset } = at
    event.copyFrom(buffer, cpu, buffer.pageAddress(ring, page) + offset, this.probe)
    event.lostBefore = lostBefore(buffer, ring, page, offset)
    event.late = this.isLate()
    if (!take) return
    this.countDelivery()
    this.probe(Point.LengthRead, ring, event.length, 0)
    this.passEvent(cpu)
  }

  private passEvent(cpu: number): void {
    const { buffer, at, event } = this
    const { ring, page, offset } = at
    advance(buffer, at)
    forgetLostBefore(buffer, ring, page, offset)
    const words = buffer.pageWords(ring, page)
    buffer.i32[words + PageI32.consumed] = offset + event.length
    addI32(buffer.i32, words + PageI32.unread, -1)
    const counts = buffer.slotF64(cpu)
    addF64(buffer.f64, counts + SlotF64.buffered, -1)
    addF64(buffer.f64, counts + SlotF64.read, 1)
    this.storeHead(page, Point.HeadAdvanced)
    const entriesAt = buffer.ringF64(ring) + RingF64.entries
    const entries = buffer.f64[entriesAt] as number
    this.probe(Point.EntriesRead, ring, entries, 0)
    buffer.f64[entriesAt] = entries - 1
    this.probe(Point.EntriesWritten, ring, entries - 1, 0)
  }

  private storeHead(pageBefore: number, point: Point): void {
    const { buffer, at } = this
    const words = buffer.ringI32(at.ring)
    if (at.page !== pageBefore) leavePage(buffer, at.ring, pageBefore)
    buffer.i32[words + RingI32.headPage] = at.page
    buffer.i32[words + RingI32.head] = at.offset
    this.probe(point, at.ring, at.page, at.offset)
  }

  private isLate(): boolean {
    const { f64 } = this.buffer
    const hi = f64[HeaderF64.deliveredHi] as number
    const lo = f64[HeaderF64.deliveredLo] as number
    return compareStamps(this.event.hi, this.event.lo, hi, lo) < 0
  }

  private countDelivery(): void {
    const { f64 } = this.buffer
    if (this.event.late) {
      addF64(f64, HeaderF64.late, 1)
      return
    }
    f64[HeaderF64.deliveredHi] = this.event.hi
    f64[HeaderF64.deliveredLo] = this.event.lo
  }
}
