/** @returns a short word for all words of a memory: other bytes have another one, but for one in four thousand millions */
export function memorySum(words: Int32Array): string {
  let sum = 0x811c_9dc5
  for (const word of words) {
    sum = Math.imul(sum ^ (word & 0xffff), 0x0100_0193)
    sum = Math.imul(sum ^ (word >>> 16), 0x0100_0193)
  }
  return (sum >>> 0).toString(36)
}
