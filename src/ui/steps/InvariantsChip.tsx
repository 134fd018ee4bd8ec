import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'
import { useFirstFailures } from './use-first-failures.ts'

/** Whether an invariant has failed on this branch, where one looks anyway; the list of them all is below the actors. */
export function InvariantsChip({ view, run }: { view: View; run: Run }) {
  const failures = useFirstFailures(run)
  const [first] = [...failures.found].toSorted(([, a], [, b]) => a.op - b.op)
  return (
    <section className="step-invariants" aria-label="Invariants at hand">
      {first && (
        <Failed view={view} op={first[1].op} title={failures.states().find(({ id }) => id === first[0])?.title ?? ''} />
      )}
      {!first && failures.seen === run.recording.length && '✓ no invariant fails'}
    </section>
  )
}

/** The one that failed first, and the way there. */
function Failed({ view, op, title }: { view: View; op: number; title: string }) {
  return (
    <button
      type="button"
      title={`${title}. Go to the op at which it failed first`}
      aria-label={`An invariant fails first at op ${op}: ${title}`}
      onClick={() => void view.session.stepping.seek(op).catch(view.session.report)}
    >
      ✕ <span className="step-invariants-title">{title}: </span>fails at op {op}
    </button>
  )
}
