/**
 * The gates of step mode: every actor parks at each probe point until it is released for one more.
 *
 *   actor                                         main thread
 *   -----                                         -----------
 *   where it stands into the words
 *   arrived + 1, notify             ──────────►   arrived is ahead of released: it is parked, and stores nothing
 *   sleeps on `released`            ◄──────────   what it is to do, released + 1, notify
 *
 * A step is from one arrival to the next, so what an actor has just done stands in its words; what it will do next it finds out when it is
 * released. Nobody else runs meanwhile: between two steps the whole memory stands still.
 */

const Word = { arrived: 0, released: 1, command: 2, point: 3, a: 4, b: 5, c: 6 } as const
/** Int32 words of a gate: a cache line */
export const GATE_WORDS = 32

/** What an actor is released for. An interrupt arrives at the very point at which it is parked. */
export const Command = { go: 0, irq: 1, nmi: 2 } as const
export type Command = (typeof Command)[keyof typeof Command]

/** Where an actor stands: a probe point of the ring, or one of step-point.ts, with the integers that it carries. */
export interface Stand {
  point: number
  a: number
  b: number
  c: number
}

/** One actor's gate. */
export class Gate {
  private readonly words: Int32Array

  /** @param at byte offset */
  constructor(memory: ArrayBufferLike, at: number) {
    this.words = new Int32Array(memory, at, GATE_WORDS)
  }

  // ---- the actor's side

  /** Sleeps until the main thread releases this actor. @returns what for */
  park(point: number, a: number, b: number, c: number): Command {
    const { words } = this
    words[Word.point] = point
    words[Word.a] = a
    words[Word.b] = b
    words[Word.c] = c
    // publishes the words above, and all that this step has stored; partner: the load in isParked
    const arrived = Atomics.add(words, Word.arrived, 1) + 1
    Atomics.notify(words, Word.arrived)
    for (;;) {
      const released = Atomics.load(words, Word.released)
      if (released >= arrived) return words[Word.command] as Command
      Atomics.wait(words, Word.released, released)
    }
  }

  // ---- the main thread's side

  get isParked(): boolean {
    return Atomics.load(this.words, Word.arrived) > Atomics.load(this.words, Word.released)
  }
  /** Where it stands, while it is parked. */
  get stand(): Stand {
    const [point = 0, a = 0, b = 0, c = 0] = this.words.subarray(Word.point, Word.c + 1)
    return { point, a, b, c }
  }
  /** For one step; only while it is parked. */
  release(command: Command): void {
    this.words[Word.command] = command
    Atomics.add(this.words, Word.released, 1)
    Atomics.notify(this.words, Word.released)
  }
  /** Resolves once the actor may have arrived; false: it has not, and nothing is known to wait for. */
  async arrival(): Promise<void> {
    for (;;) {
      const arrived = Atomics.load(this.words, Word.arrived)
      if (this.isParked) return
      const waiting = Atomics.waitAsync(this.words, Word.arrived, arrived)
      if (waiting.async) await waiting.value
    }
  }
}
