/** Bodies lie on 4 bytes (8-aligned events with a header of 12), so they are copied by words, and only the last few bytes one by one. */

/** Copies the body's words `from` … `to` − 1 to word `target` of the arena. */
export function copyWords(
  words: Int32Array,
  wordAt: number,
  i32: Int32Array,
  target: number,
  from: number,
  to: number,
): void {
  for (let word = from; word < to; word++) i32[target + word] = words[wordAt + word] as number
}

/**
 * The bytes behind the body's last whole word. Those behind the body, up to the event's rounded length, keep what the page held before, as
 * in the patch.
 */
export function copyLastBytes(word: number, u8: Uint8Array, body: number, length: number): void {
  for (let byte = length & ~3; byte < length; byte++) u8[body + byte] = word >>> ((byte & 3) << 3)
}

/** The bytes of a body as words for `write`, little endian. */
export function wordsOf(bytes: ArrayLike<number>): Int32Array {
  const words = new Int32Array((bytes.length + 3) >>> 2)
  new Uint8Array(words.buffer).set(Uint8Array.from(bytes))
  return words
}
