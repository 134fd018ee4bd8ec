import { IN_THE_PAST } from '../controls/RecordingButtons.tsx'
import type { View } from '../view.ts'
import { PressButton } from '../PressButton.tsx'
import { actorWords } from './step-words.ts'
import type { useSteps } from './use-steps.ts'

export type Run = NonNullable<ReturnType<typeof useSteps>>

interface ActorRowProps {
  view: View
  run: Run
  /** a CPU's number, or the number of CPUs: the reader */
  seat: number
}

/** One actor: where it stands, and what can be done with it. */
export function ActorRow({ view, run, seat }: ActorRowProps) {
  const { stepping, store } = view.session
  const isReader = seat === run.cpus
  const name = isReader ? 'reader' : `CPU ${seat}`
  const { readout } = store.getState()
  const state = isReader ? readout?.reader : readout?.cpus[seat]
  const { recording, isLive } = run
  const isLast = recording.position > 0 && recording.log.seatOf(recording.position) === seat
  const canStep = isLive && state?.status !== 'crashed' && state?.status !== 'idle'
  const canInterrupt = isLive && state?.status !== 'crashed'
  const press = (act: () => Promise<unknown>): void => void act().catch((error: unknown) => view.session.report(error))
  return (
    <li className="step-actor" data-last={isLast}>
      <span className="step-actor-name">{isReader ? 'Reader' : name}</span>
      {!isReader && (
        <PressButton
          className="button button-small"
          aria-label={`Interrupt ${name}`}
          title="An interrupt arrives where it stands: it nests at once, or waits until interrupts are restored"
          off={!canInterrupt}
          onPress={() => press(() => stepping.interrupt(seat, false))}
        >
          Interrupt
        </PressButton>
      )}
      <PressButton
        className="button button-small step-actor-step"
        aria-label={`Step ${name}`}
        title={isLive ? undefined : IN_THE_PAST}
        off={!canStep}
        onPress={() => press(() => stepping.step(seat))}
      >
        Step
      </PressButton>
      <span className="step-actor-words">{actorWords(state, run.queued(seat))}</span>
      {!isReader && state?.status === 'crashed' && (
        <span className="step-actor-more">
          <button
            type="button"
            className="button button-small"
            title={`What is left in the ring of ${name}`}
            onClick={() => view.shell.setState({ dialog: { recover: seat } })}
          >
            Recover {name} …
          </button>
        </span>
      )}
      {!isReader && state?.status !== 'crashed' && (
        <span className="step-actor-more">
          <PressButton
            className="button button-small"
            aria-label={`NMI on ${name}`}
            title="An interrupt that nothing holds off: under the lock it waits for itself, for ever"
            off={!canInterrupt}
            onPress={() => press(() => stepping.interrupt(seat, true))}
          >
            NMI
          </PressButton>
          <PressButton
            className="button button-small"
            aria-label={`Kill ${name}`}
            title="Ends the thread where it stands; go back and fork to have it again"
            off={!canInterrupt}
            onPress={() => press(() => view.session.kill(seat))}
          >
            Kill
          </PressButton>
          <Hold view={view} run={run} seat={seat} name={name} />
        </span>
      )}
      {isReader && (
        <span className="step-actor-more">
          <Hold view={view} run={run} seat={seat} name={name} />
        </span>
      )}
    </li>
  )
}

/** Stalls one actor: Run and run-until leave it where it stands. */
function Hold({ view, run, seat, name }: ActorRowProps & { name: string }) {
  const held = run.isHeld(seat)
  return (
    <button
      type="button"
      className="button button-small"
      aria-label={`Hold ${name}`}
      aria-pressed={held}
      title="It stays where it stands while the others go on by Run and run until"
      onClick={() => void view.session.stepping.hold(seat, !held).catch(view.session.report)}
    >
      {held ? 'Held' : 'Hold'}
    </button>
  )
}
