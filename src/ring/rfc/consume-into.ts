/**
 * How large a buffer is, and consuming into the caller's own memory: what is consumed is gone, and its place in the ring is written over, so the
 * mail's readers copy each event into a buffer of max_event_size while they take it.
 */
import { RingError } from '../trace-buffer.ts'
import type { RfcBuffer } from './buffer.ts'
import type { RfcConsumer } from './consume.ts'
import { EventAt } from './layout.ts'
import type { ReadEvent } from './read-event.ts'

/** ring_buffer_size: bytes of one CPU's pages; there is no page header. */
export function bufferSize(buffer: RfcBuffer): number {
  return buffer.pageSize * buffer.pagesPerCpu
}

/** ring_buffer_max_event_size: bytes that hold any event, with its header. What was given to alloc is replaced by the page size. */
export function maxEventSize(buffer: RfcBuffer): number {
  return buffer.pageSize
}

/**
 * Consumes the next event into `target`, as it lies in the ring: u64 counter, s16 type, s16 length, body with its rounding. As posted a torn
 * length may say more than a page: what is beyond is cut off.
 * @returns bytes stored, 0 when every ring is empty
 * @throws RingError bad-argument where `target` is smaller than max_event_size; then nothing is consumed
 */
export function consumeInto(buffer: RfcBuffer, consumer: RfcConsumer, target: Uint8Array): number {
  const room = maxEventSize(buffer)
  if (target.length < room)
    throw new RingError('bad-argument', `an event may take ${room} bytes, and there is room for ${target.length}`)
  return consumer.consume() ? store(consumer.event, target.subarray(0, room)) : 0
}

function store(event: ReadEvent, target: Uint8Array): number {
  const header = new DataView(target.buffer, target.byteOffset, EventAt.body)
  header.setUint32(EventAt.counterLo, event.lo, true)
  header.setUint32(EventAt.counterHi, event.hi, true)
  header.setInt16(EventAt.type, event.type, true)
  header.setInt16(EventAt.length, event.length, true)
  const body = event.body.subarray(0, target.length - EventAt.body)
  target.set(body, EventAt.body)
  return EventAt.body + body.length
}
