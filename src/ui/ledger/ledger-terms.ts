/** The ledger's two sums as terms in the words of the contract. */
import { ledgerDifference } from '../../ring/capture.ts'
import type { Finding } from '../../ring/findings.ts'
import type { Ledger } from '../../ring/trace-buffer.ts'

type Refusal = keyof Ledger['refused']
type Count = Exclude<keyof Ledger, 'refused'>
/** late is counted over all CPUs together, beside the ledger */
export type TermId = Count | Refusal | 'late'

export interface LedgerTerm {
  readonly id: TermId
  readonly label: string
  readonly value: number
}

export interface LedgerSum {
  readonly total: LedgerTerm
  readonly terms: readonly LedgerTerm[]
  /** what the total is above its terms; 0 where it adds up */
  readonly difference: number
}

export const TERM_LABELS: Record<TermId, string> = {
  attempted: 'attempted',
  committed: 'committed',
  inFlight: 'in flight',
  disabled: 'disabled',
  tooBig: 'too big',
  full: 'full',
  read: 'read',
  buffered: 'buffered',
  overrun: 'overrun',
  erased: 'erased',
  inSnapshot: 'in snapshot',
  late: 'late',
}

/** In the order in which they stand on the page. */
export const TERM_IDS = Object.keys(TERM_LABELS) as readonly TermId[]

const ATTEMPTED = ['committed', 'inFlight', 'disabled', 'tooBig', 'full'] as const
const COMMITTED = ['read', 'buffered', 'overrun', 'erased', 'inSnapshot'] as const

/** undefined for what no CPU has of its own */
export function countOf(ledger: Ledger, id: TermId): number | undefined {
  switch (id) {
    case 'late':
      return undefined
    case 'disabled':
    case 'tooBig':
    case 'full':
      return ledger.refused[id]
    default:
      return ledger[id]
  }
}

export function ledgerSums(ledger: Ledger): [LedgerSum, LedgerSum] {
  const term = (id: TermId): LedgerTerm => ({ id, label: TERM_LABELS[id], value: countOf(ledger, id) ?? 0 })
  const difference = ledgerDifference(ledger)
  return [
    { total: term('attempted'), terms: ATTEMPTED.map(term), difference: difference.attempted },
    { total: term('committed'), terms: COMMITTED.map(term), difference: difference.committed },
  ]
}

/** A term of a finding, spaced as the ledger labels it. */
export function termLabel(term: Finding['term']): string {
  return term === 'inSnapshot' ? 'in snapshot' : term
}

export interface Verdict {
  readonly adds: boolean
  readonly text: string
}

/** By its own sums; whether the pages agree is what the findings tell. */
export function judgeLedger(ledger: Ledger): Verdict {
  const sums = ledgerSums(ledger)
  const wrong = sums.find(({ difference }) => difference !== 0)
  if (wrong) {
    const { total, difference } = wrong
    return { adds: false, text: `${total.label} ${total.value}, its terms ${total.value - difference}` }
  }
  // as posted, entries can be counted down below nothing, and the sum is right all the same
  const negative = sums.flatMap(({ terms }) => terms).find(({ value }) => value < 0)
  if (negative) return { adds: false, text: `${negative.label} is less than nothing` }
  return { adds: true, text: 'adds up' }
}
