import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { undoChange } from './controls-commands.ts'

/** What was changed last, and the way back. */
export function LastChange({ view }: { view: View }) {
  const words = useStore(view.history, ({ changes }) => changes.at(-1)?.words)
  if (words === undefined) return null
  return (
    <div className="last-change">
      <span className="last-change-words" title={words}>
        {words}
      </span>
      <button type="button" className="button button-small" onClick={() => void undoChange(view)}>
        Undo
      </button>
    </div>
  )
}
