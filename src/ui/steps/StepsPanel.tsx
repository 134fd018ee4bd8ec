import type { View } from '../view.ts'
import { RecordingButtons } from '../controls/RecordingButtons.tsx'
import { ActorRow } from './ActorRow.tsx'
import { CallForm } from './CallForm.tsx'
import { InvariantsList } from './InvariantsList.tsx'
import { RecordingFile } from './RecordingFile.tsx'
import { RunUntil } from './RunUntil.tsx'
import { Transport } from './Transport.tsx'
import { useSteps } from './use-steps.ts'
import './steps.css'

/** Who does the next step is the visitor's choice; and so is to go back. */
export function StepsPanel({ view }: { view: View }) {
  const run = useSteps(view)
  if (!run) return null
  return (
    <section className="steps" aria-label="Steps" data-keys="steps">
      <h3 className="steps-title">Step one actor</h3>
      <p className="steps-intro">Each button runs real code in a real thread, to its next probe point.</p>
      <Transport view={view} run={run} />
      <ul className="step-actors" aria-label="Actors">
        {Array.from({ length: run.cpus + 1 }, (_, seat) => (
          <ActorRow key={seat} view={view} run={run} seat={seat} />
        ))}
      </ul>
      <div className="step-machine" role="group" aria-label="All rings">
        <span className="step-label">Machine</span>
        <RecordingButtons view={view} />
      </div>
      <CallForm view={view} run={run} />
      <RunUntil view={view} run={run} />
      <RecordingFile view={view} run={run} />
      <InvariantsList view={view} run={run} />
    </section>
  )
}
