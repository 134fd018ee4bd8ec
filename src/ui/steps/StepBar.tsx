import { runCommand } from '../commands/command.ts'
import { PressButton } from '../PressButton.tsx'
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
          <PressButton
            className="button"
            key={command.id}
            aria-label={command.title}
            off={command.enabled?.(view) === false}
            onPress={() => runCommand(command, view)}
          >
            {command === BACK ? '←' : '→'}
          </PressButton>
        ))}
        {Array.from({ length: run.cpus + 1 }, (_, seat) => {
          const status = (seat === run.cpus ? readout?.reader : readout?.cpus[seat])?.status
          return (
            <PressButton
              className="button"
              key={seat}
              aria-label={seat === run.cpus ? 'Step reader' : `Step CPU ${seat}`}
              off={!run.isLive || status === 'idle' || status === 'crashed'}
              onPress={() => void stepping.step(seat).catch(report)}
            >
              {seat === run.cpus ? 'Reader' : `CPU ${seat}`}
            </PressButton>
          )
        })}
      </section>
    </>
  )
}
