import type { EventTypeInfo } from './event-type.ts'
import { fnv1a32 } from './fnv-1a.ts'

/**
 * The event of the workload `steady`, made so that every loss and every torn body shows:
 *
 *   u32 sequence, from 0, + 1 per attempt | seeded bytes | u32 FNV-1a of all before it      little endian
 *
 * Its length is ≡ 4 (mod 8): with the header of 12 bytes that is a multiple of 8, so nothing is rounded and the body's end is known.
 */
export const STEADY_TYPE = 1
export const STEADY_MIN_BYTES = 12
export const STEADY_MAX_BYTES = 244

export const STEADY_EVENT: EventTypeInfo = {
  id: STEADY_TYPE,
  name: 'steady',
  fields: ['field:u32 seq; offset:0; size:4; signed:0;', 'field:u8 data[]; offset:4; size:0; signed:0;'],
  print: '"seq=%u bytes=%u", REC->seq, __payload_len()',
}

/** Whether a payload is whole: of a length that `steady` writes, and hashing to its last 4 bytes. `seq` is 0 where there is none. */
export function checkSteady(payload: Uint8Array): { seq: number; ok: boolean } {
  const { length } = payload
  if (length < STEADY_MIN_BYTES) return { seq: 0, ok: false }
  const body = new DataView(payload.buffer, payload.byteOffset, length)
  const hashed = fnv1a32(payload.subarray(0, length - 4)) === body.getUint32(length - 4, true)
  return { seq: body.getUint32(0, true), ok: hashed && length % 8 === 4 && length <= STEADY_MAX_BYTES }
}
