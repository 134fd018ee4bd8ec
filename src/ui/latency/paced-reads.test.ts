import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PacedReads } from './paced-reads.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function slowReads(readMs: number) {
  let [begun, atOnce, most] = [0, 0, 0]
  const reads = new PacedReads(async () => {
    begun++
    most = Math.max(most, ++atOnce)
    await new Promise((resolve) => setTimeout(resolve, readMs))
    atOnce--
  }, 1000)
  return { reads, seen: () => ({ begun, most }) }
}

test('what is asked for again and again is read once in a period', async () => {
  const { reads, seen } = slowReads(10)
  for (let ms = 0; ms < 2500; ms += 100) {
    reads.ask()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(seen()).toEqual({ begun: 3, most: 1 })
})

test('a read that takes longer is waited for, and what was asked for meanwhile is one', async () => {
  const { reads, seen } = slowReads(5000)
  for (const _ of [1, 2, 3]) reads.ask()
  await vi.advanceTimersByTimeAsync(4900)
  expect(seen()).toEqual({ begun: 1, most: 1 })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(seen()).toEqual({ begun: 2, most: 1 })
})

test('one that was not asked for is not read, nor what waited when it was stopped', async () => {
  const { reads, seen } = slowReads(10)
  reads.ask()
  reads.ask()
  reads.stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(seen().begun).toBe(1)
})
