import { useStore } from 'zustand'
import { selectionOf } from '../../store/selection.ts'
import type { TriggerHit as Hit } from '../../store/trigger.ts'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'
import { armAgain, disarm } from './controls-commands.ts'
import { hitSentence } from './trigger-draft.ts'

/** What it was that stopped the recording, and what one can do then. */
export function TriggerHit({ view }: { view: View }) {
  const { store, types } = view.session
  const trigger = useStore(store, (state) => state.trigger)
  const hit = useStore(store, (state) => state.triggered)
  const counts = useStore(store, (state) => state.config.clock === 'counter')
  if (!trigger || !hit) return null
  return (
    <>
      <p>
        {hit.left > 0 ? `The trigger has fired, ${hit.left} more to record: ` : 'Stopped by the trigger: '}
        <b>{hitSentence(trigger, hit, types, counts)}</b>
      </p>
      <div className="trigger-buttons">
        {hit.left === 0 && (
          <>
            <button type="button" className="button" onClick={() => showHit(view, hit)}>
              Show it
            </button>
            <button type="button" className="button" onClick={() => void armAgain(view)}>
              Arm again
            </button>
          </>
        )}
        <button type="button" className="button" onClick={() => void disarm(view)}>
          Disarm
        </button>
      </div>
    </>
  )
}

/** Selects the event, or, where the trigger saw none, the page that the CPU was writing. */
export function showHit({ session, shell }: View, { cpu, event }: Hit): void {
  const { readout } = session.store.getState()
  const selection = event
    ? selectionOf({ cpu, ...event }, session.captures.latest(cpu))
    : { cpu, page: readout?.cpus[cpu]?.tailPage ?? 0, snapshot: false }
  session.store.setState({ selection })
  reveal(shell, 'Rings')
}
