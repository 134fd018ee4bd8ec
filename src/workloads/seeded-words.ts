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
