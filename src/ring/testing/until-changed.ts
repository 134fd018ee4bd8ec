/** Waits until a word of shared memory is no longer this value; somebody else stores it, with or without a notify. */
export function untilChanged(words: Int32Array, at: number, from: number): void {
  while (Atomics.load(words, at) === from) Atomics.wait(words, at, from, 1)
}
