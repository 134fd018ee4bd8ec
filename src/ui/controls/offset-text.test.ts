import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatOffset, markOffset, parseOffset } from './offset-text.ts'

const SEED = 20080924

test('what one types', () => {
  expect(
    ['500us', '-2ms', '0', '+1.5 s', ' 20 µs ', '−3 MS', '.5ms', '750', '2. ns', '0.4ns'].map(parseOffset),
  ).toEqual([500_000, -2_000_000, 0, 1.5e9, 20_000, -3_000_000, 500_000, 750, 2, 0])
})

test('what is no offset', () => {
  for (const text of ['', '-', 'ms', '2 minutes', '1e3', '0x10', '--2', '2ms3', '.', 'NaN', '1e999', '2000000s'])
    expect.soft(parseOffset(text), text).toBeUndefined()
})

test('nothing is minus 0', () => expect(Object.is(parseOffset('-0'), 0)).toBe(true))

test('what one reads', () => {
  expect([0, 2e6, -500_000, 1_234_567, 1.5e9, -7, 86_400e9, 1000].map(formatOffset)).toEqual([
    '0',
    '+2 ms',
    '−500 µs',
    '+1.234567 ms',
    '+1.5 s',
    '−7 ns',
    '+86400 s',
    '+1 µs',
  ])
  expect([1_234_567, -250_400, 2e6, 12.34e6].map(markOffset)).toEqual(['+1.2 ms', '−250 µs', '+2 ms', '+12 ms'])
})

test(`what is read can be typed again and is the same, seed ${SEED}`, () => {
  const ns = fc.integer({ min: -1e15, max: 1e15 })
  const any = fc.oneof(ns, fc.integer({ min: -5e6, max: 5e6 }))
  fc.assert(
    fc.property(any, (offset) => {
      expect(parseOffset(formatOffset(offset))).toBe(offset)
    }),
    { seed: SEED },
  )
})
