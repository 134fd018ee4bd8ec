import { useState } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { disarm } from './controls-commands.ts'
import { draftProblem, FIRST_DRAFT, knownDraft, triggerOf, triggerSentence } from './trigger-draft.ts'
import type { Draft, DraftProblem } from './trigger-draft.ts'
import { TriggerFields } from './TriggerFields.tsx'

/** A flight recorder: it stops where something happens, and what led up to it stays in the rings. */
export function TriggerControls({ view }: { view: View }) {
  const { session } = view
  const [typed, setTyped] = useState<Draft>(FIRST_DRAFT)
  const [problem, setProblem] = useState<DraftProblem>()
  const armed = useStore(session.store, (state) => state.trigger)
  const counts = useStore(session.store, (state) => state.config.clock === 'counter')
  const cpus = useStore(session.store, (state) => state.config.cpus)
  const isStepped = useStore(session.store, (state) => state.config.mode === 'step')
  useStore(session.store, (state) => state.readout)
  // other machines have other types, and types are registered by hand
  useStore(session.store, (state) => `${state.boot} ${state.registrations}`)
  const draft = knownDraft(typed, session.types, cpus)
  const change = (patch: Partial<Draft>): void => {
    setTyped({ ...draft, ...patch })
    setProblem(undefined)
  }
  const arm = (): void => {
    const missing = draftProblem(draft, counts)
    setProblem(missing)
    if (missing) return
    // what the machine refuses is beside the field that it asks most of
    const field = draft.on === 'event' ? 'equals' : draft.on === 'stamp' ? 'atLeast' : 'after'
    session.recorder.set(triggerOf(draft, session.types, counts)).catch((error: unknown) => {
      setProblem({ field, message: error instanceof Error ? error.message : String(error) })
    })
  }
  return (
    <form
      className="trigger"
      onSubmit={(event) => {
        event.preventDefault()
        arm()
      }}
    >
      <TriggerFields view={view} draft={draft} problem={problem} onChange={change} />
      <Never view={view} draft={draft} />
      <div className="trigger-buttons">
        <button type="submit" className="button" disabled={isStepped && !session.stepping.run?.isLive}>
          {isStepped ? 'Run until it happens' : armed ? 'Arm this instead' : 'Arm'}
        </button>
        {armed && (
          <button type="button" className="button" onClick={() => void disarm(view)}>
            Disarm
          </button>
        )}
      </div>
      <TriggerState view={view} />
    </form>
  )
}

function TriggerState({ view }: { view: View }) {
  const { store, types } = view.session
  const armed = useStore(store, (state) => state.trigger)
  const isHit = useStore(store, (state) => state.triggered !== undefined)
  const running = useStore(store, (state) => state.running)
  const counts = useStore(store, (state) => state.config.clock === 'counter')
  const isStepped = useStore(store, (state) => state.config.mode === 'step')
  const words = isStepped
    ? `Everybody takes turns until it happens, and is parked there; nothing is disabled.${armed ? ` Armed in the live machine: ${triggerSentence(armed, types, counts)}.` : ''}`
    : armed && !isHit
      ? `Armed: ${triggerSentence(armed, types, counts)}.${running ? '' : ' Run to begin.'}`
      : 'The CPU that it happens to disables recording at once, and parks everybody.'
  return (
    <p className="control-note" role="status" data-trigger={isHit ? 'hit' : armed ? 'armed' : 'off'}>
      {words}
    </p>
  )
}

function Never({ view, draft }: { view: View; draft: Draft }) {
  const overwrite = useStore(view.session.store, (state) => state.config.overwrite)
  const words = neverWords(draft, overwrite)
  return words && <p className="control-note">{words}</p>
}

function neverWords({ on, after }: Draft, overwrite: boolean): string | undefined {
  if (on === 'overrun' && !overwrite) return 'With overwrite off, nothing is overwritten: this never happens.'
  if (on === 'full' && overwrite) return 'With overwrite on, a full ring refuses nothing: this never happens.'
  if (on === 'full' && Number(after) > 0) return 'Events after it fit once the reader has made room for them.'
  return undefined
}
