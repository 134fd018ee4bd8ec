/**
 * Consumed events on their way to the page: packed one behind the other, so that a batch is one transfer.
 *
 *   f64 lostBefore | u32 stamp lo | u32 stamp hi | i32 page | s16 cpu | s16 ring | s16 type | u16 body bytes | u16 offset | u16 late | body … padded to 8
 */
import { alignUp } from '../ring/arena.ts'
import type { ReadEvent } from '../ring/rfc/read-event.ts'

const HEADER_BYTES = 32
/** A batch starts small and doubles; one that is full is posted. */
const FIRST_BYTES = 16384

/** Where an event lies, or lay. */
export interface EventPlace {
  /** ring number: after a snapshot the live ring has another one */
  ring: number
  page: number
  /** bytes from the page's begin */
  offset: number
}

export interface BatchedEvent extends EventPlace {
  cpu: number
  /** ns */
  ts: number
  type: number
  /** the rounded body */
  body: Uint8Array
  lostBefore: number
  late: boolean
}

export class BatchWriter {
  private bytes = new Uint8Array(FIRST_BYTES)
  private view = new DataView(this.bytes.buffer)
  private used = 0
  count = 0

  append(event: ReadEvent): void {
    const { body } = event
    const size = HEADER_BYTES + alignUp(body.length, 8)
    this.makeRoom(size)
    const { view, used } = this
    view.setFloat64(used, event.lostBefore, true)
    view.setUint32(used + 8, event.lo, true)
    view.setUint32(used + 12, event.hi, true)
    view.setInt32(used + 16, event.page, true)
    view.setInt16(used + 20, event.cpu, true)
    view.setInt16(used + 22, event.ring, true)
    view.setInt16(used + 24, event.type, true)
    view.setUint16(used + 26, body.length, true)
    view.setUint16(used + 28, event.offset, true)
    view.setUint16(used + 30, event.late ? 1 : 0, true)
    this.bytes.set(body, used + HEADER_BYTES)
    this.used += size
    this.count++
  }

  /** The batch so far; the writer begins anew. */
  take(): ArrayBuffer {
    const batch = this.bytes.buffer.slice(0, this.used)
    this.used = 0
    this.count = 0
    return batch
  }

  private makeRoom(size: number): void {
    if (this.used + size <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.used + size))
    larger.set(this.bytes)
    this.bytes = larger
    this.view = new DataView(larger.buffer)
  }
}

export function readBatch(batch: ArrayBuffer): BatchedEvent[] {
  const view = new DataView(batch)
  const events: BatchedEvent[] = []
  for (let at = 0; at < batch.byteLength;) {
    const bytes = view.getUint16(at + 26, true)
    events.push({
      lostBefore: view.getFloat64(at, true),
      ts: view.getUint32(at + 12, true) * 2 ** 32 + view.getUint32(at + 8, true),
      page: view.getInt32(at + 16, true),
      cpu: view.getInt16(at + 20, true),
      ring: view.getInt16(at + 22, true),
      type: view.getInt16(at + 24, true) >>> 0, // as ring_buffer_event_type gives it: the s16 sign-extended, then unsigned
      offset: view.getUint16(at + 28, true),
      late: view.getUint16(at + 30, true) !== 0,
      body: new Uint8Array(batch, at + HEADER_BYTES, bytes),
    })
    at += HEADER_BYTES + alignUp(bytes, 8)
  }
  return events
}
