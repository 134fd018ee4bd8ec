/**
 * ring_buffer_consume: of all CPUs the event with the smallest stamp (ties: the lowest CPU), taken out of its ring.
 *
 *   repaired    look at all heads · choose · lock the winner's slot · look again · copy the event out · pass it · unlock
 *   as posted   look at all heads · choose ·                                              pass the head · read the bytes
 *               ^ A                 ^ B                                                   ^ C           ^ D
 *
 * The mail takes no lock, and gives back a pointer into the ring. Between B and C the writer may push the page away: then another event is
 * passed than was chosen, one is lost silently and one comes twice. Between C and D it may write over the bytes: they are torn.
 * Repaired, the reader takes the lock of the winner's slot, looks at its head anew (the writer may have pushed the page away, or the look
 * may have been torn), copies the event out, and only then passes it.
 *
 * A merge of live rings cannot be sorted across CPUs: a ring that was empty at the look may commit an earlier stamp right after. Such an
 * event is delivered, counted and marked `late`. Where the rings stand still every look is exact.
 *
 * The looks at A take no lock, so nothing says what a writer was doing meanwhile. Where all is to happen in an order that can be done again (a live
 * recording), each look takes the lock too: `ordered`.
 *
 * A slot whose lock is held by a dead actor is skipped from then on: what its ring holds stays buffered.
 */
import { addF64, addI32 } from '../arena.ts'
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { holderOf, noLocks } from '../slot-lock.ts'
import type { Locks } from '../slot-lock.ts'
import { advance, atEnd, atPadding, settle, stepOverPadding } from './advance.ts'
import type { Position } from './advance.ts'
import type { RfcBuffer } from './buffer.ts'
import { countDelivery, isLate } from './delivered.ts'
import { changeEntries } from './entries.ts'
import { EventAt, PageI32, RingI32, SlotF64, SlotI32 } from './layout.ts'
import { LiveHead } from './live-head.ts'
import { forgetLostBefore, lostBefore } from './lost.ts'
import { compareStamps, ReadEvent } from './read-event.ts'

/** After this many looks that the writer overtook, the head that is there is taken as it is; an inversion is then counted as late. */
const LOOKS = 8

export class RfcConsumer {
  readonly event = new ReadEvent()
  private readonly candidate = new ReadEvent()
  /** a head as it was read: nothing is stored through it */
  private readonly at: Position = { ring: 0, page: 0, offset: 0, tailPage: 0, tail: 0 }
  /** the head that won, and its stamp */
  private readonly best = { cpu: -1, lo: 0, hi: 0, ring: 0, page: 0, offset: 0 }
  private readonly head: LiveHead
  private readonly locks: Locks
  /** 1: a dead actor holds this CPU's lock, for ever */
  private readonly frozen: Uint8Array

  constructor(
    private readonly buffer: RfcBuffer,
    locks: Locks,
    private readonly probe: Probe = noProbe,
    /** repaired: each look at a head is made under its lock */
    private readonly ordered = false,
  ) {
    // repaired: readers take the CPU's lock. Without it they race with the writer at every step between A and D
    this.locks = buffer.asPosted ? noLocks : locks
    this.head = new LiveHead(buffer, probe)
    this.frozen = new Uint8Array(buffer.cpus)
  }

  /** @returns false when every ring is empty; else the event is in `event` @throws KernelBug as posted */
  consume(): boolean {
    return this.next(true)
  }

  /** The event that `consume` would give now; nothing is taken. */
  peek(): boolean {
    return this.next(false)
  }

  private next(take: boolean): boolean {
    if (this.buffer.asPosted) return this.nextAsPosted(take)
    for (let look = 1; this.choose(); look++) {
      const { cpu } = this.best
      if (!this.lock(cpu)) continue
      const there = this.lookAgain(cpu, look >= LOOKS)
      if (there) this.deliver(take)
      this.unlock(cpu)
      if (there) return true
    }
    return false
  }

  private nextAsPosted(take: boolean): boolean {
    if (!this.choose()) return false
    const { cpu, ring, page, offset } = this.best
    const lost = lostBefore(this.buffer, ring, page, offset)
    if (take) this.pass(cpu)
    this.copyBest(lost)
    if (take) countDelivery(this.buffer, this.event)
    return true
  }

  /** Compares the heads of all CPUs. @returns false when all are empty, or frozen */
  private choose(): boolean {
    this.best.cpu = -1
    const ordered = this.ordered && !this.buffer.asPosted
    for (let cpu = 0; cpu < this.buffer.cpus; cpu++) {
      if (this.frozen[cpu] === 1) continue
      if (ordered) this.compareUnderLock(cpu)
      else if (this.look(cpu)) this.compare(cpu)
    }
    if (this.best.cpu < 0) return false
    this.probe(Point.WinnerChosen, this.best.cpu, 0, 0)
    return true
  }

  /** Without the lock, as long as the look can be trusted. @returns an event is there */
  private look(cpu: number): boolean {
    this.loadHead(cpu)
    if (atEnd(this.at)) return !this.isEmpty(cpu) && this.lookUnderLock(cpu)
    if (!atPadding(this.buffer, this.at)) return true
    this.probe(Point.PaddingSeen, cpu, this.at.page, this.at.offset)
    return this.buffer.asPosted ? this.skipPadding(cpu) : this.lookUnderLock(cpu)
  }

  /**
   * What looks empty may be a head page from before the writer pushed it and an offset from after. It is empty where it looks so while nobody held the
   * lock: the word was free and has not changed, as a read-modify-write finds, which keeps the plain reads before it.
   */
  private isEmpty(cpu: number): boolean {
    const { i32, asPosted } = this.buffer
    if (asPosted || this.frozen[cpu] === 1) return true
    const lockAt = this.buffer.slotI32(cpu) + SlotI32.lock
    const word = Atomics.load(i32, lockAt)
    this.loadHead(cpu)
    return atEnd(this.at) && holderOf(word) === undefined && Atomics.add(i32, lockAt, 0) === word
  }

  private lookUnderLock(cpu: number): boolean {
    if (!this.lock(cpu)) return false
    const there = this.settleHead(cpu)
    this.unlock(cpu)
    return there
  }

  private compareUnderLock(cpu: number): void {
    if (!this.lock(cpu)) return
    if (this.settleHead(cpu)) this.compare(cpu)
    this.unlock(cpu)
  }

  /** As posted: two stores without a lock, at whatever the head is by then. */
  private skipPadding(cpu: number): boolean {
    this.head.aim(this.buffer.liveRing(cpu), Point.PaddingSkipped)
    const there = stepOverPadding(this.buffer, this.head)
    this.loadHead(cpu)
    return there
  }

  private compare(cpu: number): void {
    const { candidate, at, best } = this
    if (this.buffer.asPosted && best.cpu >= 0) this.readBestAgain()
    candidate.readStamp(this.buffer, this.buffer.pageAddress(at.ring, at.page) + at.offset)
    if (best.cpu < 0 || compareStamps(candidate.hi, candidate.lo, best.hi, best.lo) < 0) this.takeAsBest(cpu)
    this.probe(Point.CandidateCompared, cpu, at.page, at.offset)
  }

  /** As posted the best so far is a pointer into its ring, and each compare reads its stamp there anew. */
  private readBestAgain(): void {
    const { candidate, best } = this
    candidate.readStamp(this.buffer, this.buffer.pageAddress(best.ring, best.page) + best.offset)
    best.lo = candidate.lo
    best.hi = candidate.hi
  }

  private takeAsBest(cpu: number): void {
    const { candidate, at, best } = this
    best.cpu = cpu
    best.lo = candidate.lo
    best.hi = candidate.hi
    best.ring = at.ring
    best.page = at.page
    best.offset = at.offset
  }

  /** Under the winner's lock: is its head still the one that won? */
  private lookAgain(cpu: number, lastLook: boolean): boolean {
    const { candidate, at, best } = this
    if (!this.settleHead(cpu)) return false
    candidate.readStamp(this.buffer, this.buffer.pageAddress(at.ring, at.page) + at.offset)
    if (!lastLook && (candidate.lo !== best.lo || candidate.hi !== best.hi)) return false
    this.takeAsBest(cpu)
    return true
  }

  private lock(cpu: number): boolean {
    const taken = this.locks.acquire(this.buffer.slotI32(cpu) + SlotI32.lock, cpu)
    if (!taken) this.frozen[cpu] = 1
    return taken
  }
  private unlock(cpu: number): void {
    this.locks.release(this.buffer.slotI32(cpu) + SlotI32.lock, cpu)
  }

  /** Steps over padding at the head of the CPU's live ring, and loads what is there then. @returns an event is there */
  private settleHead(cpu: number): boolean {
    this.head.aim(this.buffer.liveRing(cpu), Point.PaddingSkipped)
    const there = settle(this.buffer, this.head)
    this.loadHead(cpu)
    return there
  }

  private loadHead(cpu: number): void {
    const { buffer, at } = this
    at.ring = buffer.liveRing(cpu)
    const words = buffer.ringI32(at.ring)
    at.page = buffer.i32[words + RingI32.headPage] as number
    this.probe(Point.HeadPageRead, cpu, at.page, 0)
    at.tailPage = buffer.i32[words + RingI32.tailPage] as number
    at.offset = buffer.i32[words + RingI32.head] as number
    at.tail = buffer.i32[words + RingI32.tail] as number
  }

  /** Under the lock: the bytes first, so that nobody writes over them. */
  private deliver(take: boolean): void {
    const { cpu, ring, page, offset } = this.best
    this.copyBest(lostBefore(this.buffer, ring, page, offset))
    if (!take) return
    countDelivery(this.buffer, this.event)
    this.pass(cpu)
  }

  private copyBest(lost: number): void {
    const { buffer, event } = this
    const { cpu, ring, page, offset } = this.best
    event.placeAt(ring, page, offset)
    event.copyFrom(buffer, cpu, buffer.pageAddress(ring, page) + offset, this.probe)
    event.lostBefore = lost
    event.late = isLate(buffer, event)
  }

  /**
   * ring_buffer_advance_head, then entries. Repaired, the words beside the ring are moved first: they are what is left of a reader that dies before
   * the head is where it belongs. As posted a BUG_ON may come first, and then nothing was read.
   */
  private pass(cpu: number): void {
    const { buffer, head, probe } = this
    head.aim(buffer.liveRing(cpu), Point.HeadAdvanced)
    const { ring, page, offset } = head
    if (!buffer.asPosted) this.countRead(cpu, ring, page, offset)
    advance(buffer, head, probe)
    if (buffer.asPosted) this.countRead(cpu, ring, page, offset)
    changeEntries(buffer, ring, -1, probe)
  }

  private countRead(cpu: number, ring: number, page: number, offset: number): void {
    const { buffer } = this
    const { i32, f64 } = buffer
    forgetLostBefore(buffer, ring, page, offset)
    const words = buffer.pageWords(ring, page)
    const length = buffer.s16At(buffer.pageAddress(ring, page) + offset + EventAt.length)
    i32[words + PageI32.consumed] = offset + length
    addI32(i32, words + PageI32.unread, -1)
    const counts = buffer.slotF64(cpu)
    addF64(f64, counts + SlotF64.buffered, -1)
    addF64(f64, counts + SlotF64.read, 1)
  }
}
