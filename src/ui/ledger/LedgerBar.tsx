import { Fragment } from 'react'
import { useStore } from 'zustand'
import type { MachineState } from '../../machine/machine-state.ts'
import type { CpuFinding } from '../../store/ringside-store.ts'
import { emptyLedger } from '../../ring/capture.ts'
import { Count } from '../Count.tsx'
import { CheckIcon, CrossIcon } from '../icons.tsx'
import type { View } from '../view.ts'
import { judgeLedger, ledgerSums, termLabel } from './ledger-terms.ts'
import type { LedgerSum, LedgerTerm } from './ledger-terms.ts'
import './ledger.css'

const NOTHING = emptyLedger()

/** Where every attempt to write went: all terms, always. */
export function LedgerBar({ view }: { view: View }) {
  const readout = useStore(view.session.store, (state) => state.readout)
  const running = useStore(view.session.store, (state) => state.running)
  const findings = useStore(view.session.store, (state) => state.findings)
  const [attempted, committed] = ledgerSums(readout?.ledger ?? NOTHING)
  return (
    <section className="ledger" aria-label="Ledger">
      <Sum sum={attempted} first />
      <Sum sum={committed} />
      <span className="ledger-sum">
        <Term term={{ id: 'late', label: 'late', value: readout?.late ?? 0 }} tell />
      </span>
      <VerdictText readout={readout} running={running} findings={findings.length} />
      <Findings findings={findings} />
    </section>
  )
}

function Sum({ sum, first = false }: { sum: LedgerSum; first?: boolean }) {
  return (
    <span className="ledger-sum" data-finding={sum.difference !== 0}>
      <Term term={sum.total} tell={first} />
      {sum.terms.map((term, at) => (
        <Fragment key={term.id}>
          {at === 0 ? ' = ' : ' + '}
          <Term term={term} tell />
        </Fragment>
      ))}
    </span>
  )
}

/** `tell`: committed stands in both sums, but is one number to tests and screen readers. */
function Term({ term, tell }: { term: LedgerTerm; tell: boolean }) {
  const { id, label, value } = term
  if (!tell) {
    return (
      <span className="ledger-term" aria-hidden="true" data-zero={value === 0}>
        {label} <b>{<Count value={value} />}</b>
      </span>
    )
  }
  return (
    <span className="ledger-term" role="group" aria-label={`${label} ${value}`} data-zero={value === 0}>
      {label} <b data-term={id}>{<Count value={value} />}</b>
    </span>
  )
}

interface VerdictProps {
  readout: MachineState | undefined
  running: boolean
  findings: number
}

/** Between CPUs a running machine's sums are not one moment, so a difference is only a finding at rest. */
function VerdictText({ readout, running, findings }: VerdictProps) {
  if (!readout) return <span className="ledger-verdict">no machine yet</span>
  const verdict = judgeLedger(readout.ledger, walkPages(readout))
  if (verdict.adds && findings === 0) {
    return (
      <span className="ledger-verdict">
        <CheckIcon /> adds up{running && ', sampled'}
      </span>
    )
  }
  if (running) return <span className="ledger-verdict">sampled</span>
  return (
    <span className="ledger-verdict" data-finding="true">
      <CrossIcon /> {findings > 0 ? 'does not add up' : verdict.text}
    </span>
  )
}

/** Both sides of every contradiction, while the machine is at rest. */
function Findings({ findings }: { findings: readonly CpuFinding[] }) {
  if (findings.length === 0) return null
  return (
    <ul className="ledger-findings" aria-label="Findings">
      {findings.map(({ cpu, term, says, found, where }) => (
        <li key={`${cpu} ${term} ${where}`}>
          CPU {cpu}: {termLabel(term)} says <b>{says}</b>, {where} <b>{found}</b>
        </li>
      ))}
    </ul>
  )
}

function walkPages(readout: MachineState): number | undefined {
  if (readout.cpus.some(({ pages }) => pages.length === 0)) return undefined
  return readout.cpus.reduce((sum, { pages }) => sum + pages.reduce((unread, page) => unread + page.unread, 0), 0)
}
