/** What the merge compares: the event at the head of each ring, read from a capture as `settle` of ring/rfc/advance.ts finds it in the ring. */
import type { CapturedRing } from '../../ring/capture.ts'
import { EventAt } from '../../ring/rfc/layout.ts'
import { EVENT_HEADER_BYTES } from '../../ring/trace-buffer.ts'
import type { EventRef } from '../../store/selection.ts'

export interface HeadEvent extends Pick<EventRef, 'page' | 'offset' | 'ts'> {
  type: number
  /** with its rounding */
  body: Uint8Array
}

/** undefined: the ring is empty. 'unknown': the bytes of that page are not there. */
export type Head = HeadEvent | 'unknown' | undefined

/** @param pageOf the bytes of a page of the ring, undefined where they are not known */
export function headOf(ring: CapturedRing, pageOf: (page: number) => Uint8Array | undefined): Head {
  const { headPage, head, tailPage, tail, layout } = ring
  if (headPage === tailPage && head === tail) return undefined
  const bytes = pageOf(headPage)
  if (!bytes) return 'unknown'
  if (!isPadding(bytes, head)) return eventAt(bytes, headPage, head)
  if (headPage === tailPage) return undefined
  const next = (headPage + 1) % layout.pagesPerCpu
  if (next === tailPage && tail === 0) return undefined
  const nextBytes = pageOf(next)
  return nextBytes ? eventAt(nextBytes, next, 0) : 'unknown'
}

/** The pages of a ring that was captured with its bytes. */
export function capturedPages(ring: CapturedRing): (page: number) => Uint8Array | undefined {
  const { pageSize } = ring.layout
  return (page) => {
    const bytes = ring.bytes.subarray(page * pageSize, (page + 1) * pageSize)
    return bytes.length === pageSize ? bytes : undefined
  }
}

/** No event can start here: the short end of a page, or the null event. */
function isPadding(bytes: Uint8Array, offset: number): boolean {
  if (offset + EVENT_HEADER_BYTES > bytes.length) return true
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, EVENT_HEADER_BYTES)
  return view.getInt16(EventAt.type, true) === 0 && view.getBigUint64(EventAt.counterLo, true) === 0n
}

function eventAt(bytes: Uint8Array, page: number, offset: number): HeadEvent {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, EVENT_HEADER_BYTES)
  const length = view.getInt16(EventAt.length, true)
  return {
    page,
    offset,
    ts: view.getUint32(EventAt.counterHi, true) * 2 ** 32 + view.getUint32(EventAt.counterLo, true),
    type: view.getInt16(EventAt.type, true) >>> 0,
    body: bytes.subarray(offset + EventAt.body, Math.max(offset + EventAt.body, offset + length)),
  }
}
