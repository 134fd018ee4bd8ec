/** Bodies lie on 4 bytes (8-aligned events with a header of 12), so they are copied by words, and only the last few bytes one by one. */
import type { RfcBuffer } from './buffer.ts'

/**
 * Copies the body's bytes `from`..`to` into the arena. `from` is a multiple of 4. Bytes behind the body, up to the event's rounded length,
 * keep what the page held before, as in the patch.
 */
export function copyWords(
  words: Int32Array,
  wordAt: number,
  buffer: RfcBuffer,
  body: number,
  from: number,
  to: number,
): void {
  const { i32, u8 } = buffer
  const target = body >>> 2
  const whole = to >>> 2
  for (let word = from >>> 2; word < whole; word++) i32[target + word] = words[wordAt + word] as number
  if ((to & 3) === 0) return // nor is there a word to read any more
  const last = words[wordAt + whole] as number
  for (let byte = whole << 2; byte < to; byte++) u8[body + byte] = last >>> ((byte & 3) << 3)
}

/** The bytes of a body as words for `write`, little endian. */
export function wordsOf(bytes: ArrayLike<number>): Int32Array {
  const words = new Int32Array((bytes.length + 3) >>> 2)
  new Uint8Array(words.buffer).set(Uint8Array.from(bytes))
  return words
}
