/**
 * ring_buffer_start … peek, read … finish: a walk over all rings that consumes nothing. It holds recording off, then takes every lock once:
 * a writer that was past its second check has committed by then, so the rings stand still and the merge is exact: by stamp,
 * then CPU, then place.
 *
 * A ring whose slot is held by a dead actor is read up to what was published: head and tail may be half moved there, so the bounds are
 * the page words `consumed` and `committed`, which are stored before a page is entered.
 */
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import type { Locks } from '../slot-lock.ts'
import { KernelBug, RingError } from '../trace-buffer.ts'
import { advance, settle } from './advance.ts'
import type { Position } from './advance.ts'
import type { RfcBuffer } from './buffer.ts'
import { PageI32, RingI32 } from './layout.ts'
import { lockAll, unlockAll } from './lock-all.ts'
import { LossWalk } from './lost.ts'
import { compareStamps, ReadEvent } from './read-event.ts'
import { holdForIterator, releaseForIterator } from './record-disable.ts'

export interface IteratorOptions {
  readonly locks: Locks
  readonly probe?: Probe
  /** RB_ITER_FL_SNAP: read the snapshot */
  readonly snapshot?: boolean
}

interface Cursor extends Position {
  frozen: boolean
  readonly losses: LossWalk
}

export class RfcIterator {
  readonly event = new ReadEvent()
  private readonly candidate = new ReadEvent()
  private readonly cursors: Cursor[] = []
  private readonly probe: Probe
  private best = -1

  /** @throws RingError no-snapshot; as posted that is a KernelBug */
  constructor(
    private readonly buffer: RfcBuffer,
    options: IteratorOptions,
  ) {
    const snapshot = options.snapshot ?? false
    // repaired: as posted this is a WARN_ON, and then a null pointer
    if (snapshot && !buffer.layout.snapshot && !buffer.asPosted)
      throw new RingError('no-snapshot', 'the buffer was made without a snapshot, so there is none to read')
    this.probe = options.probe ?? noProbe
    holdForIterator(buffer)
    this.probe(Point.IteratorHeld, 0, 0, 0)
    const frozen = lockAll(buffer, options.locks)
    for (let cpu = 0; cpu < buffer.cpus; cpu++) this.place(cpu, snapshot, frozen.has(cpu))
    unlockAll(buffer, options.locks, frozen)
  }

  /** @returns false at the end; else the next event is in `event` */
  peek(): boolean {
    this.best = -1
    for (let cpu = 0; cpu < this.buffer.cpus; cpu++) this.consider(cpu)
    if (this.best < 0) return false
    const at = this.cursors[this.best] as Cursor
    this.event.copyFrom(this.buffer, this.best, this.buffer.pageAddress(at.ring, at.page) + at.offset)
    this.event.lostBefore = at.losses.lostBefore(at.page, at.offset)
    return true
  }

  read(): boolean {
    if (!this.peek()) return false
    const at = this.cursors[this.best] as Cursor
    at.losses.pass(at.page, at.offset)
    advance(this.buffer, at)
    this.probe(Point.IteratorAdvanced, this.best, at.page, at.offset)
    return true
  }

  finish(): void {
    releaseForIterator(this.buffer)
    this.probe(Point.IteratorReleased, 0, 0, 0)
  }

  /** where the iterator stands on a CPU, for the op scripts */
  position(cpu: number): Readonly<Position> | undefined {
    return this.cursors[cpu]
  }

  private place(cpu: number, snapshot: boolean, frozen: boolean): void {
    const { buffer } = this
    const ring = snapshot ? buffer.snapRing(cpu) : buffer.liveRing(cpu)
    if (ring === undefined) throw new KernelBug('null pointer: the iterator reads a snapshot that does not exist')
    const words = buffer.ringI32(ring)
    const page = buffer.i32[words + RingI32.headPage] as number
    const offset = buffer.i32[words + RingI32.head] as number
    const losses = new LossWalk(buffer, ring, page)
    const cursor: Cursor = { ring, page, offset, tailPage: 0, tail: 0, frozen: frozen && !snapshot, losses }
    this.cursors[cpu] = cursor
    if (cursor.frozen) this.placeFrozen(cursor)
    this.probe(Point.IteratorPlaced, cpu, cursor.page, cursor.offset)
  }

  private placeFrozen(cursor: Cursor): void {
    const { buffer } = this
    const { i32 } = buffer
    cursor.tailPage = i32[buffer.ringI32(cursor.ring) + RingI32.tailPage] as number
    cursor.tail = i32[buffer.pageWords(cursor.ring, cursor.tailPage) + PageI32.committed] as number
    const words = (): number => buffer.pageWords(cursor.ring, cursor.page)
    while (cursor.page !== cursor.tailPage && i32[words() + PageI32.unread] === 0)
      cursor.page = buffer.nextPage(cursor.page)
    cursor.offset = i32[words() + PageI32.consumed] as number
  }

  private consider(cpu: number): void {
    const { buffer, candidate } = this
    const at = this.cursors[cpu] as Cursor
    if (!at.frozen) this.followTail(at)
    if (!settle(buffer, at)) return
    candidate.readStamp(buffer, buffer.pageAddress(at.ring, at.page) + at.offset)
    const earlier = this.best < 0 || compareStamps(candidate.hi, candidate.lo, this.event.hi, this.event.lo) < 0
    if (!earlier) return
    this.best = cpu
    this.event.hi = candidate.hi
    this.event.lo = candidate.lo
  }

  /** As posted `enable` can undo the iterator's hold, so the tail may move; repaired it stands still. */
  private followTail(at: Cursor): void {
    const words = this.buffer.ringI32(at.ring)
    at.tailPage = this.buffer.i32[words + RingI32.tailPage] as number
    at.tail = this.buffer.i32[words + RingI32.tail] as number
  }
}
