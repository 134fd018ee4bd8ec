/** Takes a lock again and again, and under it moves a count that is no atomic one: without the lock, counts would get lost. */
import { SlotLocks } from '../slot-lock.ts'
import { actorWords } from './actor-words.ts'

export interface LockJob {
  actor: number
  /** word 0 the lock, 1 its sleepers, 2 the count */
  words: SharedArrayBuffer
  actors: SharedArrayBuffer
  times: number
}

export function run({ actor, words, actors, times }: LockJob, post: (message: 'done' | 'given up') => void): void {
  const i32 = new Int32Array(words)
  const locks = new SlotLocks(i32, actorWords(actors), actor)
  for (let time = 0; time < times; time++) {
    if (!locks.acquire(0, 5)) return post('given up')
    i32[2] = (i32[2] as number) + 1
    locks.release(0, 5)
  }
  post('done')
}
