/**
 * Where the counts of a CPU contradict each other, both sides told. Repaired there is never one; as posted the finding is what one came for.
 *
 * The sums hold at every moment; what lies between HEAD and TAIL can be counted only at rest, when no reservation is open and no head half moved:
 * not where an actor has died in the middle.
 */
import { ledgerDifference } from './capture.ts'
import type { CapturedRing, SlotCapture } from './capture.ts'
import { walkRing } from './rfc/walk.ts'

export interface Finding {
  /** what is counted, in the words of the ledger; `entries` is the patch's own counter */
  term: 'attempted' | 'committed' | 'buffered' | 'inSnapshot' | 'entries'
  /** the count */
  says: number
  /** what the other side comes to */
  found: number
  /** what the other side is, in words */
  where: string
}

export function findingsOf(capture: SlotCapture): Finding[] {
  const ledger = capture.ledger()
  const sums = sumFindings(capture)
  if (ledger.inFlight !== 0 || capture.lockHolder !== undefined) return sums
  const snapshot = capture.snapshot()
  return [
    ...sums,
    ...ringFindings(capture.live(), 'buffered', ledger.buffered),
    ...(snapshot ? ringFindings(snapshot, 'inSnapshot', ledger.inSnapshot) : []),
  ]
}

function sumFindings(capture: SlotCapture): Finding[] {
  const ledger = capture.ledger()
  const difference = ledgerDifference(ledger)
  return (['attempted', 'committed'] as const)
    .filter((term) => difference[term] !== 0)
    .map((term) => ({
      term,
      says: ledger[term],
      found: ledger[term] - difference[term],
      where: 'the sum of its terms',
    }))
}

function ringFindings(ring: CapturedRing, term: 'buffered' | 'inSnapshot', unread: number): Finding[] {
  const walk = walkRing(ring)
  if (!walk) return countFindings(ring, term, unread)
  const where = walk.reachesTail
    ? 'the bytes from HEAD to TAIL'
    : 'the bytes from HEAD on, which make no sense before TAIL'
  const sides = [
    { term, says: unread },
    { term: 'entries' as const, says: ring.entries },
  ]
  return sides
    .filter(({ says }) => says !== walk.events || !walk.reachesTail)
    .map((side) => ({ ...side, found: walk.events, where }))
}

/** Rings that are too large to be captured with their bytes: what each page says of itself. */
function countFindings(ring: CapturedRing, term: 'buffered' | 'inSnapshot', unread: number): Finding[] {
  let found = 0
  for (let page = 0; page < ring.layout.pagesPerCpu; page++) found += ring.page(page).unread
  const where = 'the counts of its pages'
  const sides = [
    { term, says: unread },
    { term: 'entries' as const, says: ring.entries },
  ]
  return sides.filter(({ says }) => says !== found).map((side) => ({ ...side, found, where }))
}
