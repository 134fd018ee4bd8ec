/**
 * The logs of a live recording: one per actor, which only that actor appends to, in memory that was allocated before. What is logged is what
 * cannot be found again by doing the same: what an actor was called for, in which order locks were taken, stamps, and what was seen of disables.
 *
 *   drawn | full, kept | turns | log of seat 0 | log of seat 1 | … | log of the reader
 *
 *   order    A lock is logged with a number from `drawn`, which is drawn while it is held: numbers grow with the order of lock acquisitions.
 *   turns    As posted nobody's order of locks says what the reader saw: everybody does one step at a time (live-turns.ts), and each turn is logged with
 *            its number.
 *   marks    A log is a run of marks. The first word of each is its kind, a flag, and how many probe points the operation had passed by then.
 *   bound    Who finds its log nearly full, or so many points kept as can be looked at, says so once, and everybody is parked; what is logged by then
 *            is whole.
 *
 * An operation is published by the log's length, when it has ended.
 */
import { allocateMemory, BLOCK_ALIGN } from '../ring/arena.ts'
import { Turns } from './live-turns.ts'

/** What a mark tells, and the words behind its first. */
export const Mark = {
  /** an operation begins: kind of call, number drawn (of a write 0), bytes of the body or -1, how many arguments; arguments, body */
  call: 1,
  /** it has ended; flag 1: on a bug, and with it its actor */
  end: 2,
  /** slot, number drawn */
  lock: 3,
  /** record_disabled was looked at without the lock; flag 1: it was off. Then a number drawn, else 0 */
  look: 4,
  /** … and under the lock */
  lookUnderLock: 5,
  /** two halves of 32 bits, low first */
  stamp: 6,
  /** an interrupt has arrived */
  interrupt: 7,
  /** the iterator holds recording off (flag 1), or lets it go on: number drawn */
  hold: 8,
  /** recording was disabled by this actor itself: number drawn */
  disable: 9,
  /** all from the point before to the next one was done in one turn: number drawn */
  turn: 10,
} as const
export type Mark = (typeof Mark)[keyof typeof Mark]

const KIND_BITS = 4
const FLAG_BITS = 1
const COUNT_SHIFT = KIND_BITS + FLAG_BITS

export function markWord(kind: Mark, flag: number, points: number): number {
  return kind | (flag << KIND_BITS) | (points << COUNT_SHIFT)
}
export function kindOf(word: number): Mark {
  return (word & ((1 << KIND_BITS) - 1)) as Mark
}
export function flagOf(word: number): boolean {
  return (word & (1 << KIND_BITS)) !== 0
}
export function pointsOf(word: number): number {
  return word >>> COUNT_SHIFT
}

/** How full the logs are. */
export const Fill = { goesOn: 0, full: 1, /** an operation did not fit any more */ overflown: 2 } as const

/** What a message says of the logs. */
export interface LiveMemory {
  readonly memory: ArrayBufferLike
  readonly seats: number
  /** of each log */
  readonly words: number
  /** probe points that all operations together may pass: each is a step when they are done again */
  readonly points: number
  /** bytes of the longest body that a page takes: of longer ones no more is kept */
  readonly longestBody: number
  /** one step at a time */
  readonly inTurns: boolean
}

/** Int32 indices: what everybody writes has a cache line to itself */
const DRAWN_AT = 0
const FILL_AT = BLOCK_ALIGN / 4
const KEPT_AT = FILL_AT + 1
const TURNS_AT = FILL_AT + BLOCK_ALIGN / 4
const LOGS_AT = TURNS_AT + BLOCK_ALIGN / 4
/** words before the marks of a log: its length, and what an actor says when it begins */
const LENGTH_AT = 0
const HANDLED_AT = 1
const MARKS_AT = 2

/** bytes of the logs together, where they are not needed larger */
const MOST_BYTES = 2 ** 24
const MOST_WORDS = 2 ** 18

/** words of the marks of one operation: of a write and its handlers' besides their bodies, of a consume over 256 CPUs … */
const MARK_WORDS = 2048

/** Words that must be left for an operation that begins. */
export function reserveFor(longestBody: number): number {
  return (longestBody >>> 2) + MARK_WORDS
}

/** @throws RangeError where the memory cannot be had */
export function allocateLive(seats: number, longestBody: number, points: number, inTurns: boolean): LiveMemory {
  const words = Math.max(4 * reserveFor(longestBody), Math.min(MOST_WORDS, Math.floor(MOST_BYTES / 4 / seats)))
  const memory = allocateMemory((LOGS_AT + seats * words) * 4, true)
  return { memory, seats, words, points, longestBody, inTurns }
}

/** All logs, for whoever looks at them as a whole. */
export class LiveLogs {
  readonly i32: Int32Array

  constructor(readonly live: LiveMemory) {
    this.i32 = new Int32Array(live.memory)
  }

  /** The next number. Between two of them lies what was stored in between, because drawing is a read-modify-write. */
  draw(): number {
    return Atomics.add(this.i32, DRAWN_AT, 1)
  }
  /** The turns of everybody; undefined: nobody waits for one. */
  turns(): Turns | undefined {
    return this.live.inTurns ? new Turns(this.i32, TURNS_AT) : undefined
  }
  /** An operation that passed so many points is kept. */
  keep(points: number): void {
    Atomics.add(this.i32, KEPT_AT, points)
  }
  get kept(): number {
    return Atomics.load(this.i32, KEPT_AT)
  }
  get fill(): number {
    return Atomics.load(this.i32, FILL_AT)
  }
  /** @returns whether nobody has said so before */
  claimFull(): boolean {
    return Atomics.compareExchange(this.i32, FILL_AT, Fill.goesOn, Fill.full) === Fill.goesOn
  }
  overflow(): void {
    Atomics.store(this.i32, FILL_AT, Fill.overflown)
  }

  /** 0 … 1: of the points, or of the fullest log */
  get share(): number {
    const { seats, points, words } = this.live
    const lengths = Array.from({ length: seats }, (_, seat) => this.marksOf(seat).length)
    return Math.min(1, Math.max(this.kept / points, ...lengths.map((length) => length / words)))
  }

  /** What is published of an actor's log. */
  marksOf(seat: number): Int32Array {
    const at = this.logAt(seat)
    return this.i32.subarray(at + MARKS_AT, at + MARKS_AT + Atomics.load(this.i32, at + LENGTH_AT))
  }
  publish(seat: number, length: number): void {
    Atomics.store(this.i32, this.logAt(seat) + LENGTH_AT, length)
  }
  /** Int32 index of an actor's first mark, and that behind its last */
  placeOf(seat: number): { at: number; end: number } {
    const at = this.logAt(seat)
    return { at: at + MARKS_AT, end: at + this.live.words }
  }
  /** Interrupts that a CPU had handled before. */
  handledOf(seat: number): number {
    return this.i32[this.logAt(seat) + HANDLED_AT] as number
  }
  setHandled(seat: number, handled: number): void {
    this.i32[this.logAt(seat) + HANDLED_AT] = handled
  }

  private logAt(seat: number): number {
    return LOGS_AT + seat * this.live.words
  }
}
