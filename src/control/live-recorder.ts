/** An actor's side of a live recording: it appends to its own log, between the ring's own stores. On the way of a write nothing is allocated. */
import { Point } from '../ring/probe.ts'
import type { Probe } from '../ring/probe.ts'
import { RingError } from '../ring/trace-buffer.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { Call } from './control-block.ts'
import { LiveLogs, Mark, markWord, reserveFor } from './live-log.ts'
import type { LiveMemory } from './live-log.ts'
import type { Turns } from './live-turns.ts'

export interface RecorderParts {
  readonly live: LiveMemory
  readonly seat: number
  /** from which stamps are taken */
  readonly rings: Pick<RfcBuffer, 'i32' | 'pageAddress'>
  /** the logs are full: parks everybody */
  readonly park: () => void
}

/** Points at which nothing of the rings has changed: whoever passes no others has only looked. */
const LOOKS: readonly number[] = [
  Point.HeadPageRead,
  Point.PaddingSeen,
  Point.CandidateCompared,
  Point.LockTaken,
  Point.LockReleased,
]

const NONE = -1

export class LiveRecorder {
  private readonly logs: LiveLogs
  private readonly i32: Int32Array
  private readonly firstAt: number
  private readonly endAt: number
  private readonly reserve: number
  /** Int32 index of the next mark, and of the operation that is open */
  private at: number
  private openAt = 0
  private isOpen = false
  private hasStored = false
  /** probe points of the operation that is open */
  private points = 0
  private readonly turns: Turns | undefined
  private hasTurn = false
  /** the number of the own turn, until it is logged */
  private turn = NONE

  constructor(private readonly parts: RecorderParts) {
    this.logs = new LiveLogs(parts.live)
    this.i32 = this.logs.i32
    const { at, end } = this.logs.placeOf(parts.seat)
    this.firstAt = this.at = at
    this.endAt = end
    this.reserve = reserveFor(parts.live.longestBody)
    this.turns = this.logs.turns()
  }

  /** How many interrupts this CPU has handled so far: the next one is told by that. */
  beginsWith(handled: number): void {
    this.logs.setHandled(this.parts.seat, handled)
  }

  /** A write begins. */
  beginWrite(type: number, length: number, words: Int32Array, wordAt: number): void {
    const bytes = Math.min(length, this.parts.live.longestBody)
    this.open(Call.write, bytes, 2)
    this.put(type)
    this.put(length)
    const bodyWords = (bytes + 3) >>> 2
    if (this.at + bodyWords >= this.endAt) return this.logs.overflow()
    for (let word = 0; word < bodyWords; word++) this.i32[this.at++] = words[wordAt + word] as number
  }
  /** Something else begins that an actor is called for. */
  begin(kind: Call, args: readonly number[]): void {
    this.open(kind, -1, args.length)
    for (const arg of args) this.put(arg)
  }

  /** What has begun has ended. A look that found nothing is forgotten: nothing depends on it. */
  close(): void {
    this.end(false)
  }
  /** … because of this: what the ring refuses is an answer, from anything else the actor dies. */
  closeOn(error: unknown): void {
    this.end(!(error instanceof RingError))
  }

  private end(crashed: boolean): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.putTurn()
    this.put(markWord(Mark.end, crashed ? 1 : 0, this.points))
    if (this.hasStored || crashed) this.logs.keep(this.points)
    else this.at = this.openAt
    this.logs.publish(this.parts.seat, this.at - this.firstAt)
    this.passTurn()
  }

  /** An interrupt has arrived, at the point that was passed last. */
  readonly interrupted = (): void => {
    if (this.isOpen) this.put(markWord(Mark.interrupt, 0, this.points))
  }

  /** For everything of this actor's that calls probe points. */
  readonly probe: Probe = (point, a, b, c) => {
    if (!this.isOpen) return
    if (point === Point.LockWaited) return this.passTurn()
    if (this.turns && !this.hasTurn) this.takeTurn(this.turns)
    this.putTurn()
    if (point === Point.DepthStored) return this.putNumber(Mark.disable, 0)
    this.points++
    switch (point) {
      case Point.LockTaken:
        this.put(markWord(Mark.lock, 0, this.points))
        this.put(a)
        this.put(this.logs.draw())
        break
      case Point.DisabledRead:
        this.putLook(b !== 0, c === 2)
        break
      case Point.StampStored:
        this.putStamp(this.parts.rings.pageAddress(a, b) + c)
        break
      case Point.IteratorHeld:
        this.putNumber(Mark.hold, 1)
        break
      case Point.IteratorReleased:
        this.putNumber(Mark.hold, 0)
    }
    if (!this.hasStored && !LOOKS.includes(point)) this.hasStored = true
    if (this.turns?.awaited) {
      this.passTurn()
      this.takeTurn(this.turns)
    }
  }

  private takeTurn(turns: Turns): void {
    turns.take()
    this.hasTurn = true
    this.turn = this.logs.draw()
  }

  private passTurn(): void {
    if (this.hasTurn) this.turns?.pass()
    this.hasTurn = false
  }

  /** Before what is done in it first. */
  private putTurn(): void {
    if (this.turn === NONE) return
    this.put(markWord(Mark.turn, 0, this.points + 1))
    this.put(this.turn)
    this.turn = NONE
  }

  /** @param event address of the event, whose stamp comes first */
  private putStamp(event: number): void {
    const { i32 } = this.parts.rings
    this.put(markWord(Mark.stamp, 0, this.points))
    this.put(i32[event >>> 2] as number)
    this.put(i32[(event >>> 2) + 1] as number)
  }

  private putLook(isOff: boolean, isLocked: boolean): void {
    this.put(markWord(isLocked ? Mark.lookUnderLock : Mark.look, isOff ? 1 : 0, this.points))
    // who is refused without the lock takes none that would say when
    this.put(isOff && !isLocked ? this.logs.draw() : 0)
  }

  private putNumber(kind: Mark, flag: number): void {
    this.put(markWord(kind, flag, this.points))
    this.put(this.logs.draw())
  }

  private open(kind: Call, bodyBytes: number, args: number): void {
    this.openAt = this.at
    this.isOpen = true
    this.hasStored = kind !== Call.consume && kind !== Call.peek
    this.points = 0
    if (this.endAt - this.at < this.reserve || this.logs.kept >= this.parts.live.points) this.fill()
    this.put(markWord(Mark.call, 0, 0))
    this.put(kind)
    this.put(kind === Call.write ? 0 : this.logs.draw()) // a write's lock, or what refuses it, says when
    this.put(bodyBytes)
    this.put(args)
    if (this.turns) this.takeTurn(this.turns)
  }

  private fill(): void {
    if (this.logs.claimFull()) this.parts.park()
  }

  private put(word: number): void {
    if (this.at >= this.endAt) return this.logs.overflow()
    this.i32[this.at++] = word
  }
}
