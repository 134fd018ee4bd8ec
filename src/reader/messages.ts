/** Between the machine and the reader's worker: boot, what was consumed, results and death. */
import type { RfcOptions } from '../ring/rfc/buffer.ts'

/** To the worker, once. */
export interface ReaderBoot {
  type: 'boot'
  ring: SharedArrayBuffer
  options: RfcOptions
  control: SharedArrayBuffer
}

/** What the reader's own work gave since the last message. `unlisted` events were read too, but are too many to show. */
export interface ConsumedBatch {
  type: 'consumed'
  events: ArrayBuffer
  unlisted: number
  /** the last one consumed, listed or not: ns */
  lastTs: number
}

/** From the worker. */
export type ReaderMessage =
  | { type: 'ready' }
  | ConsumedBatch
  | { type: 'events'; serial: number; events: ArrayBuffer }
  | { type: 'done'; serial: number; skipped: number[] }
  | { type: 'bytes'; serial: number; bytes: ArrayBuffer }
  | { type: 'failed'; serial: number; code: string; message: string }
  | { type: 'crashed'; message: string }
