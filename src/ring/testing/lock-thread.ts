/** Takes a lock again and again, and under it moves a count that is no atomic one: without the lock, counts would get lost. */
import { SlotLocks } from '../slot-lock.ts'
import { actorWords } from './actor-words.ts'

export interface LockJob {
  actor: number
  /** word 0 the lock, 1 its sleepers, 2 the count, 3 how many shall be ready before the first begins */
  words: SharedArrayBuffer
  actors: SharedArrayBuffer
  times: number
}

export function run({ actor, words, actors, times }: LockJob, post: (message: 'done' | 'given up') => void): void {
  const i32 = new Int32Array(words)
  const locks = new SlotLocks(i32, actorWords(actors), actor)
  // all begin at the same moment, or one would be done before the next has booted
  for (let missing = Atomics.sub(i32, 3, 1) - 1; missing > 0; missing = Atomics.load(i32, 3));
  for (let time = 0; time < times; time++) {
    if (!locks.acquire(0, 5)) return post('given up')
    i32[2] = (i32[2] as number) + 1
    locks.release(0, 5)
  }
  post('done')
}
