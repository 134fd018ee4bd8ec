/** What a captured ring still holds, in order, and where it says that events were refused in between. */
import type { CapturedRing } from '../../ring/capture.ts'
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import { partsOfPage } from '../rings/page-parts.ts'
import type { FamilyOf, Gap, Tick } from './timeline-events.ts'

export interface RingEvents {
  /** from head to tail */
  readonly unread: readonly Tick[]
  /**
   * Refused as full while the tail stood on a page. The capture says on which, not where on it: the bounds are that page's first event and the
   * one behind its last.
   */
  readonly gaps: readonly Gap[]
}

export function ringEvents(ring: CapturedRing, familyOf: FamilyOf): RingEvents {
  const unread: Tick[] = []
  const gaps: Gap[] = []
  let open: Gap | undefined
  for (const page of pagesFromHead(ring)) {
    const { committed, consumed } = partsOfPage(ring, page)
    let first: number | undefined
    for (const { offset, ts, type } of eventsOnPage(ring.bytes, page * ring.layout.pageSize, committed)) {
      first ??= ts
      if (offset >= consumed) unread.push({ ts, family: familyOf(type) })
    }
    if (open && first !== undefined) {
      gaps.push({ ...open, to: first })
      open = undefined
    }
    const count = ring.page(page).refusedHere
    if (count > 0) open = { from: first ?? open?.from ?? -Infinity, to: Infinity, count: count + (open?.count ?? 0) }
  }
  if (open) gaps.push(open)
  return { unread, gaps }
}

/** As posted, where head and tail stand can be nonsense; then the walk goes round once. */
function* pagesFromHead({ headPage, tailPage, layout, bytes }: CapturedRing): Generator<number> {
  const { pagesPerCpu } = layout
  if (!(headPage >= 0 && headPage < pagesPerCpu) || bytes.length === 0) return
  for (let step = 0; step < pagesPerCpu; step++) {
    const page = (headPage + step) % pagesPerCpu
    yield page
    if (page === tailPage) return
  }
}
