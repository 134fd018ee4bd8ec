import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { Notice } from './Notice.tsx'

export function Failed({ view }: { view: View }) {
  const { session } = view
  const problem = useStore(session.store, (state) => state.problems.at(-1))
  return (
    <Notice title="The machine did not start.">
      <p className="notice-why">{problem?.message ?? 'It gave no reason.'}</p>
      <p>
        <button type="button" className="button" onClick={() => void session.boot()}>
          Try again
        </button>
      </p>
    </Notice>
  )
}
