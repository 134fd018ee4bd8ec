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
  return (
    <div className="problems" role="alert">
      {problems.map(({ id, code, message }) => (
        <p key={id}>
          <span className="problem-text">{message}</span>
          {code === 'crashed' && (
            <button type="button" className="button" onClick={() => void restart(view, id)}>
              Restart
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

/** The same configuration boots a machine anew, with everybody alive. */
async function restart({ session }: View, id: number): Promise<void> {
  await session.configure({}).then(
    () => session.dismiss(id),
    () => {}, // refused with a problem of its own
  )
}
