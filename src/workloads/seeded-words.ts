/**
 * A starting state for a generator of words, different for each seed and stream and never 0: the finalizer of MurmurHash3 (Appleby,
 * public domain), which spreads every bit over all others.
 */
export function seedState(seed: number, stream: number): number {
  let state = (seed | 0) ^ Math.imul(stream + 1, 0x9e37_79b9)
  state = Math.imul(state ^ (state >>> 16), 0x85eb_ca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2_ae35)
  return (state ^ (state >>> 16)) | 0 || 1
}

/** The next state, which is also the next word: xorshift32 (Marsaglia 2003), three shifts, period 2^32 - 1. */
export function nextWord(state: number): number {
  let word = state ^ (state << 13)
  word ^= word >>> 17
  return word ^ (word << 5)
}

/** Seeded choices. */
export class Dice {
  private state: number

  constructor(seed: number, stream: number) {
    this.state = seedState(seed, stream)
  }

  /** @returns a whole number from 0 to sides − 1 */
  roll(sides: number): number {
    this.state = nextWord(this.state)
    return (this.state >>> 0) % sides
  }

  /**
   * A length of time as latencies are spread: mostly near the middle of their octaves, and now and then many times that. As many octaves
   * above the shortest as heads fall of so many coins, and a place within that octave.
   * @param octaves coins; the longest is just below shortest × 2^(octaves + 1)
   */
  latency(shortest: number, octaves: number): number {
    let octave = 0
    for (let coin = 0; coin < octaves; coin++) octave += this.roll(2)
    const floor = shortest << octave
    return floor + this.roll(floor)
  }
}
