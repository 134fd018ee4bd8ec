/** The other side of every count: the events that lie between HEAD and TAIL of a captured ring, counted from its bytes alone. */
import type { CapturedRing } from '../capture.ts'
import { EVENT_HEADER_BYTES } from '../trace-buffer.ts'
import { EventAt } from './layout.ts'

export interface Walk {
  events: number
  /** false: the bytes make no sense somewhere, and the walk ended there */
  reachesTail: boolean
}

/** @returns undefined where the ring was captured without its bytes */
export function walkRing(ring: CapturedRing): Walk | undefined {
  const { headPage, head, tailPage, tail, layout, bytes } = ring
  if (bytes.length === 0) return undefined
  let events = 0
  let from = head
  // each page once, and the head's page a second time where the tail stands before the head on it
  for (let turn = 0; turn <= layout.pagesPerCpu; turn++) {
    const page = (headPage + turn) % layout.pagesPerCpu
    const isLast = page === tailPage && (turn > 0 || head <= tail)
    const counted = countEvents(ring, page, from, isLast ? tail : undefined)
    events += counted.events
    if (isLast || !counted.isSane) return { events, reachesTail: counted.isSane }
    from = 0
  }
  return { events, reachesTail: false }
}

/** @param to where the events end; undefined: at the padding */
function countEvents(ring: CapturedRing, page: number, from: number, to?: number): { events: number; isSane: boolean } {
  const { pageSize } = ring.layout
  const view = new DataView(ring.bytes.buffer, ring.bytes.byteOffset + page * pageSize, pageSize)
  const end = to ?? pageSize
  let events = 0
  let offset = from
  while (offset + EVENT_HEADER_BYTES <= end && !(to === undefined && isNull(view, offset))) {
    const length = view.getInt16(offset + EventAt.length, true)
    if (length < EVENT_HEADER_BYTES || offset + length > end) return { events, isSane: false }
    offset += length
    events++
  }
  return { events, isSane: to === undefined || offset === to }
}

function isNull(view: DataView, offset: number): boolean {
  return view.getInt16(offset + EventAt.type, true) === 0 && view.getBigUint64(offset, true) === 0n
}
