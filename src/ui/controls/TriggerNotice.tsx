import { useStore } from 'zustand'
import { selectionOf } from '../../store/selection.ts'
import type { TriggerHit } from '../../store/trigger.ts'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'
import { hitSentence } from './trigger-draft.ts'

/** That the trigger has stopped the recording, where, and what one can do then. */
export function TriggerNotice({ view }: { view: View }) {
  const { session } = view
  const trigger = useStore(session.store, (state) => state.trigger)
  const hit = useStore(session.store, (state) => state.triggered)
  const counts = useStore(session.store, (state) => state.config.clock === 'counter')
  if (!trigger || !hit) return null
  const sentence = hitSentence(trigger, hit, session.types, counts)
  return (
    <div className="trigger-notice" role="status">
      <p>
        {hit.left > 0 ? `The trigger has fired, ${hit.left} events are still recorded: ` : 'Stopped by the trigger: '}
        <b>{sentence}</b>
      </p>
      {hit.left === 0 && (
        <div className="trigger-buttons">
          <button type="button" className="button" onClick={() => showHit(view, hit)}>
            Show it
          </button>
          <button
            type="button"
            className="button"
            onClick={() => void session.recorder.armAgain().catch((error: unknown) => session.report(error))}
          >
            Arm again
          </button>
          <button type="button" className="button" onClick={() => void session.recorder.set(undefined)}>
            Disarm
          </button>
        </div>
      )}
    </div>
  )
}

/** Selects the event, or, where the trigger saw none, the page that the CPU was writing. */
export function showHit({ session, shell }: View, { cpu, event }: TriggerHit): void {
  const { readout } = session.store.getState()
  const selection = event
    ? selectionOf({ cpu, ...event }, session.captures.latest(cpu))
    : { cpu, page: readout?.cpus[cpu]?.tailPage ?? 0, snapshot: false }
  session.store.setState({ selection })
  reveal(shell, 'Rings')
}
