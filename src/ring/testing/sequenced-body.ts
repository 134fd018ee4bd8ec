/**
 * Bodies that say which attempt they belong to, and whether they are whole: sequence number (u32) first, an FNV-1a checksum (u32) of all
 * before it last, bytes that depend on the number between. Shorter than 8 bytes there is only room for some of those bytes.
 */
const PRIME = 0x01000193
const BASIS = 0x811c9dc5

export function checksum(bytes: Uint8Array, length: number): number {
  let hash = BASIS
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (bytes[at] as number), PRIME)
  return hash >>> 0
}

export function sequencedBody(seq: number, length: number): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, at) => (seq * 31 + at * 7) & 255)
  if (length < 8) return bytes
  const view = new DataView(bytes.buffer)
  view.setUint32(0, seq, true)
  view.setUint32(length - 4, checksum(bytes, length - 4), true)
  return bytes
}

/** @param body without its rounding, at least 8 bytes @returns its sequence number, or undefined where it is torn */
export function readSequence(body: Uint8Array): number | undefined {
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const isWhole = view.getUint32(body.length - 4, true) === checksum(body, body.length - 4)
  return isWhole ? view.getUint32(0, true) : undefined
}
