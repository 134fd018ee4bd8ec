/** The unread events of a ring as the kernel would find them: from head to tail by the bytes of the pages alone, no word of `PageI32` asked. */
import type { RfcBuffer } from '../rfc/buffer.ts'
import { RingI32 } from '../rfc/layout.ts'

export interface FoundEvent {
  page: number
  offset: number
  /** header, body and rounding */
  length: number
  type: number
  /** ns; a null event, which is padding, has 0 and type 0 */
  ts: number
  /** with its rounding */
  body: Uint8Array
}

const HEADER = 12

export function placeOf(buffer: RfcBuffer, ring: number): Record<keyof typeof RingI32, number> {
  const [headPage = 0, head = 0, tailPage = 0, tail = 0] = buffer.i32.subarray(buffer.ringI32(ring))
  return { headPage, head, tailPage, tail }
}

/** @throws where the bytes lead out of the ring or in circles */
export function walkRing(buffer: RfcBuffer, ring: number): FoundEvent[] {
  const { headPage, head, tailPage, tail } = placeOf(buffer, ring)
  const found: FoundEvent[] = []
  for (let page = headPage, from = head, pages = 0; ; page = (page + 1) % buffer.pagesPerCpu, from = 0) {
    const to = page === tailPage ? tail : buffer.pageSize
    found.push(...eventsOf(walkPage(buffer, ring, page, from, to)))
    if (page === tailPage) return found
    if (++pages > buffer.pagesPerCpu) throw new Error(`ring ${ring}: no tail page behind the head page`)
  }
}

/** What is not padding. */
export function eventsOf(found: readonly FoundEvent[]): FoundEvent[] {
  return found.filter(({ type, ts }) => type !== 0 || ts !== 0)
}

/** All that lies there between two offsets, padding too, but for a short end. @throws where a length makes no sense */
export function walkPage(buffer: RfcBuffer, ring: number, page: number, from: number, to: number): FoundEvent[] {
  const address = buffer.pageAddress(ring, page)
  const bytes = buffer.u8.subarray(address, address + buffer.pageSize)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const found: FoundEvent[] = []
  for (let offset = from; offset + HEADER <= to;) {
    const length = view.getInt16(offset + 10, true)
    if (length < 16 && length !== to - offset) throw new Error(`page ${page}, offset ${offset}: a length of ${length}`)
    const ts = view.getUint32(offset + 4, true) * 2 ** 32 + view.getUint32(offset, true)
    const body = bytes.subarray(offset + HEADER, offset + length)
    found.push({ page, offset, length, type: view.getInt16(offset + 8, true), ts, body })
    offset += length
  }
  return found
}
