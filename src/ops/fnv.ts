/** FNV-1a, 64 bits, in two halves of 32 (the prime is 2^40 + 0x1b3). */
export function fnv1a64(bytes: Uint8Array): string {
  let hi = 0xcbf29ce4
  let lo = 0x84222325
  for (let at = 0; at < bytes.length; at++) {
    lo = (lo ^ (bytes[at] as number)) >>> 0
    const low = lo * 0x1b3
    hi = (hi * 0x1b3 + Math.floor(low / 2 ** 32) + lo * 256) % 2 ** 32
    lo = low % 2 ** 32
  }
  return hex32(hi) + hex32(lo)
}

function hex32(word: number): string {
  return word.toString(16).padStart(8, '0')
}
