import { Fragment, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Count } from '../Count.tsx'
import { TERM_IDS } from './ledger-terms.ts'
import type { LedgerSum, LedgerTerm, TermId } from './ledger-terms.ts'

interface LedgerTermsProps {
  sums: readonly LedgerSum[]
  late: number
  /** the one that is explained */
  open: TermId | undefined
  /** id of the explanation's element */
  controls: string
  onOpen: (id: TermId | undefined) => void
}

/** The sums as buttons: one stop for Tab, arrows from number to number; while one is explained the explanation follows. */
export function LedgerTerms({ sums, late, open, controls, onOpen }: LedgerTermsProps) {
  const bar = useRef<HTMLDivElement>(null)
  const [last, setLast] = useState<TermId>('attempted')
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextTerm(last, event.key)
    if (!next) return
    event.preventDefault()
    bar.current?.querySelector<HTMLElement>(`[data-explains="${next}"]`)?.focus()
    if (open) onOpen(next)
  }
  const button = (term: LedgerTerm) => (
    <button
      type="button"
      className="ledger-term"
      aria-label={`${term.label} ${term.value}`}
      aria-expanded={term.id === open}
      aria-controls={term.id === open ? controls : undefined}
      data-explains={term.id}
      data-zero={term.value === 0}
      tabIndex={term.id === last ? 0 : -1}
      onFocus={() => setLast(term.id)}
      onClick={() => onOpen(term.id === open ? undefined : term.id)}
    >
      {term.label}{' '}
      <b data-term={term.id}>
        <Count value={term.value} />
      </b>
    </button>
  )
  return (
    <div className="ledger-terms" role="toolbar" aria-label="Numbers, explained" ref={bar} onKeyDown={onKeyDown}>
      {sums.map(({ total, terms, difference }, at) => (
        <span className="ledger-sum" data-finding={difference !== 0} key={total.id}>
          {at === 0 ? button(total) : <SameTerm term={total} />}
          {terms.map((term, place) => (
            <Fragment key={term.id}>
              {place === 0 ? ' = ' : ' + '}
              {button(term)}
            </Fragment>
          ))}
        </span>
      ))}
      <span className="ledger-sum">{button({ id: 'late', label: 'late', value: late })}</span>
    </div>
  )
}

/** Committed stands in both sums, but is one number to tests and screen readers. */
function SameTerm({ term: { label, value } }: { term: LedgerTerm }) {
  return (
    <span className="ledger-term" aria-hidden="true" data-zero={value === 0}>
      {label}{' '}
      <b>
        <Count value={value} />
      </b>
    </span>
  )
}

function nextTerm(term: TermId, key: string): TermId | undefined {
  const at = TERM_IDS.indexOf(term)
  const places: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: (at + 1) % TERM_IDS.length, Home: 0, End: -1 }
  const place = places[key]
  return place === undefined ? undefined : TERM_IDS.at(place)
}
