/**
 * The counter clock: 1, 2, 3 … over all CPUs, exact to 2^63 without BigInt, from two words of shared memory.
 *
 *   word `at`      drawn     how many numbers were drawn, modulo 2^32: Atomics.add draws one
 *   word `at + 1`  epochs    how many times 2^31 numbers have been drawn
 *
 * An epoch is 2^31 draws, so the low 31 bits of `drawn` count within the epoch and its top bit is the epoch's parity (odd or even). Who
 * draws the last number of an epoch publishes the next one in `epochs`. Others may draw before that is seen:
 *
 *   A   epoch = load(epochs)             what it was, perhaps one behind
 *   B   number = add(drawn, 1) + 1       the draw
 *   C   if the number is an epoch's last: store(epochs, its epoch + 1)
 *
 * The epoch is read before the draw, so at B it can be right or too small, never too large. It is too small by one when an epoch ended
 * between A and B, or when who ended it stands between B and C; then the parity in the number and that of the epoch differ, which is
 * how it is noticed. Too small by two would take 2^31 draws by others in that time, about a minute of doing nothing else; to be exact
 * even if a CPU dies between B and C, the next to end an epoch stores the epoch that it knows rather than adding one.
 *
 * The two words should have a cache line to themselves (128 bytes): every stamp of every CPU writes them.
 */
export const COUNTER_CLOCK_WORDS = 2

const EPOCHS = 1

/** The highest number drawn, 0 before the first. Others may be drawing: it can be late. */
export function lastCount(words: Int32Array, at: number): number {
  const known = Atomics.load(words, at + EPOCHS)
  const number = Atomics.load(words, at)
  const endsEpoch = (number & 0x7fff_ffff) === 0x7fff_ffff
  const epoch = (known & 1) === number >>> 31 ? known : endsEpoch ? known - 1 : known + 1
  return (epoch >>> 1) * 2 ** 32 + (number >>> 0)
}

/** So many have been drawn. Only while nobody draws. @param count up to 2^53 */
export function setCount(words: Int32Array, at: number, count: number): void {
  Atomics.store(words, at, (count % 2 ** 32) | 0)
  Atomics.store(words, at + EPOCHS, Math.floor(count / 2 ** 31))
}

/** Structurally a ring's `TraceClock`. */
export class CounterClock {
  lo = 0
  hi = 0

  constructor(
    private readonly words: Int32Array,
    private readonly at: number,
  ) {}

  /** @param atLeast 0 or 1: no number is smaller than 1, so there is nothing to raise (and raising would number two events alike) */
  take(atLeast: number): void {
    const known = Atomics.load(this.words, this.at + EPOCHS) // A
    const number = (Atomics.add(this.words, this.at, 1) + 1) | 0 // B
    const parity = number >>> 31
    const epoch = (known & 1) === parity ? known : known + 1
    if ((number & 0x7fff_ffff) === 0x7fff_ffff) Atomics.store(this.words, this.at + EPOCHS, epoch + 1) // C
    this.lo = number >>> 0
    this.hi = epoch >>> 1
    if (this.hi === 0 && this.lo < atLeast) this.lo = atLeast
  }
}
