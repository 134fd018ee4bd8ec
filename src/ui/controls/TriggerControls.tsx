import { useId, useState } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { FIRST_DRAFT, triggerOf, triggerSentence } from './trigger-draft.ts'
import type { Draft } from './trigger-draft.ts'
import { TriggerFields } from './TriggerFields.tsx'

/** A flight recorder: it stops where something happens, and what led up to it stays in the rings. */
export function TriggerControls({ view }: { view: View }) {
  const { session } = view
  const [draft, setDraft] = useState<Draft>(FIRST_DRAFT)
  const [problem, setProblem] = useState<string>()
  const problemId = useId()
  const armed = useStore(session.store, (state) => state.trigger)
  const hit = useStore(session.store, (state) => state.triggered)
  const counts = useStore(session.store, (state) => state.config.clock === 'counter')
  const overwrite = useStore(session.store, (state) => state.config.overwrite)
  const change = (patch: Partial<Draft>): void => {
    setDraft({ ...draft, ...patch })
    setProblem(undefined)
  }
  const arm = (): void => {
    session.recorder.set(triggerOf(draft, session.types, counts)).then(
      () => setProblem(undefined),
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    )
  }
  const never = (draft.on === 'overrun' && !overwrite) || (draft.on === 'full' && overwrite)
  return (
    <form
      className="trigger"
      aria-describedby={problem && problemId}
      onSubmit={(event) => {
        event.preventDefault()
        arm()
      }}
    >
      <TriggerFields view={view} draft={draft} onChange={change} />
      {never && <p className="control-note">{NEVER[overwrite ? 'full' : 'overrun']}</p>}
      {problem && (
        <p className="field-problem" role="alert" id={problemId}>
          {problem}
        </p>
      )}
      <div className="trigger-buttons">
        <button type="submit" className="button">
          {armed ? 'Arm this instead' : 'Arm'}
        </button>
        {armed && (
          <button type="button" className="button" onClick={() => void session.recorder.set(undefined)}>
            Disarm
          </button>
        )}
      </div>
      <p className="control-note" data-trigger={hit ? 'hit' : armed ? 'armed' : 'off'}>
        {armed && !hit
          ? `Armed: ${triggerSentence(armed, session.types, counts)}.`
          : 'The CPU that it happens to disables recording at once, and parks everybody.'}
      </p>
    </form>
  )
}

const NEVER = {
  full: 'With overwrite on, a full ring refuses nothing: this never happens.',
  overrun: 'With overwrite off, nothing is overwritten: this never happens.',
}
