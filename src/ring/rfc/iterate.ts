/**
 * ring_buffer_start … finish: a walk over all rings that consumes nothing, and here the part of it that knows pages. It holds recording off, then takes
 * every lock once: a writer that was past its second check has committed by then, so the rings stand still. Which CPU is next, the
 * merge decides: it asks for the stamps of the heads and no more.
 *
 * A ring whose slot is held by a dead actor is read up to what was published: head and tail may be half moved there, so the bounds are
 * the page words `consumed` and `committed`, which are stored before a page is entered.
 */
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import type { Locks } from '../slot-lock.ts'
import { KernelBug, RingError } from '../trace-buffer.ts'
import { noWarn } from '../warn.ts'
import type { Warn } from '../warn.ts'
import { advance, atEnd, settle } from './advance.ts'
import type { Position } from './advance.ts'
import type { RfcBuffer } from './buffer.ts'
import { PageI32, RingI32 } from './layout.ts'
import { lockAll, unlockAll } from './lock-all.ts'
import { LossWalk } from './lost.ts'
import type { ReadEvent } from './read-event.ts'
import { holdForIterator, releaseForIterator } from './record-disable.ts'

export interface IteratorOptions {
  readonly locks: Locks
  readonly probe?: Probe
  /** RB_ITER_FL_SNAP: read the snapshot */
  readonly snapshot?: boolean
  /** where WARN_ON is seen */
  readonly warn?: Warn
}

interface Cursor extends Position {
  /** the tail is read anew at every look */
  follows: boolean
  /** the byte address of page `atPage`: tables of pages never change */
  pageAt: number
  atPage: number
  readonly losses: LossWalk
}

/** A reading position in the ring of every CPU. What it gives is in no order across CPUs. */
export class RfcCursors {
  readonly count: number
  /** the stamp that `look` found, unsigned 32 bits each */
  lo = 0
  hi = 0
  private readonly cursors: Cursor[] = []
  private readonly probe: Probe

  /** @throws RingError no-snapshot; as posted that is a KernelBug */
  constructor(
    private readonly buffer: RfcBuffer,
    options: IteratorOptions,
  ) {
    const snapshot = options.snapshot ?? false
    if (snapshot && !buffer.layout.snapshot) refuseSnapshot(buffer, options.warn ?? noWarn)
    this.count = buffer.cpus
    this.probe = options.probe ?? noProbe
    holdForIterator(buffer)
    this.probe(Point.IteratorHeld, 0, 0, 0)
    const frozen = lockAll(buffer, options.locks)
    for (let cpu = 0; cpu < buffer.cpus; cpu++) this.place(cpu, snapshot, frozen.has(cpu))
    unlockAll(buffer, options.locks, frozen)
  }

  /** Steps over padding. @returns whether the CPU has an event left; its stamp is in `lo` and `hi` then */
  look(cpu: number): boolean {
    const { buffer } = this
    const at = this.cursors[cpu] as Cursor
    if (at.follows) this.followTail(at)
    this.readStamp(at)
    // nearly always: what has a stamp is no padding, so nothing but the stamp has to be read
    if ((this.lo | this.hi) !== 0 && !atEnd(at) && !buffer.isShort(at.offset)) return true
    if (!settle(buffer, at)) return false
    this.readStamp(at)
    return true
  }

  /** The event that `look` found. */
  copy(cpu: number, event: ReadEvent): void {
    const at = this.cursors[cpu] as Cursor
    event.placeAt(at.ring, at.page, at.offset)
    event.copyFrom(this.buffer, cpu, this.addressOf(at))
    event.lostBefore = at.losses.lostBefore(at.page, at.offset)
  }

  /** Past the event that `look` found. */
  advance(cpu: number): void {
    const at = this.cursors[cpu] as Cursor
    at.losses.pass(at.page, at.offset)
    advance(this.buffer, at)
    this.probe(Point.IteratorAdvanced, cpu, at.page, at.offset)
  }

  finish(): void {
    releaseForIterator(this.buffer)
    this.probe(Point.IteratorReleased, 0, 0, 0)
  }

  /** where the walk stands on a CPU, for the op scripts */
  position(cpu: number): Readonly<Position> | undefined {
    return this.cursors[cpu]
  }

  private place(cpu: number, snapshot: boolean, isHeldByDead: boolean): void {
    const { buffer } = this
    const ring = snapshot ? buffer.snapRing(cpu) : buffer.liveRing(cpu)
    if (ring === undefined) throw new KernelBug('null pointer: the iterator reads a snapshot that does not exist')
    const words = buffer.ringI32(ring)
    const page = buffer.i32[words + RingI32.headPage] as number
    const offset = buffer.i32[words + RingI32.head] as number
    const frozen = isHeldByDead && !snapshot
    const cursor: Cursor = {
      ring,
      page,
      offset,
      tailPage: 0,
      tail: 0,
      // as posted `enable` can undo the iterator's hold, so that the tail moves
      follows: buffer.asPosted && !frozen,
      pageAt: 0,
      atPage: -1,
      losses: new LossWalk(buffer, ring, page),
    }
    this.cursors[cpu] = cursor
    if (frozen) this.placeFrozen(cursor)
    else this.followTail(cursor)
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

  private followTail(at: Cursor): void {
    const words = this.buffer.ringI32(at.ring)
    at.tailPage = this.buffer.i32[words + RingI32.tailPage] as number
    at.tail = this.buffer.i32[words + RingI32.tail] as number
  }

  private readStamp(at: Cursor): void {
    const address = this.addressOf(at)
    this.lo = this.buffer.wordAt(address) >>> 0
    this.hi = this.buffer.wordAt(address + 4) >>> 0
  }

  private addressOf(at: Cursor): number {
    if (at.page !== at.atPage) {
      at.atPage = at.page
      at.pageAt = this.buffer.pageAddress(at.ring, at.page)
    }
    return at.pageAt + at.offset
  }
}

/** @throws RingError repaired: as posted the iterator goes on after the warning, into a null pointer */
function refuseSnapshot(buffer: RfcBuffer, warn: Warn): void {
  const text = 'the buffer was made without a snapshot, so there is none to read'
  if (!buffer.asPosted) throw new RingError('no-snapshot', text)
  warn(`WARN_ON: ${text}`)
}
