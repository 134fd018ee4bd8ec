import { expect, test } from 'vitest'
import { RecordedClock, VirtualClock } from './set-clocks.ts'

const MAX = 0xffff_ffff

test('RecordedClock gives what was set, and never less than is allowed', () => {
  const clock = new RecordedClock()
  clock.take(1)
  expect([clock.lo, clock.hi]).toEqual([1, 0])
  clock.set(6 * 2 ** 32 + MAX)
  clock.take(1)
  expect([clock.lo, clock.hi]).toEqual([MAX, 6])
  clock.take(1)
  expect([clock.lo, clock.hi]).toEqual([MAX, 6])
})

test.each([
  [1000, 500, 1500],
  [1000, -2000, 1],
  [2 ** 32 - 1, 1, 2 ** 32],
  [2 ** 32, -1, 2 ** 32 - 1],
])('RecordedClock at %d ns, off by %d ns, stamps %d', (ns, offsetNs, stamp) => {
  const clock = new RecordedClock(offsetNs)
  clock.set(ns)
  clock.take(1)
  expect(clock.hi * 2 ** 32 + clock.lo).toBe(stamp)
})

test('VirtualClock counts on from what was set', () => {
  const clock = new VirtualClock()
  clock.set(100, 0)
  clock.take(1)
  clock.take(1)
  expect([clock.lo, clock.hi]).toEqual([101, 0])
})

test('VirtualClock raises a stamp of 0 before it takes it, unless 0 is allowed', () => {
  const clock = new VirtualClock()
  clock.set(0, 0)
  clock.take(0)
  expect(clock.lo).toBe(0)
  clock.set(0, 0)
  clock.take(1)
  expect(clock.lo).toBe(1)
  clock.take(1)
  expect(clock.lo).toBe(2)
})

test('VirtualClock carries into the high word, and wraps as 64 bits do', () => {
  const clock = new VirtualClock()
  clock.set(MAX, 7)
  clock.take(1)
  clock.take(1)
  expect([clock.lo, clock.hi]).toEqual([0, 8])
  clock.set(MAX, MAX)
  clock.take(1)
  expect([clock.lo, clock.hi]).toEqual([MAX, MAX])
  clock.take(0)
  expect([clock.lo, clock.hi]).toEqual([0, 0])
})
