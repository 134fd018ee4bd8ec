import { shownInvariants } from '../../store/step-invariants.ts'
import type { ShownInvariant } from '../../store/step-invariants.ts'
import { Count } from '../Count.tsx'
import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'
import { useFirstFailures } from './use-first-failures.ts'
import './invariants.css'

/** What holds at the op that is shown; what has failed on this branch comes first, with the op at which it did. */
export function InvariantsList({ view, run }: { view: View; run: Run }) {
  const { recording } = run
  const { seen } = useFirstFailures(run)
  const shown = shownInvariants(run)
  // what failed first is the cause of the rest, more often than not
  const failed = shown
    .filter(({ holds, first }) => holds === false || first)
    .toSorted((a, b) => (a.first?.op ?? Infinity) - (b.first?.op ?? Infinity))
  const others = shown.filter((each) => !failed.includes(each))
  const open = others.filter(({ holds }) => holds === 'not-now').length
  return (
    <section className="invariants" aria-label="Invariants">
      <h3 className="steps-title">Invariants</h3>
      <p className="invariants-sum" role="status">
        {failed.length === 0 ? 'None' : <Count value={failed.length} />} of <Count value={shown.length} /> failed on
        this branch
      </p>
      {seen < recording.length && (
        <p className="invariants-sum">
          looked at <Count value={seen} /> of <Count value={recording.length} /> ops so far
        </p>
      )}
      {failed.length > 0 && <Rows view={view} name="Invariants that failed" invariants={failed} />}
      <details className="invariants-others">
        <summary>
          <Count value={others.length - open} /> hold here
          {open > 0 && (
            <>
              , of <Count value={open} /> nothing can be said now
            </>
          )}
        </summary>
        <Rows view={view} name="Invariants that hold" invariants={others} />
      </details>
    </section>
  )
}

function Rows({ view, name, invariants }: { view: View; name: string; invariants: readonly ShownInvariant[] }) {
  return (
    <ul className="invariants-list" aria-label={name}>
      {invariants.map((invariant) => (
        <Row key={invariant.id} view={view} invariant={invariant} />
      ))}
    </ul>
  )
}

const MARKS = {
  true: { sign: '✓', word: 'holds' },
  false: { sign: '✕', word: 'fails' },
  'not-now': { sign: '–', word: 'not now' },
}

function Row({ view, invariant }: { view: View; invariant: ShownInvariant }) {
  const { title, holdsWhen, holds, witness, first } = invariant
  const { sign, word } = MARKS[`${holds}`]
  const seek = (op: number): void => void view.session.stepping.seek(op).catch(view.session.report)
  return (
    <li className="invariant" data-holds={String(holds)}>
      <span className="invariant-mark" aria-hidden="true">
        {sign}
      </span>
      <span className="invariant-title">
        <span className="invariant-word">{word}</span> {title}
      </span>
      <span className="invariant-when">{holdsWhen}</span>
      {witness !== undefined && <span className="invariant-witness">{witness}</span>}
      {witness === undefined && first && (
        <span className="invariant-witness">
          at op {first.op}: {first.witness}
        </span>
      )}
      {first && (
        <button
          type="button"
          className="button button-small"
          aria-label={`First at op ${first.op}: ${title}`}
          onClick={() => seek(first.op)}
        >
          first at op <Count value={first.op} />
        </button>
      )}
    </li>
  )
}
