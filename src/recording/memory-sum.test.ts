import { expect, test } from 'vitest'
import { memorySum } from './memory-sum.ts'

test('one bit, a place, or a length makes it another', () => {
  const words = Int32Array.of(1, 2, 3, 0)
  const others = [Int32Array.of(1, 2, 3 | (1 << 31), 0), Int32Array.of(2, 1, 3, 0), Int32Array.of(1, 2, 3)]
  expect(memorySum(words)).toBe(memorySum(words.slice()))
  expect(new Set([words, ...others].map(memorySum)).size).toBe(4)
})
