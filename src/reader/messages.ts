/** Between the machine and the reader's worker: boot, rings, what was consumed, results and death. */
import type { ActorMessage, RingMemory } from '../control/actor-thread.ts'
import type { UnreadCounts } from '../debugfs/unread.ts'
import type { CpuStats } from '../ring/rfc/cpu-stats.ts'

/** To the worker: first a boot, then, after each resize, the rings made anew. */
export type ToReader = ReaderBoot | { type: 'rings'; rings: RingMemory }

export interface ReaderBoot {
  type: 'boot'
  rings: RingMemory
  control: ArrayBufferLike
  /** per CPU, put on the clocks on purpose; what is missing is 0 */
  clockOffsetsNs: readonly number[]
  /** step mode: it parks at every probe point until it is released */
  stepping: boolean
  /** step mode: each look at a head is made under its lock, as while live is recorded */
  ordered: boolean
}

/** What the reader's own work gave since the last message. `unlisted` events were read too, but are too many to show. */
export interface ConsumedBatch {
  type: 'consumed'
  events: ArrayBuffer
  unlisted: number
  /** the last one consumed, listed or not: ns */
  lastTs: number
}

/** All that is unread, in batches: rings can be larger than any one array. */
export interface UnreadEvents {
  batches: ArrayBuffer[]
  counts: UnreadCounts
}

/** From the worker. */
export type ReaderMessage =
  | ActorMessage
  | ConsumedBatch
  | { type: 'events'; serial: number; events: ArrayBuffer }
  | { type: 'done'; serial: number; skipped: number[] }
  | { type: 'unread'; serial: number; unread: UnreadEvents }
  | { type: 'stats'; serial: number; stats: CpuStats[] }
  | { type: 'bytes'; serial: number; bytes: ArrayBuffer }
  | { type: 'failed'; serial: number; code: string; message: string }
