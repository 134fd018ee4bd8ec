import { useStore } from 'zustand'
import type { TraceSummary } from '../../trace-files/trace-summary.ts'
import { formatCount } from '../numbers.ts'
import type { View } from '../view.ts'

/** What of the trace is not replayed: said, never left out in silence. */
export function TraceNotes({ view }: { view: View }) {
  const { store } = view.session
  const workload = useStore(store, (state) => state.config.workload)
  const cpus = useStore(store, (state) => state.config.cpus)
  const trace = useStore(store, (state) =>
    state.traces.find(({ id }) => workload.kind === 'trace' && id === workload.source),
  )
  if (!trace) return null
  return (
    <ul className="trace-notes">
      {notesOf(trace, cpus).map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

export function notesOf(trace: TraceSummary, cpus: number): string[] {
  const notes = [`${countOf(trace.events, 'event')} of ${countOf(trace.cpus, 'CPU')}`]
  if (trace.cpus > cpus) {
    const left = trace.eventsPerCpu.slice(cpus).reduce((sum, events) => sum + events, 0)
    notes.push(`${rangeOf(cpus, trace.cpus - 1)} of the trace not replayed: ${countOf(left, 'event')}`)
  }
  if (trace.cpus < cpus) notes.push(`${rangeOf(trace.cpus, cpus - 1)} stay idle: the trace has only ${trace.cpus}`)
  if (trace.unparsed > 0) notes.push(`${countOf(trace.unparsed, 'line')} of the file not understood`)
  if (trace.lost > 0) notes.push(`${countOf(trace.lost, 'event')} already lost when it was recorded`)
  return notes
}

function rangeOf(first: number, last: number): string {
  return first === last ? `CPU ${first}` : `CPUs ${first} to ${last}`
}

function countOf(count: number, thing: string): string {
  return `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`
}
