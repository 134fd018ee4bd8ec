import { runCommand } from '../commands/command.ts'
import type { View } from '../view.ts'
import { BACK, FORWARD } from './steps-commands.ts'
import { StepHeadline } from './StepHeadline.tsx'
import { useSteps } from './use-steps.ts'
import './steps.css'

/** A phone: what the last step did, and at the thumb whose turn is next. */
export function StepBar({ view }: { view: View }) {
  const run = useSteps(view)
  if (!run) return null
  const { stepping, report } = view.session
  const { readout } = view.session.store.getState()
  return (
    <>
      <StepHeadline view={view} />
      <section className="step-bar" aria-label="Steps at hand" data-keys="steps">
        {[BACK, FORWARD].map((command) => (
          <button
            type="button"
            className="button"
            key={command.id}
            aria-label={command.title}
            disabled={command.enabled?.(view) === false}
            onClick={() => runCommand(command, view)}
          >
            {command === BACK ? '←' : '→'}
          </button>
        ))}
        {Array.from({ length: run.cpus + 1 }, (_, seat) => {
          const status = (seat === run.cpus ? readout?.reader : readout?.cpus[seat])?.status
          return (
            <button
              type="button"
              className="button"
              key={seat}
              aria-label={seat === run.cpus ? 'Step reader' : `Step CPU ${seat}`}
              disabled={!run.isLive || status === 'idle' || status === 'crashed'}
              onClick={() => void stepping.step(seat).catch(report)}
            >
              {seat === run.cpus ? 'Reader' : `CPU ${seat}`}
            </button>
          )
        })}
      </section>
    </>
  )
}
