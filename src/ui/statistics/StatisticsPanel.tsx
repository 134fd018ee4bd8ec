import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { sortRows } from './statistics-columns.ts'
import type { Sorting } from './statistics-columns.ts'
import { statRows, sumRow } from './statistics-rows.ts'
import { StatisticsHead } from './StatisticsHead.tsx'
import { StatisticsTable } from './StatisticsTable.tsx'
import { useCpuStats } from './use-cpu-stats.ts'
import './statistics.css'

/** Rates, bytes and stretches of time, per CPU and in all. */
export function StatisticsPanel({ view }: { view: View }) {
  // beside the timeline a panel that was shown once stays: while it is hidden nothing is read for it
  const shown = useStore(view.shell, ({ lower, tab }) => lower === 'Statistics' || tab === 'Statistics')
  return (
    <section className="statistics" aria-label="Statistics">
      {shown && <Statistics view={view} />}
    </section>
  )
}

function Statistics({ view }: { view: View }) {
  const { session } = view
  const readout = useStore(session.store, (state) => state.readout)
  const flows = useStore(session.store, (state) => state.flows)
  const config = useStore(session.store, (state) => state.config)
  const stats = useCpuStats(session, true)
  const [sorting, setSorting] = useState<Sorting>({ column: 'cpu', down: false })
  const { pagesPerCpu, pageSize } = config
  const rows = useMemo(() => {
    const cpus = readout?.cpus ?? []
    const sums = cpus
      .map(({ cpu }) => session.captures?.latest(cpu)?.live().sums())
      .filter((each) => each !== undefined)
    const input = { cpus, sums, flows, stats, ringBytes: pagesPerCpu * pageSize }
    return { cpus: statRows(input), all: sumRow(input) }
  }, [session, readout, flows, stats, pagesPerCpu, pageSize])
  if (!readout) return <p className="statistics-note">No machine yet.</p>
  const sorted = sortRows(rows.cpus, sorting)
  return (
    <>
      <StatisticsHead view={view} readout={readout} newest={rows.all.newest} rows={[...sorted, rows.all]} />
      <StatisticsTable
        rows={sorted}
        all={rows.all}
        counts={config.clock === 'counter'}
        sorting={sorting}
        onSort={setSorting}
      />
    </>
  )
}
