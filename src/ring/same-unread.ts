import { SlotCapture } from './capture.ts'

/** A capture that stays as it is while the other goes on. */
export function copyOf(capture: SlotCapture): SlotCapture {
  const copy = SlotCapture.allocate(capture.layout)
  copy.copyFrom(capture)
  return copy
}

/** Whether the same is unread in both: events that are being written do not count, nor what a page says besides. */
export function sameUnread(a: SlotCapture, b: SlotCapture): boolean {
  if (a.layout.totalBytes !== b.layout.totalBytes || a.liveRing !== b.liveRing) return false
  const [one, other] = [a.live(), b.live()]
  if (one.headPage !== other.headPage || one.tailPage !== other.tailPage || one.pendingLost !== other.pendingLost)
    return false
  const { pagesPerCpu, pageSize } = one.layout
  for (let page = 0; page < pagesPerCpu; page++) {
    const [here, there] = [one.page(page), other.page(page)]
    if (here.committedBytes !== there.committedBytes || here.consumedBytes !== there.consumedBytes) return false
    if (here.refusedHere !== there.refusedHere) return false
    const [from, end] = [page * pageSize, page * pageSize + Math.min(pageSize, here.committedBytes)]
    for (let at = from; at < end; at++) if (one.bytes[at] !== other.bytes[at]) return false
  }
  return true
}
