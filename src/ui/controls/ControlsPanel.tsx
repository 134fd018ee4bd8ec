import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { LazyStart } from '../start/LazyStart.tsx'
import { LazySteps, useIsStepping } from '../steps/LazySteps.tsx'
import type { View } from '../view.ts'
import { BufferControls } from './BufferControls.tsx'
import { Group } from './Group.tsx'
import { LastChange } from './LastChange.tsx'
import { Legend } from './Legend.tsx'
import { PresetMenu } from './PresetMenu.tsx'
import { RecordingButtons } from './RecordingButtons.tsx'
import { TriggerNotice } from './TriggerNotice.tsx'
import { WorkloadControls } from './WorkloadControls.tsx'
import './controls.css'

/** @param children what stands elsewhere where there is more room */
export function ControlsPanel({ view, children }: { view: View; children?: ReactNode }) {
  const cpus = useStore(view.session.store, (state) => state.config.cpus)
  const isStepping = useIsStepping(view)
  return (
    <section className="controls" aria-label="Controls">
      <div className="controls-head">
        <h2 className="controls-title">{titleOf(cpus)}</h2>
        <LastChange view={view} />
      </div>
      {!isStepping && <Intro view={view} />}
      {!isStepping && children === undefined && <LazyStart view={view} />}
      <LazySteps view={view} />
      <TriggerNotice view={view} />
      <PresetMenu view={view} />
      {!isStepping && <RecordingButtons view={view} />}
      {children}
      <BufferControls view={view} />
      <WorkloadControls view={view} />
      <RecorderControls view={view} />
      <Legend />
      <Suspense fallback={null}>
        <ClockControls view={view} />
        <DesignControls view={view} />
      </Suspense>
    </section>
  )
}

/** Below what is seen first. */
const ClockControls = lazy(() => import('./ClockControls.tsx').then((module) => ({ default: module.ClockControls })))
const DesignControls = lazy(() => import('./DesignControls.tsx').then((module) => ({ default: module.DesignControls })))

/** Few set a trigger: its fields are loaded when they are opened. */
const TriggerControls = lazy(() =>
  import('./TriggerControls.tsx').then((module) => ({ default: module.TriggerControls })),
)

const READS = {
  none: 'Nobody reads.',
  consume: 'The reader takes the oldest event of all.',
  iterate: 'The reader walks through them in the order of time, and takes nothing.',
}

function Intro({ view }: { view: View }) {
  const { overwrite, reader } = useStore(view.session.store, (state) => state.config)
  return (
    <p className="controls-intro">
      Every CPU writes events into its own ring of pages, and a full ring{' '}
      {overwrite ? 'drops its oldest page' : 'refuses what is new'}. {READS[reader.kind]}
    </p>
  )
}

function RecorderControls({ view }: { view: View }) {
  const { session } = view
  const state = useStore(session.store, ({ trigger, triggered }) => (triggered ? 'fired' : trigger ? 'armed' : 'off'))
  return (
    <Group id="trigger" title="Stop on a trigger" summary={state} startsOpen={false}>
      <Suspense fallback={null}>
        <TriggerControls view={view} />
      </Suspense>
    </Group>
  )
}

const NUMBERS = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
]

function titleOf(cpus: number): string {
  const count = NUMBERS[cpus] ?? String(cpus)
  return cpus === 1 ? 'One CPU, one ring' : `${count} CPUs, ${count.toLowerCase()} rings`
}
