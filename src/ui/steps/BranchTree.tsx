import type { View } from '../view.ts'
import type { Run } from './ActorRow.tsx'

const WIDTH = 120
const HEIGHT = 24

/** Every branch on one axis of ops: where it leaves its parent, how far it goes. A click shows it. */
export function BranchTree({ view, run }: { view: View; run: Run }) {
  const { all, current } = run.branches
  if (all.length < 2) return null
  const longest = Math.max(1, ...all.map(({ log }) => log.length))
  const x = (op: number): number => 3 + (op / longest) * (WIDTH - 6)
  const checkout = (id: string): void => void view.session.stepping.checkout(id).catch(view.session.report)
  return (
    <ul className="step-branches" aria-label="Branches">
      {all.map(({ id, parent, at, log }) => (
        <li key={id}>
          <button type="button" className="step-branch" aria-pressed={id === current.id} onClick={() => checkout(id)}>
            <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
              {parent !== undefined && <path className="step-branch-fork" d={`M ${x(at)} 0 V ${HEIGHT / 2}`} />}
              <path className="step-branch-line" d={`M ${x(at)} ${HEIGHT / 2} H ${x(log.length)}`} />
              <circle cx={x(log.length)} cy={HEIGHT / 2} r={3} />
              {id === current.id && (
                <path className="step-branch-here" d={`M ${x(run.recording.position)} 4 V ${HEIGHT - 4}`} />
              )}
            </svg>
            <span>
              {id}
              {parent !== undefined && `, from op ${at} of ${parent}`}, {log.length} ops
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
