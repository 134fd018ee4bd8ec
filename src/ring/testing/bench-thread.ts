/**
 * The paths that `write.bench.ts` measures, each many times in a row and each in a thread of its own, as in the page: in one thread, what one
 * variant does to the types and targets that the compiler sees would slow down the next.
 */
import { captureSlot, SlotCapture } from '../capture.ts'
import { noProbe } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { allocateRfcBuffer } from '../rfc/buffer.ts'
import type { RfcBuffer } from '../rfc/buffer.ts'
import { RfcConsumer } from '../rfc/consume.ts'
import { SlotI32 } from '../rfc/layout.ts'
import { RfcWriter } from '../rfc/write.ts'
import { FIRST_READER, noLocks, SlotLocks } from '../slot-lock.ts'
import type { Locks } from '../slot-lock.ts'
import { actorWords } from './actor-words.ts'

export type Path = 'lockAndRelease' | 'write' | 'reserveAndCommit' | 'writeAndConsume' | 'capture'

export interface BenchJob {
  path: Path
  /** how often per turn */
  times: number
  /** of a body; a multiple of 4 */
  bytes: number
  /** words: turns asked for, turns done */
  turns: SharedArrayBuffer
  locked?: boolean
  /** another function that does nothing, instead of the ring's own */
  otherProbe?: boolean
  pages?: number
}

export function run(job: BenchJob): void {
  const turns = new Int32Array(job.turns)
  const paths = new Paths(job)
  for (let turn = 0; ; turn++) {
    while (Atomics.load(turns, 0) === turn) Atomics.wait(turns, 0, turn)
    paths[job.path]()
    Atomics.store(turns, 1, turn + 1)
    Atomics.notify(turns, 1)
  }
}

const clock = {
  lo: 0,
  hi: 0,
  take(): void {
    this.lo = (this.lo + 1) >>> 0
  },
}
const otherProbe: Probe = (_point, a) => void a

class Paths {
  private readonly buffer: RfcBuffer
  private readonly locks: Locks
  private readonly writer: RfcWriter
  private readonly consumer: RfcConsumer
  private readonly captured: SlotCapture
  private readonly words: Int32Array

  constructor(private readonly options: BenchJob) {
    const { locked = true, pages = 64 } = options
    const probe = options.otherProbe ? otherProbe : noProbe
    const geometry = { cpus: 1, pagesPerCpu: pages, pageSize: 4096, snapshot: false }
    this.buffer = allocateRfcBuffer({ ...geometry, overwrite: true, asPosted: false }, true)
    const locksOf = (actor: number): Locks =>
      locked ? new SlotLocks(this.buffer.i32, actorWords(), actor, probe) : noLocks
    this.locks = locksOf(0)
    this.writer = new RfcWriter(this.buffer, { cpu: 0, clock, locks: this.locks, probe })
    this.consumer = new RfcConsumer(this.buffer, locksOf(FIRST_READER), probe)
    this.captured = SlotCapture.allocate(this.buffer.layout)
    this.words = new Int32Array(options.bytes / 4)
  }

  lockAndRelease(): void {
    const lockAt = this.buffer.slotI32(0) + SlotI32.lock
    for (let time = 0; time < this.options.times; time++) {
      this.locks.acquire(lockAt, 0)
      this.locks.release(lockAt, 0)
    }
  }
  write(): void {
    for (let time = 0; time < this.options.times; time++) {
      this.words[0] = time
      this.writer.write(1, this.options.bytes, this.words, 0)
    }
  }
  reserveAndCommit(): void {
    const { writer, buffer } = this
    for (let time = 0; time < this.options.times; time++) {
      const body = writer.reserve(1, this.options.bytes)
      buffer.i32[body >>> 2] = time
      writer.commit(body)
    }
  }
  writeAndConsume(): void {
    this.write()
    for (let time = 0; time < this.options.times; time++) this.consumer.consume()
  }
  capture(): void {
    for (let time = 0; time < this.options.times; time++) captureSlot(this.buffer, 0, this.captured)
  }
}
