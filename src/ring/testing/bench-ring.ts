/** The ring that the benchmarks write to and read from: real locks, pages of 4096 bytes. */
import { noProbe } from '../probe.ts'
import { Arena } from '../arena.ts'
import { RfcBuffer, allocateRfcBuffer } from '../rfc/buffer.ts'
import type { RfcOptions } from '../rfc/buffer.ts'
import { RfcWriter } from '../rfc/write.ts'
import { SlotLocks } from '../slot-lock.ts'
import type { Locks } from '../slot-lock.ts'
import type { TraceClock } from '../trace-buffer.ts'
import { actorWords } from './actor-words.ts'

const usual = { cpus: 1, pagesPerCpu: 64, pageSize: 4096, snapshot: false, overwrite: true, asPosted: false }

export function benchBuffer(options: Partial<RfcOptions> = {}): RfcBuffer {
  return allocateRfcBuffer({ ...usual, ...options }, true)
}

/** The buffer that another thread has made with the same options. */
export function sharedBuffer(memory: SharedArrayBuffer, options: Partial<RfcOptions> = {}): RfcBuffer {
  return new RfcBuffer(new Arena(memory), { ...usual, ...options })
}

/** @returns the memory of a new buffer, for `sharedBuffer` */
export function shareBuffer(options: Partial<RfcOptions> = {}): SharedArrayBuffer {
  return benchBuffer(options).arena.buffer as SharedArrayBuffer
}

export function benchLocks(buffer: RfcBuffer, actor = 0): SlotLocks {
  return new SlotLocks(buffer.i32, actorWords(), actor, noProbe)
}

export interface BenchWriter {
  readonly cpu?: number
  readonly locks?: Locks
  readonly clock?: TraceClock
}

export function benchWriter(buffer: RfcBuffer, given: BenchWriter = {}): RfcWriter {
  const { cpu = 0, locks = benchLocks(buffer, cpu), clock = new Tick() } = given
  return new RfcWriter(buffer, { cpu, clock, locks, probe: noProbe })
}

/** A clock that costs as little as one can. */
export class Tick {
  lo = 0
  readonly hi = 0
  take(): void {
    this.lo = (this.lo + 1) >>> 0
  }
}
