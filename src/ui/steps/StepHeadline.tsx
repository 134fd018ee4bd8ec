import { useEffect, useState } from 'react'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'
import { changeWords } from './change-words.ts'
import { useSteps } from './use-steps.ts'
import './steps.css'

type StepRecord = Awaited<ReturnType<View['session']['stepping']['record']>>

/** chips that stand beside the sentence; the bytes show the rest */
const MOST_CHANGES = 3

/** The op that is shown: who, where, what it did, which words changed from what to what. */
export function StepHeadline({ view }: { view: View }) {
  const run = useSteps(view)
  const [record, setRecord] = useState<StepRecord>()
  const position = run?.recording.position ?? 0
  const version = run?.recording.version
  useEffect(() => {
    let current = true
    if (position > 0)
      void view.session.stepping.record(position).then((next) => {
        if (current) setRecord(next)
      })
    return () => {
      current = false
    }
  }, [view, position, version])
  if (!run) return null
  const shown = position > 0 && record?.op === position ? record : undefined
  const count = shown?.changed.length ?? 0
  return (
    <section className="step-headline" aria-label="Last step">
      <span className="step-headline-where">
        op {position}
        {shown && ` · ${nameOf(shown.actor)} at ${shown.point}`}
      </span>
      <p className="step-headline-sentence" aria-live="polite">
        {shown?.sentence ?? (position === 0 ? 'Nobody has done anything yet. Step an actor.' : '')}
      </p>
      <ul className="step-headline-changes" aria-label="What changed">
        {(shown?.changed ?? []).slice(0, MOST_CHANGES).map((change) => (
          <li key={changeWords(change)}>
            <ChangeChip view={view} change={change} />
          </li>
        ))}
        {count > MOST_CHANGES && (
          <li>
            <span className="step-change">{count - MOST_CHANGES} more</span>
          </li>
        )}
      </ul>
    </section>
  )
}

/** Bytes are shown where they lie. */
function ChangeChip({ view, change }: { view: View; change: StepRecord['changed'][number] }) {
  const { page: bytes } = change
  if (!bytes) return <span className="step-change">{changeWords(change)}</span>
  const { cpu, page } = bytes
  const show = (): void => {
    view.session.store.setState({ selection: { cpu, page, snapshot: false } })
    reveal(view.shell, 'Bytes')
  }
  return (
    <button type="button" className="step-change" title="Show these bytes" onClick={show}>
      {changeWords(change)}
    </button>
  )
}

function nameOf(actor: StepRecord['actor']): string {
  return typeof actor === 'number' ? `CPU ${actor}` : `the ${actor}`
}
