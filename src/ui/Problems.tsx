import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { CrossIcon } from './icons.tsx'
import type { View } from './view.ts'

/** What went wrong and belongs to no control. */
export function Problems({ view }: { view: View }) {
  const { session } = view
  const problems = useStore(
    session.store,
    useShallow((state) => state.problems.filter(({ setting }) => setting === undefined)),
  )
  // where one steps, one goes back: to begin anew would throw away what was stepped
  const mode = useStore(session.store, (state) => state.config.mode)
  return (
    <div className="problems" role="alert">
      {problems.map(({ id, code, message, steps }) => (
        <p key={id}>
          <span className="problem-text">{message}</span>
          {(code === 'crashed' || code === 'timeout') && mode === 'live' && (
            <button type="button" className="button" onClick={() => restart(view)}>
              Restart
            </button>
          )}
          {steps && (
            <button type="button" className="button" onClick={() => void session.openRecording(steps).catch(() => {})}>
              Bring the steps back
            </button>
          )}
          <button
            type="button"
            className="button-bare"
            aria-label={`Dismiss: ${message}`}
            onClick={() => session.dismiss(id)}
          >
            <CrossIcon />
          </button>
        </p>
      ))}
    </div>
  )
}

/** The same configuration boots a machine anew, with everybody alive; what was wrong with the old one goes with it. */
function restart({ session }: View): void {
  session.configure({}).catch(() => {}) // refused with a problem of its own
}
