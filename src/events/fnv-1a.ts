/** The 32-bit FNV-1a hash of Fowler, Noll and Vo (public domain): small, quick, and enough to notice a torn body. */
export const FNV_OFFSET_BASIS = 0x811c_9dc5 | 0
export const FNV_PRIME = 0x0100_0193

/** @returns 32 bits, unsigned */
export function fnv1a32(bytes: Uint8Array): number {
  let hash = FNV_OFFSET_BASIS
  for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME)
  return hash >>> 0
}
