import { stepRecord } from '../../recording/step-record.ts'
import type { StepRecord } from '../../recording/step-record.ts'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'
import { changeWords } from './change-words.ts'
import { InvariantsChip } from './InvariantsChip.tsx'
import { useSteps } from './use-steps.ts'
import './steps.css'

/** chips below the sentence; the bytes show the rest */
const MOST_CHANGES = 3
/** characters that fit into a line as large as a title */
const TITLE_CHARS = 80

/** The op that is shown: who, where, what it did, which words changed from what to what. */
export function StepHeadline({ view }: { view: View }) {
  const run = useSteps(view)
  if (!run) return null
  const { recording } = run
  const { position } = recording
  const shown = position > 0 ? stepRecord(recording, position, run.branches.current.ends) : undefined
  const sentence = shown?.sentence ?? 'Nobody has done anything yet. Step an actor.'
  const count = shown?.changed.length ?? 0
  return (
    <div className="step-head">
      <section className="step-headline" aria-label="Last step">
        <span className="step-headline-where">
          op {position}
          {shown && ` · ${nameOf(shown.actor)} at ${shown.point}`}
        </span>
        <p className="step-headline-sentence" data-long={sentence.length > TITLE_CHARS} aria-live="polite">
          {sentence}
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
      <InvariantsChip view={view} run={run} />
    </div>
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
