/**
 * The bodies of hammered events, in words: the attempt's number, how many attempts of this CPU before it had been refused as disabled or too
 * big, words that depend on the number, a checksum. Their lengths are 4 more than a multiple of 8, so nothing is rounded.
 */
const SEQ = 0
const REFUSED = 1
/** words of the shortest body */
const SHORTEST = 5

export interface HammerBody {
  seq: number
  /** as disabled or too big, before it: these are missing, but not lost from the ring */
  refused: number
}

/** @param longest bytes @returns bytes of the body of this attempt */
export function lengthOf(seq: number, longest: number): number {
  const steps = (longest - SHORTEST * 4) / 8 + 1
  return SHORTEST * 4 + ((Math.imul(seq, 0x9e3779b1) >>> 8) % steps) * 8
}

export function fillBody(words: Int32Array, length: number, { seq, refused }: HammerBody): void {
  const last = (length >>> 2) - 1
  words[SEQ] = seq
  words[REFUSED] = refused
  for (let at = REFUSED + 1; at < last; at++) words[at] = Math.imul(seq + at, 0x01000193)
  words[last] = sum(words, last)
}

/** @throws where the body is torn: its words do not belong together */
export function readBody(body: Uint8Array, longest: number): HammerBody {
  const words = new Int32Array(body.slice().buffer)
  const [seq = 0, refused = 0] = words
  const last = words.length - 1
  if (body.length !== lengthOf(seq, longest) || words[last] !== sum(words, last))
    throw new Error(`torn: ${words.join(' ')}`)
  return { seq, refused }
}

function sum(words: Int32Array, count: number): number {
  let hash = 0x811c9dc5 | 0
  for (let at = 0; at < count; at++) hash = Math.imul(hash ^ (words[at] as number), 0x01000193)
  return hash
}
