/** Reads the events of a copied page, for pictures and walks. */
import { EVENT_HEADER_BYTES } from '../trace-buffer.ts'
import { EventAt } from './layout.ts'

export interface PageEvent {
  /** byte offset in the page */
  offset: number
  /** header, body and rounding */
  length: number
  type: number
  /** ns */
  ts: number
}

/** The events in the first `committed` bytes of a page, in order. Stops where a header makes no sense. */
export function eventsOnPage(bytes: Uint8Array, pageAt: number, committed: number): PageEvent[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset + pageAt, committed)
  const events: PageEvent[] = []
  for (let offset = 0; offset + EVENT_HEADER_BYTES <= committed;) {
    const length = view.getInt16(offset + EventAt.length, true)
    if (length < EVENT_HEADER_BYTES || offset + length > committed) break
    const lo = view.getUint32(offset + EventAt.counterLo, true)
    const hi = view.getUint32(offset + EventAt.counterHi, true)
    events.push({ offset, length, type: view.getInt16(offset + EventAt.type, true), ts: hi * 2 ** 32 + lo })
    offset += length
  }
  return events
}
