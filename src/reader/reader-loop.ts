/**
 * What the reader does all day: consume at its rate, or pass over all rings by iterator, and between two events whatever it is called for.
 * Consumed events go to the page in batches; what is more than a page can list is counted instead.
 */
import { leaves, LEFT } from '../control/actor-loop.ts'
import type { ActorLoop } from '../control/actor-loop.ts'
import { Call, ReaderKind, Status } from '../control/control-block.ts'
import type { ControlBlock } from '../control/control-block.ts'
import { MergedIterator } from '../merge/merged-iterator.ts'
import { BatchWriter } from './event-batch.ts'
import { answerReaderCall, consumeOne, logged } from './reader-calls.ts'
import type { ReaderParts } from './reader-calls.ts'

/** ms between two batches: about two frames */
const BATCH_MS = 33
/** events listed per batch: sixty thousand a second are more than anyone reads */
const LISTED_PER_BATCH = 2000
/** ms to sleep when all rings are empty; writers ring no bell for the reader */
const EMPTY_MS = 2
/** ns of delay that a slow moment may be made up for, so that a stall is not followed by a flood */
const CATCH_UP_NS = 50e6

/** arguments of its own calls, as a live recording tells them */
const ONE = [1]
const OF_ALL = [0, 2 ** 31 - 1]

export interface ReaderTime {
  /** ns since start, frozen while stopped */
  nowNs(): number
}

export class ReaderLoop implements ActorLoop {
  readonly control: ControlBlock
  heard = -1
  private running = false
  private kind: ReaderKind = ReaderKind.none
  private intervalNs = Infinity
  private dueNs = 0
  private flushedNs = 0
  private unlisted = 0
  private lastTs = 0
  private readonly batch = new BatchWriter()
  private readonly next = (): boolean => consumeOne(this.parts)

  constructor(
    private readonly parts: ReaderParts,
    private readonly time: ReaderTime,
  ) {
    this.control = parts.control
  }

  get seat(): number {
    return this.control.readerSeat
  }

  /** Where it leaves its rings it is parked, and has told all that it consumed. */
  turn(): number {
    try {
      const bell = this.control.doorbell(this.seat)
      if (bell !== this.heard && !this.attend(bell)) return LEFT
      return this.work()
    } catch (error) {
      this.flush(this.time.nowNs()) // what it has read before it ran into a bug was read
      throw error
    }
  }

  private work(): number {
    if (!this.running) return this.rest(Status.parked, Infinity)
    if (this.kind === ReaderKind.none) return this.rest(Status.idle, Infinity)
    const now = this.time.nowNs()
    if (now - this.flushedNs >= BATCH_MS * 1e6) this.flush(now)
    if (this.dueNs > now) return this.rest(Status.running, Math.min((this.dueNs - now) / 1e6, BATCH_MS))
    this.dueNs = Math.max(this.dueNs + this.intervalNs, now - CATCH_UP_NS)
    if (this.kind === ReaderKind.iterate) this.pass()
    else if (!this.consumeOne()) return this.rest(Status.running, EMPTY_MS)
    return 0
  }

  private consumeOne(): boolean {
    const { consumer } = this.parts
    if (!logged(this.parts, Call.consume, ONE, this.next)) return false
    this.lastTs = consumer.event.ts
    if (this.batch.count < LISTED_PER_BATCH) this.batch.append(consumer.event)
    else this.unlisted++
    return true
  }

  private pass(): void {
    const { buffer, locks, probe } = this.parts
    logged(this.parts, Call.read, OF_ALL, () => {
      const iterator = new MergedIterator(buffer, { locks, probe })
      iterator.readUpTo(Infinity, () => {})
      iterator.finish()
    })
  }

  private flush(now: number): void {
    this.flushedNs = now
    if (this.batch.count === 0 && this.unlisted === 0) return
    const { unlisted, lastTs } = this
    this.unlisted = 0
    this.parts.post({ type: 'consumed', events: this.batch.take(), unlisted, lastTs })
  }

  private rest(status: Status, ms: number): number {
    this.control.setStatus(this.seat, status)
    return ms
  }

  private attend(bell: number): boolean {
    const { control, seat } = this
    if (leaves(control, seat, this.parts.serial)) return false
    const { readerRate } = control.pace
    const started = control.runs && !this.running
    this.running = control.runs
    if (started || this.kind !== control.readerKind || this.intervalNs !== 1e9 / readerRate)
      this.dueNs = this.time.nowNs()
    this.kind = control.readerKind
    this.intervalNs = 1e9 / readerRate
    if (readerRate === 0) this.dueNs = Infinity
    if (!this.running) this.flush(this.time.nowNs())
    answerReaderCall(this.parts)
    control.setStatus(seat, this.running ? Status.running : Status.parked)
    this.heard = bell
    control.setHeard(seat, bell)
    return true
  }
}
