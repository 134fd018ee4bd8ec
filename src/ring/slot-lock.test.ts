/** The lock of a slot: who holds it, who sleeps on it, what happens when the holder is dead. */
import { afterEach, describe, expect, test } from 'vitest'
import { Point } from './probe.ts'
import { FIRST_READER, holderOf, SlotLocks } from './slot-lock.ts'
import { actorWords } from './testing/actor-words.ts'
import type { LockJob } from './testing/lock-thread.ts'
import { TestThread } from './testing/test-thread.ts'
import { untilChanged } from './testing/until-changed.ts'

type Answer = 'done' | 'given up'
const threads: TestThread<Answer>[] = []
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.terminate())))

function lockWords(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(16))
}

async function contend(
  job: Omit<LockJob, 'words' | 'actors'>,
  words: Int32Array,
  actors: SharedArrayBuffer,
): Promise<TestThread<Answer>> {
  const thread = await TestThread.boot<Answer>('lock-thread.ts')
  threads.push(thread)
  thread.start({ ...job, words: words.buffer, actors })
  return thread
}

describe('a lock word', () => {
  test.each([0, 7, 255, FIRST_READER, 1022])('names its holder, actor %d', (actor) => {
    const words = lockWords()
    const locks = new SlotLocks(words, actorWords(), actor)
    expect(holderOf(words[0] as number)).toBeUndefined()
    expect(locks.acquire(0, 0)).toBe(true)
    expect(holderOf(words[0] as number)).toBe(actor)
    locks.release(0, 0)
    expect(holderOf(words[0] as number)).toBeUndefined()
  })

  test('is another one after each hold, also when its turns have wrapped around', () => {
    const words = lockWords()
    const locks = new SlotLocks(words, actorWords(), 3)
    for (const start of [0, 0x7ffffc00, -1024]) {
      words[0] = start
      const free = [words[0] as number]
      for (let turn = 0; turn < 3; turn++) {
        locks.acquire(0, 0)
        expect(holderOf(words[0] as number)).toBe(3)
        locks.release(0, 0)
        free.push(words[0] as number)
      }
      expect(new Set(free).size).toBe(4)
      expect(free.map(holderOf)).toEqual([undefined, undefined, undefined, undefined])
    }
  })

  test('tells who copied without it whether anybody held it meanwhile', () => {
    const words = lockWords()
    const locks = new SlotLocks(words, actorWords(), 3)
    const before = words[0]
    expect(Atomics.add(words, 0, 0)).toBe(before)
    locks.acquire(0, 0)
    locks.release(0, 0)
    expect(Atomics.add(words, 0, 0)).not.toBe(before)
  })
})

describe('threads', () => {
  test('that contend lose no count', async () => {
    const words = lockWords()
    const actors = actorWords().memory
    const times = 200_000
    words[3] = 3
    for (const actor of [0, 1, FIRST_READER]) await contend({ actor, times }, words, actors)
    expect(await Promise.all(threads.map((thread) => thread.next()))).toEqual(['done', 'done', 'done'])
    expect(words[2]).toBe(3 * times)
    expect(holderOf(words[0] as number)).toBeUndefined()
    expect(words[1]).toBe(0)
  })

  test('that find it held sleep, say for which slot, and go on when it is released', async () => {
    const words = lockWords()
    const actors = actorWords()
    const locks = new SlotLocks(words, actors, FIRST_READER)
    locks.acquire(0, 5)
    const thread = await contend({ actor: 2, times: 1 }, words, actors.memory)
    untilChanged(actors.waitsFor, 2, 0)
    expect(actors.waitsFor[2]).toBe(6)
    expect(words[2]).toBe(0)
    locks.release(0, 5)
    expect(await thread.next()).toBe('done')
    expect([words[2], actors.waitsFor[2]]).toEqual([1, 0])
  })

  test('give up when the holder is dead, also while they sleep', async () => {
    const words = lockWords()
    const actors = actorWords()
    new SlotLocks(words, actors, FIRST_READER).acquire(0, 5)
    const thread = await contend({ actor: 2, times: 1 }, words, actors.memory)
    untilChanged(actors.waitsFor, 2, 0)
    Atomics.store(actors.dead, FIRST_READER, 1)
    expect(await thread.next()).toBe('given up')
    expect([words[2], holderOf(words[0] as number)]).toEqual([0, FIRST_READER])
  })

  test('that were marked dead while they slept never store again', async () => {
    const words = lockWords()
    const actors = actorWords()
    const locks = new SlotLocks(words, actors, FIRST_READER)
    locks.acquire(0, 5)
    const dead = await contend({ actor: 2, times: 1 }, words, actors.memory)
    untilChanged(actors.waitsFor, 2, 0)
    Atomics.store(actors.dead, 2, 1)
    locks.release(0, 5)
    const alive = await contend({ actor: 3, times: 1000 }, words, actors.memory)
    expect(await alive.next()).toBe('done')
    await dead.terminate()
    expect(words[2]).toBe(1000)
  })
})

test('waiting is a probe point with the holder, and so are taking and releasing', () => {
  const words = lockWords()
  const actors = actorWords()
  const points: number[][] = []
  const holder = new SlotLocks(words, actors, 9)
  // while the waiter tells that it waits, the holder lets go
  const waiter = new SlotLocks(words, actors, 4, (...args) => {
    points.push(args)
    if (args[0] === Point.LockWaited) holder.release(0, 5)
  })
  holder.acquire(0, 5)
  expect(waiter.acquire(0, 5)).toBe(true)
  waiter.release(0, 5)
  expect(points).toEqual([
    [Point.LockWaited, 5, 9, 0],
    [Point.LockTaken, 5, 4, 0],
    [Point.LockReleased, 5, 4, 0],
  ])
})
