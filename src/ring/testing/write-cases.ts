/** A write and its parts: with bodies of 16 and 64 bytes, with the lock and without. */
import { SlotI32 } from '../rfc/layout.ts'
import { noLocks } from '../slot-lock.ts'
import type { BenchCase } from './bench-case.ts'
import { benchBuffer, benchLocks, benchWriter } from './bench-ring.ts'

const WRITES = 20_000

export const LOCK_ALONE = 'lock, taken and released'

export function writeName(bytes: number, locked: boolean): string {
  return `write ${bytes} B${locked ? '' : ', no lock'}`
}

const lockAlone: BenchCase = {
  name: LOCK_ALONE,
  per: WRITES,
  setUp() {
    const buffer = benchBuffer()
    const locks = benchLocks(buffer)
    const lockAt = buffer.slotI32(0) + SlotI32.lock
    return () => {
      for (let time = 0; time < WRITES; time++) {
        locks.acquire(lockAt, 0)
        locks.release(lockAt, 0)
      }
    }
  },
}

function write(bytes: number, locked: boolean): BenchCase {
  return {
    name: writeName(bytes, locked),
    per: WRITES,
    setUp() {
      const writer = benchWriter(benchBuffer(), locked ? {} : { locks: noLocks })
      const words = new Int32Array(bytes / 4)
      return () => {
        for (let time = 0; time < WRITES; time++) {
          words[0] = time
          writer.write(1, bytes, words, 0)
        }
      }
    },
  }
}

/** The body is stored word by word where it was reserved, without a loop, as an encoder of an event type does. */
function reserve(bytes: 16 | 64, locked: boolean): BenchCase {
  return {
    name: `reserve, store ${bytes} B, commit${locked ? '' : ', no lock'}`,
    per: WRITES,
    setUp() {
      const buffer = benchBuffer()
      const writer = benchWriter(buffer, locked ? {} : { locks: noLocks })
      const store = bytes === 16 ? store16 : store64
      return () => {
        for (let time = 0; time < WRITES; time++) {
          const body = writer.reserve(1, bytes)
          store(buffer.i32, body >>> 2, time)
          writer.commit(body)
        }
      }
    },
  }
}

function store16(words: Int32Array, at: number, value: number): void {
  words[at] = value
  words[at + 1] = value
  words[at + 2] = value
  words[at + 3] = value
}
function store64(words: Int32Array, at: number, value: number): void {
  store16(words, at, value)
  store16(words, at + 4, value)
  store16(words, at + 8, value)
  store16(words, at + 12, value)
}

export const writeCases: readonly BenchCase[] = [
  lockAlone,
  ...[true, false].flatMap((locked) => [
    write(16, locked),
    write(64, locked),
    reserve(16, locked),
    reserve(64, locked),
  ]),
]
