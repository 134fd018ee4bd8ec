import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { CounterClock, lastCount } from './counter-clock.ts'

const TWO_TO_31 = 2n ** 31n

/** A counter from which `count` numbers have been drawn. */
function wordsAfter(count: bigint): Int32Array {
  const words = new Int32Array(new SharedArrayBuffer(8))
  words[0] = Number(BigInt.asIntN(32, count))
  words[1] = Number(count / TWO_TO_31)
  return words
}

function draw(clock: CounterClock): bigint {
  clock.take(1)
  return (BigInt(clock.hi) << 32n) + BigInt(clock.lo)
}

describe('CounterClock', () => {
  test('counts 1, 2, 3 over all CPUs', () => {
    const words = wordsAfter(0n)
    const cpus = [new CounterClock(words, 0), new CounterClock(words, 0)]
    expect([0, 1, 1, 0].map((cpu) => draw(cpus[cpu] as CounterClock))).toEqual([1n, 2n, 3n, 4n])
  })

  test.each([TWO_TO_31, 2n * TWO_TO_31, 3n * TWO_TO_31, 4n * TWO_TO_31, 1001n * TWO_TO_31])(
    'goes on exactly through %d',
    (boundary) => {
      const words = wordsAfter(boundary - 4n)
      const clock = new CounterClock(words, 0)
      for (let number = boundary - 3n; number < boundary + 4n; number++) {
        expect(draw(clock)).toBe(number)
        expect(lastCount(words, 0)).toBe(Number(number))
      }
      expect(words[1]).toBe(Number(boundary / TWO_TO_31))
    },
  )

  test.each([TWO_TO_31, 2n * TWO_TO_31, 3n * TWO_TO_31])(
    'is exact while who ended the epoch at %d has not published the next (between B and C)',
    (boundary) => {
      const words = wordsAfter(boundary - 1n)
      words[1] = Number(boundary / TWO_TO_31) - 1
      const clock = new CounterClock(words, 0)
      expect(draw(clock)).toBe(boundary)
      expect(lastCount(words, 0)).toBe(Number(boundary))
      expect(draw(clock)).toBe(boundary + 1n)
    },
  )

  test('is exact when an epoch ends between A and B', () => {
    const boundary = 2n * TWO_TO_31
    const words = wordsAfter(boundary - 2n)
    const stale = Number((boundary - 2n) / TWO_TO_31)
    expect(draw(new CounterClock(words, 0))).toBe(boundary - 1n)
    const published = words[1]
    words[1] = stale
    expect(draw(new CounterClock(words, 0))).toBe(boundary)
    expect(published).toBe(stale + 1)
  })

  test('mends the epochs after a CPU has died between B and C', () => {
    const words = wordsAfter(TWO_TO_31)
    words[1] = 0
    words[0] = Number(BigInt.asIntN(32, 2n * TWO_TO_31 - 2n))
    const clock = new CounterClock(words, 0)
    expect(draw(clock)).toBe(2n * TWO_TO_31 - 1n)
    expect(draw(clock)).toBe(2n * TWO_TO_31)
    expect(words[1]).toBe(2)
  })

  test('gives every number once when threads draw together through 2^32', async () => {
    const start = 2n * TWO_TO_31 - 30_000n
    const each = 30_000
    const words = wordsAfter(start)
    const drawn = await Promise.all([0, 1, 2].map(() => drawInThread({ words, each })))
    const all = drawn.flatMap((numbers) => [...numbers]).sort((a, b) => (a < b ? -1 : 1))
    expect(all[0]).toBe(start + 1n)
    expect(all.every((number, index) => number === start + 1n + BigInt(index))).toBe(true)
  })
})

function drawInThread(workerData: { words: Int32Array; each: number }): Promise<BigUint64Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('testing/counter-worker.mjs', import.meta.url), { workerData })
    worker.once('message', resolve).once('error', reject)
  })
}
