/** One CPU that writes flat out, and two on one buffer: nothing of the one may slow down the other. */
import { runningTime } from '../../clock/testing/clock-cases.ts'
import { threadTime } from '../../clock/thread-time.ts'
import { LocalClock } from '../../clock/time-clocks.ts'
import type { ThreadsCase } from './bench-case.ts'
import { benchWriter, sharedBuffer, shareBuffer } from './bench-ring.ts'

const WRITES = 100_000
const BODY_BYTES = 16
const CPUS = 2

function flatOut(memory: SharedArrayBuffer, cpu: number): () => void {
  const clock = new LocalClock(threadTime().nowMs, runningTime())
  const writer = benchWriter(sharedBuffer(memory, { cpus: CPUS }), { cpu, clock })
  const words = new Int32Array(BODY_BYTES / 4)
  return () => {
    for (let time = 0; time < WRITES; time++) writer.write(1, BODY_BYTES, words, 0)
  }
}

function writers(name: string, cpus: readonly number[]): ThreadsCase {
  return {
    name,
    per: WRITES * cpus.length,
    share: () => shareBuffer({ cpus: CPUS }),
    threads: cpus.map((cpu) => (memory: SharedArrayBuffer) => flatOut(memory, cpu)),
  }
}

export const ONE_CPU = 'one CPU writes 16 B'
export const TWO_CPUS = 'two CPUs write 16 B'
export const twoCpuCases: readonly ThreadsCase[] = [writers(ONE_CPU, [0]), writers(TWO_CPUS, [0, 1])]
