/**
 * The same records by other ways: a well-known ring of one writer and one reader (ringbuf.js), and a message each. A record is what an event
 * is in our ring: a header of 12 bytes with stamp, type and length, and a body. Across threads nothing is lost: who finds the ring full
 * tries again. The rings are equally large.
 */
import { RingBuffer } from 'ringbuf.js'
import { RfcConsumer } from '../ring/rfc/consume.ts'
import { FIRST_READER } from '../ring/slot-lock.ts'
import type { BenchCase, ThreadsCase } from '../ring/testing/bench-case.ts'
import { benchLocks, benchWriter, sharedBuffer, shareBuffer, Tick } from '../ring/testing/bench-ring.ts'

const RECORDS = 50_000
const MESSAGES = 2_000
const RING_BYTES = 64 * 4096
const HEADER_WORDS = 3

type Bytes = 16 | 64
const SIZES: readonly Bytes[] = [16, 64]

export function acrossName(way: string, bytes: Bytes): string {
  return `${way} to another thread, ${bytes} B`
}

/** Its declarations take the array itself for the type of its elements, where its code takes the constructor. */
type Words = new (
  memory: SharedArrayBuffer,
  type: typeof Int32Array,
) => {
  push(words: Int32Array): number
  pop(words: Int32Array): number
}
const WordRing = RingBuffer as unknown as Words & {
  getStorageForCapacity(words: number, type: typeof Int32Array): SharedArrayBuffer
}

const storage = (): SharedArrayBuffer => WordRing.getStorageForCapacity(RING_BYTES / 4, Int32Array)

/** An event as our ring lays it out, rounded up to 8 bytes. */
class PlainRecord {
  readonly words: Int32Array
  private readonly clock = new Tick()
  private readonly typeAndLength: number

  constructor(bytes: Bytes) {
    this.words = new Int32Array(recordWords(bytes))
    this.typeAndLength = 1 | ((this.words.length * 4) << 16)
  }

  fill(value: number): void {
    const { words, clock } = this
    clock.take()
    words[0] = clock.lo
    words[1] = clock.hi
    words[2] = this.typeAndLength
    words[HEADER_WORDS] = value
  }
}

function recordWords(bytes: Bytes): number {
  return ((HEADER_WORDS * 4 + bytes + 7) >>> 3) * 2
}

function ours(bytes: Bytes): ThreadsCase {
  const options = { overwrite: false }
  return {
    name: acrossName('this ring', bytes),
    per: RECORDS,
    share: () => shareBuffer(options),
    threads: [
      (memory) => {
        const writer = benchWriter(sharedBuffer(memory, options))
        const words = new Int32Array(bytes / 4)
        return () => {
          for (let record = 0; record < RECORDS;) {
            words[0] = record
            if (writer.write(1, bytes, words, 0) >= 0) record++
          }
        }
      },
      (memory) => {
        const buffer = sharedBuffer(memory, options)
        const consumer = new RfcConsumer(buffer, benchLocks(buffer, FIRST_READER))
        return () => {
          for (let record = 0; record < RECORDS;) if (consumer.consume()) record++
        }
      },
    ],
  }
}

function ringbuf(bytes: Bytes): ThreadsCase {
  return {
    name: acrossName('ringbuf.js', bytes),
    per: RECORDS,
    share: storage,
    threads: [
      (memory) => {
        const ring = new WordRing(memory, Int32Array)
        const record = new PlainRecord(bytes)
        return () => {
          for (let done = 0; done < RECORDS; done++) {
            record.fill(done)
            while (ring.push(record.words) === 0);
          }
        }
      },
      (memory) => {
        const ring = new WordRing(memory, Int32Array)
        const words = new Int32Array(recordWords(bytes))
        return () => {
          for (let done = 0; done < RECORDS;) if (ring.pop(words) > 0) done++
        }
      },
    ],
  }
}

function messages(bytes: Bytes): ThreadsCase {
  return {
    name: acrossName('postMessage', bytes),
    per: MESSAGES,
    share: () => new SharedArrayBuffer(0),
    threads: [
      (_memory, port) => {
        const record = new PlainRecord(bytes)
        return () => {
          for (let done = 0; done < MESSAGES; done++) {
            record.fill(done)
            port.postMessage(record.words)
          }
        }
      },
      (_memory, port) => () =>
        new Promise((resolve) => {
          let done = 0
          port.onmessage = () => {
            done++
            if (done === MESSAGES) resolve()
          }
        }),
    ],
  }
}

/** What the other ring's push alone costs, to be held against a write without the lock; the ring is emptied all at once. */
function push(bytes: Bytes): BenchCase {
  return {
    name: `ringbuf.js, push ${bytes} B`,
    per: RECORDS,
    setUp() {
      const ring = new WordRing(storage(), Int32Array)
      const all = new Int32Array(RING_BYTES / 4)
      const record = new PlainRecord(bytes)
      return () => {
        for (let done = 0; done < RECORDS; done++) {
          record.fill(done)
          while (ring.push(record.words) === 0) ring.pop(all)
        }
      }
    },
  }
}

export const peerCases: readonly (BenchCase | ThreadsCase)[] = [
  ...SIZES.map(push),
  ...SIZES.flatMap((bytes) => [ours(bytes), ringbuf(bytes), messages(bytes)]),
]
