import { useState } from 'react'
import { useStore } from 'zustand'
import type { MachineState } from '../../machine/machine-state.ts'
import { Count } from '../Count.tsx'
import { formatCount, formatDuration, formatRate } from '../numbers.ts'
import type { View } from '../view.ts'
import { rowsAsText } from './statistics-columns.ts'
import type { StatRow } from './statistics-rows.ts'

interface StatisticsHeadProps {
  view: View
  readout: MachineState
  /** stamp of the newest unread event */
  newest: number | undefined
  /** as they are shown, the sums last */
  rows: readonly StatRow[]
}

/** The reader: how fast, how far behind, and how its merge went. */
export function StatisticsHead({ view, readout, newest, rows }: StatisticsHeadProps) {
  const { store } = view.session
  const rate = useStore(store, ({ flows }) => flows.reduce((sum, { read }) => sum + read, 0))
  const counts = useStore(store, ({ config }) => config.clock === 'counter')
  const behind = behindOf(view, newest)
  const { ledger, late, ties, inversions, running } = readout
  return (
    <div className="statistics-head">
      <p>
        reader <b>{formatRate(rate)}</b>, behind by{' '}
        <b>
          <Count value={ledger.buffered} />
        </b>{' '}
        {ledger.buffered === 1 ? 'event' : 'events'}
        {behind !== undefined && (
          <>
            , <b>{counts ? formatCount(behind) : formatDuration(behind)}</b>
          </>
        )}
      </p>
      {Object.entries({ late, ties, inversions }).map(([name, count]) => (
        <span key={name} role="group" aria-label={`${name} ${count}`}>
          {name}{' '}
          <b>
            <Count value={count} />
          </b>
        </span>
      ))}
      <span className="statistics-note">{running ? 'sampled' : 'rates: at the end of the run'}</span>
      <CopyRows rows={rows} />
    </div>
  )
}

/** From the event that was delivered last to the newest that is unread, ns. */
function behindOf({ session: { log } }: View, newest: number | undefined): number | undefined {
  const last = log.row(log.length - 1)
  return last && newest !== undefined && newest > last.ts ? newest - last.ts : undefined
}

function CopyRows({ rows }: { rows: readonly StatRow[] }) {
  const [said, setSaid] = useState('Copy')
  const copy = (): void => {
    navigator.clipboard.writeText(rowsAsText(rows)).then(
      () => setSaid('Copied'),
      () => setSaid('Not allowed to copy'),
    )
  }
  return (
    <button
      type="button"
      className="button button-small"
      title="Tab-separated, for a spreadsheet"
      onClick={copy}
      onBlur={() => setSaid('Copy')}
    >
      {said}
    </button>
  )
}
