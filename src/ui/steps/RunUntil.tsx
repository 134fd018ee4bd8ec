import { firstFailuresOf } from '../../store/step-invariants.ts'
import { IN_THE_PAST } from '../controls/RecordingButtons.tsx'
import { PressButton } from '../PressButton.tsx'
import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'

/** Everyone steps in turn, as the seed shuffles them, until something happens. */
export function RunUntil({ view, run }: { view: View; run: Run }) {
  const { stepping } = view.session
  const until = (met: (op: number) => boolean): void => void stepping.runOnTo(met).catch(view.session.report)
  const pointIs = (name: string) => (op: number) => run.pointName(op) === name
  const conditions: readonly [string, (op: number) => boolean][] = [
    ['a page turn', pointIs('TailPageStored')],
    ['a loss', pointIs('OverrunWritten')],
    ['a commit', pointIs('TailPublished')],
    ['a wait', pointIs('LockWaited')],
    ['an invariant fails', (op) => firstFailuresOf(run).failsFirstAt(op)],
  ]
  return (
    <div className="step-until" role="group" aria-label="Run until">
      <span className="step-label">Run until</span>
      {conditions.map(([words, met]) => (
        <PressButton
          className="button button-small"
          key={words}
          off={!run.isLive}
          title={run.isLive ? undefined : IN_THE_PAST}
          onPress={() => until(met)}
        >
          {words}
        </PressButton>
      ))}
    </div>
  )
}
