/**
 * The memory of one buffer: a single SharedArrayBuffer (or, where nothing is shared, an ArrayBuffer) and one typed view of each kind over
 * all of it. Words are named by index into the view of their kind, computed once by the design's `layout.ts`; nothing else knows offsets.
 *
 *   Int32Array    locks, page indices, byte offsets, per-page counts; those that threads race on go through Atomics
 *   Float64Array  counters that only ever have one writer at a time (under the CPU's lock, or the CPU itself); exact to 2^53
 *   Uint8Array,
 *   Int16Array    the bytes of the pages
 */
export class Arena {
  readonly i32: Int32Array
  readonly i16: Int16Array
  readonly f64: Float64Array
  readonly u8: Uint8Array

  constructor(readonly buffer: ArrayBufferLike) {
    this.i32 = new Int32Array(buffer)
    this.i16 = new Int16Array(buffer)
    this.f64 = new Float64Array(buffer)
    this.u8 = new Uint8Array(buffer)
  }

  /** @throws RangeError where the memory cannot be had */
  static allocate(bytes: number, shared: boolean): Arena {
    return new Arena(allocateMemory(bytes, shared))
  }
}

/** @param shared true: other threads are to see it @throws RangeError where the memory cannot be had */
export function allocateMemory(bytes: number, shared: boolean): ArrayBufferLike {
  return shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
}

/** Two CPUs' words in one cache line cost nearly all of the scaling (design notes: 1.08x instead of 1.8x), so blocks start on 128 bytes. */
export const BLOCK_ALIGN = 128

/**
 * Two functions, not one for both kinds of words: that one would meet two kinds of array, and each count of the write path would pay for
 * telling them apart.
 */
export function addI32(words: Int32Array, at: number, by: number): void {
  words[at] = (words[at] as number) + by
}
export function addF64(words: Float64Array, at: number, by: number): void {
  words[at] = (words[at] as number) + by
}

export function alignUp(bytes: number, to: number): number {
  return Math.ceil(bytes / to) * to
}
