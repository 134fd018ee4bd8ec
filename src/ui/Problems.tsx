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
      {problems.map(({ id, message }) => (
        <p key={id}>
          {message}
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
