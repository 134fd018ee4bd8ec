import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRingsideStore } from '../../store/ringside-store.ts'
import type { BatchedEvent } from '../../reader/event-batch.ts'
import { MergePlayer } from './merge-player.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const EVENT = {} as BatchedEvent // nobody looks into it here

function playerOver(events: number) {
  const store = createRingsideStore({ isolated: true, sharedMemory: true, workers: true, stepping: false })
  const seen = { taken: 0, reported: 0 }
  const consume = async (most: number): Promise<BatchedEvent[]> => {
    const count = Math.min(most, events - seen.taken)
    seen.taken += count
    return Array<BatchedEvent>(count).fill(EVENT)
  }
  const session = { store, consume, report: () => void seen.reported++ }
  return { player: new MergePlayer(session), session, seen }
}

test('plays one event at a time, at its speed, until all rings are empty', async () => {
  const { player, seen } = playerOver(3)
  player.play()
  await vi.advanceTimersByTimeAsync(0)
  expect(seen.taken).toBe(1)
  await vi.advanceTimersByTimeAsync(499)
  expect(seen.taken).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(seen.taken).toBe(2)
  player.store.setState({ speed: 5 })
  await vi.advanceTimersByTimeAsync(700)
  expect(seen.taken).toBe(3)
  expect(player.store.getState().playing).toBe(false)
})

test('stops at any time, and when the machine runs; begun anew at once it plays once', async () => {
  const { player, session, seen } = playerOver(100)
  player.play()
  player.stop()
  player.play()
  await vi.advanceTimersByTimeAsync(500)
  const taken = seen.taken
  await vi.advanceTimersByTimeAsync(500)
  expect(seen.taken).toBe(taken + 1)
  session.store.setState({ running: true })
  await vi.advanceTimersByTimeAsync(5000)
  expect(seen.taken).toBe(taken + 1)
  player.play()
  expect(player.store.getState().playing).toBe(false)
})

test('what the reader refuses is shown, and ends the play', async () => {
  const { player, session, seen } = playerOver(100)
  session.consume = () => Promise.reject(new Error('crashed'))
  player.play()
  await vi.advanceTimersByTimeAsync(5000)
  expect(seen.reported).toBe(1)
  expect(player.store.getState().playing).toBe(false)
})
