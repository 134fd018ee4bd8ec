import { firstFailuresOf } from '../../store/step-invariants.ts'
import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'

/** Everyone steps in turn, as the seed shuffles them, until something happens. */
export function RunUntil({ view, run }: { view: View; run: Run }) {
  const { stepping } = view.session
  const until = (met: (op: number) => boolean): void => void stepping.runOnTo(met).catch(view.session.report)
  const pointIs = (name: string) => (op: number) => run.pointName(op) === name
  const disabled = !run.isLive
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
        <button
          type="button"
          className="button button-small"
          key={words}
          disabled={disabled}
          onClick={() => until(met)}
        >
          {words}
        </button>
      ))}
    </div>
  )
}
