import type { View } from '../view.ts'
import { BufferControls } from './BufferControls.tsx'
import { Legend } from './Legend.tsx'
import { RecordingButtons } from './RecordingButtons.tsx'
import { WorkloadControls } from './WorkloadControls.tsx'
import './controls.css'

export function ControlsPanel({ view }: { view: View }) {
  return (
    <section className="controls" aria-label="Controls">
      <p className="controls-intro">
        Every CPU writes events into its own ring of pages, and a full ring drops its oldest page. The reader takes the
        oldest event of all.
      </p>
      <RecordingButtons view={view} />
      <BufferControls view={view} />
      <WorkloadControls view={view} />
      <Legend />
    </section>
  )
}
