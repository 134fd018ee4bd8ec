/** What must hold in every coherent capture of a slot, also in the middle of a write. Knows the words and bytes, not the code that moves them. */
import { ledgerDifference } from '../capture.ts'
import type { CapturedPage, CapturedRing, SlotCapture } from '../capture.ts'
import { eventsOnPage } from '../rfc/page-events.ts'
import type { PageEvent } from '../rfc/page-events.ts'

/** @returns what does not hold, in words; empty when all does */
export function complaintsOf(capture: SlotCapture): string[] {
  const ledger = capture.ledger()
  const { attempted, committed } = ledgerDifference(ledger)
  const { refused, ...terms } = ledger
  const complaints = ringComplaints('live', capture.live(), ledger.buffered)
  const snapshot = capture.snapshot()
  if (snapshot) complaints.push(...ringComplaints('snapshot', snapshot, ledger.inSnapshot))
  if (attempted !== 0) complaints.push(`attempted differs by ${attempted}`)
  if (committed !== 0) complaints.push(`committed differs by ${committed}`)
  for (const [name, count] of Object.entries({ ...terms, ...refused }))
    if (!(count >= 0 && Number.isInteger(count))) complaints.push(`${name} is ${count}`)
  return complaints
}

function ringComplaints(name: string, ring: CapturedRing, unread: number): string[] {
  const { pagesPerCpu, pageSize } = ring.layout
  const pages = Array.from({ length: pagesPerCpu }, (_, index) => ring.page(index))
  const complaints = pages.flatMap((page) => pageComplaints(page, pageSize))
  const sum = pages.reduce((total, page) => total + page.unread, 0)
  if (sum !== unread) complaints.push(`the pages have ${sum} unread, the ledger ${unread}`)
  if (ring.bytes.length > 0) {
    for (const page of pages) {
      const walked = walkPage(ring, page).length
      if (walked !== page.unread) complaints.push(`page ${page.page}: a walk finds ${walked} of ${page.unread} unread`)
    }
  }
  return complaints.map((complaint) => `${name}: ${complaint}`)
}

function pageComplaints(state: CapturedPage, pageSize: number): string[] {
  const { page, committedBytes, consumedBytes, paddingBytes, reservedBytes } = state
  const complaints: string[] = []
  const used = committedBytes + paddingBytes + reservedBytes
  if (used > pageSize) complaints.push(`page ${page}: ${used} bytes used`)
  if (paddingBytes > 0 && used !== pageSize) complaints.push(`page ${page}: padding, and ${pageSize - used} free`)
  if (consumedBytes > committedBytes) complaints.push(`page ${page}: consumed ${consumedBytes} of ${committedBytes}`)
  for (const bytes of [committedBytes, consumedBytes, paddingBytes, reservedBytes])
    if (bytes < 0 || bytes % 8 !== 0) complaints.push(`page ${page}: ${bytes} bytes`)
  return complaints
}

/** The unread events of a captured page by walking its bytes from the consumed to the committed. */
export function walkPage(ring: CapturedRing, { page, committedBytes, consumedBytes }: CapturedPage): PageEvent[] {
  const events = eventsOnPage(ring.bytes, page * ring.layout.pageSize, committedBytes)
  return events.filter(({ offset }) => offset >= consumedBytes)
}

/** At rest also: head and tail stand where the pages say, and `entries` is what is unread. */
export function restComplaintsOf(capture: SlotCapture): string[] {
  const complaints = complaintsOf(capture)
  const { inFlight, buffered, inSnapshot } = capture.ledger()
  if (inFlight !== 0) complaints.push(`${inFlight} in flight at rest`)
  complaints.push(...placeComplaints(capture.live(), buffered))
  const snapshot = capture.snapshot()
  if (snapshot) complaints.push(...placeComplaints(snapshot, inSnapshot))
  return complaints
}

function placeComplaints(ring: CapturedRing, unread: number): string[] {
  const { headPage, head, tailPage, tail, entries, layout } = ring
  const complaints: string[] = []
  if (ring.page(tailPage).committedBytes !== tail) complaints.push(`tail at ${tail}, committed is something else`)
  if (entries !== unread) complaints.push(`entries ${entries}, unread ${unread}`)
  const isEmpty = headPage === tailPage && head === tail
  if (isEmpty !== (unread === 0) && !isReadOut(ring)) complaints.push(`head ${headPage}:${head}, ${unread} unread`)
  for (let page = headPage; page !== tailPage; page = (page + 1) % layout.pagesPerCpu) {
    const { committedBytes, paddingBytes } = ring.page(page)
    if (committedBytes + paddingBytes !== layout.pageSize) complaints.push(`page ${page} was left and is not full`)
  }
  return complaints
}

/** The head stands at the end of a page that the tail has left: nothing is unread there, but the reader has not looked again. */
function isReadOut(ring: CapturedRing): boolean {
  const { committedBytes, consumedBytes } = ring.page(ring.headPage)
  return ring.headPage !== ring.tailPage && consumedBytes === committedBytes
}
