import { lazy, Suspense, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import type { MachineState } from '../../machine/machine-state.ts'
import type { CpuFinding } from '../../store/ringside-store.ts'
import { emptyLedger } from '../../ring/capture.ts'
import { CheckIcon, CrossIcon } from '../icons.tsx'
import type { View } from '../view.ts'
import { judgeLedger, ledgerSums, termLabel } from './ledger-terms.ts'
import type { TermId } from './ledger-terms.ts'
import { LedgerTerms } from './LedgerTerms.tsx'
import './ledger.css'

const NOTHING = emptyLedger()
const LedgerExplained = lazy(() =>
  import('./LedgerExplained.tsx').then((module) => ({ default: module.LedgerExplained })),
)

/** Where every attempt to write went: all terms, always; and above them, when asked for, what one of them counts. */
export function LedgerBar({ view }: { view: View }) {
  const readout = useStore(view.session.store, (state) => state.readout)
  const running = useStore(view.session.store, (state) => state.running)
  const findings = useStore(view.session.store, (state) => state.findings)
  const [open, setOpen] = useState<TermId>()
  const dock = useRef<HTMLDivElement>(null)
  const id = useId()
  const close = (): void => {
    dock.current?.querySelector<HTMLElement>(`[data-explains="${open}"]`)?.focus()
    setOpen(undefined)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && open) close()
  }
  return (
    <div className="ledger-dock" ref={dock} onKeyDown={onKeyDown}>
      <section className="ledger" aria-label="Ledger" data-keys="ledger">
        <LedgerTerms
          sums={ledgerSums(readout?.ledger ?? NOTHING)}
          late={readout?.late ?? 0}
          open={open}
          controls={id}
          onOpen={setOpen}
        />
        <VerdictText readout={readout} running={running} findings={findings.length} />
        <Findings findings={findings} />
      </section>
      {open && readout && (
        <Suspense fallback={<div id={id} />}>
          <LedgerExplained id={id} view={view} term={open} readout={readout} onTerm={setOpen} onClose={close} />
        </Suspense>
      )}
    </div>
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
  const verdict = judgeLedger(readout.ledger)
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
