/**
 * The ticket of a live recording as posted. The mail's reader takes no lock, so no order of locks says what it saw; instead everybody does one step,
 * from probe point to probe point, at a time:
 *
 *   drawn     3 tickets so far        CPU 0 holds ticket 1, the reader 2: it sleeps on `served`
 *   served    1                       CPU 0 passes its turn on at its next probe point, because somebody waits
 *
 * So a race is only ever seen between probe points, and every write is slower: a turn that is awaited costs a thread switch.
 */
export class Turns {
  /** @param drawnAt Int32 index of two words: tickets drawn, turns that have been passed on */
  constructor(
    private readonly i32: Int32Array,
    private readonly drawnAt: number,
  ) {}

  take(): void {
    const { i32, drawnAt } = this
    const ticket = Atomics.add(i32, drawnAt, 1)
    for (;;) {
      const served = Atomics.load(i32, drawnAt + 1) // partner: the add in pass(), which publishes what was stored in the turns before
      if (served === ticket) return
      Atomics.wait(i32, drawnAt + 1, served)
    }
  }

  pass(): void {
    Atomics.add(this.i32, this.drawnAt + 1, 1)
    Atomics.notify(this.i32, this.drawnAt + 1)
  }

  /** Whose turn it is asks whether another waits for it. */
  get awaited(): boolean {
    const { i32, drawnAt } = this
    return Atomics.load(i32, drawnAt) !== ((Atomics.load(i32, drawnAt + 1) + 1) | 0)
  }
}
