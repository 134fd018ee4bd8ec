import { useStore } from 'zustand'
import { TRACERS } from '../../machine/machine-config.ts'
import type { WorkloadConfig } from '../../machine/machine-config.ts'
import type { View } from '../view.ts'
import { Field, tryConfigure } from './Field.tsx'
import { Group } from './Group.tsx'
import { OpenTrace } from './OpenTrace.tsx'
import { ReaderControls } from './ReaderControls.tsx'
import { TraceNotes } from './TraceNotes.tsx'
import { TracerNote } from './TracerNote.tsx'
import { WorkloadPace } from './WorkloadPace.tsx'

/** after the name of a tracer, to tell it from a trace's id */
const SYNTHETIC = ', synthetic'
const NONE = 'none'

export function WorkloadControls({ view }: { view: View }) {
  const summary = useStore(view.session.store, ({ config: { workload } }) =>
    workload.kind === 'trace' ? workload.source : workload.kind === 'synthetic' ? workload.tracer : NONE,
  )
  return (
    <Group id="workload" title="Workload and reader" summary={summary}>
      <SourceField view={view} />
      <TracerNote view={view} />
      <WorkloadPace view={view} />
      <ReaderControls view={view} />
      <OpenTrace view={view} />
      <TraceNotes view={view} />
    </Group>
  )
}

function SourceField({ view }: { view: View }) {
  const { store } = view.session
  const workload = useStore(store, (state) => state.config.workload)
  const traces = useStore(store, (state) => state.traces)
  const value =
    workload.kind === 'trace' ? workload.source : workload.kind === 'synthetic' ? workload.tracer + SYNTHETIC : NONE
  const unknown = workload.kind === 'trace' && !traces.some(({ id }) => id === workload.source)
  return (
    <Field view={view} setting="workload" label="trace or tracer" hint="starts anew">
      {({ id, describedBy }) => (
        <select
          id={id}
          value={value}
          aria-describedby={describedBy}
          onChange={(event) => void tryConfigure(view, { workload: workloadOf(event.target.value, workload) })}
        >
          {unknown && <option value={workload.source}>{workload.source}</option>}
          <optgroup label="traces">
            {traces.map((trace) => (
              <option key={trace.id} value={trace.id}>
                {trace.name}
              </option>
            ))}
          </optgroup>
          <optgroup label="tracers, synthetic">
            {TRACERS.map((tracer) => (
              <option key={tracer} value={tracer + SYNTHETIC}>
                {tracer}
              </option>
            ))}
          </optgroup>
          <option value={NONE}>none</option>
        </select>
      )}
    </Field>
  )
}

function workloadOf(choice: string, before: WorkloadConfig): WorkloadConfig {
  if (choice === NONE) return { kind: 'none' }
  const tracer = TRACERS.find((name) => choice === name + SYNTHETIC)
  if (tracer) return { kind: 'synthetic', tracer, eventsPerSecond: rateOf(before) }
  return { kind: 'trace', source: choice, speed: before.kind === 'trace' ? before.speed : 1, loop: true }
}

function rateOf(before: WorkloadConfig): number {
  return before.kind === 'synthetic' ? before.eventsPerSecond : 200
}
