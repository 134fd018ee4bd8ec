/** The ledger's two sums as terms in the words of the contract. */
import { ledgerDifference } from '../../ring/capture.ts'
import type { Finding } from '../../ring/findings.ts'
import type { Ledger } from '../../ring/trace-buffer.ts'

export interface LedgerTerm {
  readonly id: string
  readonly label: string
  readonly value: number
}

export interface LedgerSum {
  readonly total: LedgerTerm
  readonly terms: readonly LedgerTerm[]
  /** what the total is above its terms; 0 where it adds up */
  readonly difference: number
}

export function ledgerSums(ledger: Ledger): [LedgerSum, LedgerSum] {
  const { refused } = ledger
  const difference = ledgerDifference(ledger)
  return [
    {
      total: { id: 'attempted', label: 'attempted', value: ledger.attempted },
      terms: [
        { id: 'committed', label: 'committed', value: ledger.committed },
        { id: 'inFlight', label: 'in flight', value: ledger.inFlight },
        { id: 'disabled', label: 'disabled', value: refused.disabled },
        { id: 'tooBig', label: 'too big', value: refused.tooBig },
        { id: 'full', label: 'full', value: refused.full },
      ],
      difference: difference.attempted,
    },
    {
      total: { id: 'committed', label: 'committed', value: ledger.committed },
      terms: [
        { id: 'read', label: 'read', value: ledger.read },
        { id: 'buffered', label: 'buffered', value: ledger.buffered },
        { id: 'overrun', label: 'overrun', value: ledger.overrun },
        { id: 'erased', label: 'erased', value: ledger.erased },
        { id: 'inSnapshot', label: 'in snapshot', value: ledger.inSnapshot },
      ],
      difference: difference.committed,
    },
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

/** `walked`: the unread events that the pages themselves show; the counter must agree. */
export function judgeLedger(ledger: Ledger, walked: number | undefined): Verdict {
  const wrong = ledgerSums(ledger).find(({ difference }) => difference !== 0)
  if (wrong) {
    const { total, difference } = wrong
    return { adds: false, text: `${total.label} ${total.value}, its terms ${total.value - difference}` }
  }
  if (walked !== undefined && walked !== ledger.buffered) {
    return { adds: false, text: `buffered ${ledger.buffered}, in the pages ${walked}` }
  }
  return { adds: true, text: 'adds up' }
}
