import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { BufferControls } from './BufferControls.tsx'
import { ClockControls } from './ClockControls.tsx'
import { Legend } from './Legend.tsx'
import { RecordingButtons } from './RecordingButtons.tsx'
import { WorkloadControls } from './WorkloadControls.tsx'
import './controls.css'

export function ControlsPanel({ view }: { view: View }) {
  const cpus = useStore(view.session.store, (state) => state.config.cpus)
  return (
    <section className="controls" aria-label="Controls">
      <h2 className="controls-title">{titleOf(cpus)}</h2>
      <p className="controls-intro">
        Every CPU writes events into its own ring of pages, and a full ring drops its oldest page. The reader takes the
        oldest event of all.
      </p>
      <RecordingButtons view={view} />
      <BufferControls view={view} />
      <WorkloadControls view={view} />
      <ClockControls view={view} />
      <Legend />
    </section>
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
