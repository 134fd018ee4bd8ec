import { expect, test } from 'vitest'
import { alignStamps, firstDifference } from './stamp-digits.ts'

test('stamps stand below each other to the nanosecond, and the first digit that differs is found', () => {
  const [early = '', late = '', same = ''] = alignStamps([1_000_000_999, 12_000_001_000, 1_000_000_999], false)
  expect([early, late]).toEqual(['\u20071.000000999', '12.000001000'])
  expect(firstDifference(early, late)).toBe(0)
  expect(firstDifference(...(alignStamps([1_000_000_999, 1_000_001_000], false) as [string, string]))).toBe(7)
  expect(firstDifference(early, same)).toBeUndefined()
})

test('a counter clock counts', () => {
  expect(alignStamps([9, 10], true)).toEqual(['\u20079', '10'])
  expect(alignStamps([], true)).toEqual([])
})
