/** What the ring's paths cost, compared within one run: read the ratios, the times are the machine's. */
import { afterAll, bench, describe } from 'vitest'
import type { BenchJob, Path } from '../testing/bench-thread.ts'
import { TestThread } from '../testing/test-thread.ts'

/** so many that waking the thread up does not count */
const TIMES = 50_000
const BYTES = 16

const threads: TestThread<never>[] = []
afterAll(() => Promise.all(threads.map((thread) => thread.terminate())))

/** @returns a turn of this path in a thread of its own */
async function turnOf(path: Path, options: Partial<BenchJob> = {}): Promise<() => void> {
  const turns = new Int32Array(new SharedArrayBuffer(8))
  const thread = await TestThread.boot<never>('bench-thread.ts')
  threads.push(thread)
  thread.start({ path, times: TIMES, bytes: BYTES, turns: turns.buffer, ...options })
  return () => {
    const turn = Atomics.add(turns, 0, 1)
    Atomics.notify(turns, 0)
    while (Atomics.load(turns, 1) === turn) Atomics.wait(turns, 1, turn)
  }
}

const lockAlone = await turnOf('lockAndRelease')
const locked = await turnOf('write')
const unlocked = await turnOf('write', { locked: false })
const otherProbe = await turnOf('write', { otherProbe: true })
const reserved = await turnOf('reserveAndCommit')

describe(`a write of ${BYTES} bytes; the mean in ms times ${1e6 / TIMES} is ns each`, () => {
  bench('the lock alone', lockAlone)
  bench('write, locked', locked)
  bench('write, no lock', unlocked)
  bench('write, locked, another probe that does nothing', otherProbe)
  bench('reserve, store a word, commit, locked', reserved)
})

const times = 5000
const written = await turnOf('write', { times })
const consumed = await turnOf('writeAndConsume', { times })

describe(`${times} events`, () => {
  bench('written', written)
  bench('written and consumed', consumed)
})

const small = await turnOf('capture', { times: 1000, pages: 16 })
const large = await turnOf('capture', { times: 1000, pages: 1024 })

describe('1000 captures of a CPU; the mean in ms is µs each', () => {
  bench('16 pages with their bytes', small)
  bench('1024 pages, words only', large)
})
