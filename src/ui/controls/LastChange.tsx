import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { redoChange, undoChange } from './controls-commands.ts'

/** The way back from the last change, and the way forth again. It takes its place from the start, so that nothing moves under the hand. */
export function LastChange({ view }: { view: View }) {
  const done = useStore(view.history, ({ changes }) => changes.at(-1)?.words)
  const undone = useStore(view.history, ({ undone }) => undone.at(-1)?.words)
  return (
    <span className="last-change">
      <ChangeButton name="Undo" keys="Ctrl+Z" what={done} path={BACK} onClick={() => void undoChange(view)} />
      <ChangeButton name="Redo" keys="Ctrl+Shift+Z" what={undone} path={FORTH} onClick={() => void redoChange(view)} />
      <span className="visually-hidden" role="status">
        {undone !== undefined && `undone: ${undone}`}
      </span>
    </span>
  )
}

const BACK = 'M5.5 2.5L2.5 5.5L5.5 8.5M2.5 5.5H9A3.5 3.5 0 0 1 9 12.5H5'
const FORTH = 'M8.5 2.5L11.5 5.5L8.5 8.5M11.5 5.5H5A3.5 3.5 0 0 0 5 12.5H9'

interface ChangeButtonProps {
  name: string
  keys: string
  /** undefined: there is nothing in that direction; the button keeps the focus all the same */
  what: string | undefined
  path: string
  onClick: () => void
}

function ChangeButton({ name, keys, what, path, onClick }: ChangeButtonProps) {
  return (
    <button
      type="button"
      className="button button-square change-button"
      aria-label={name}
      aria-disabled={what === undefined}
      title={what === undefined ? `Nothing to ${name.toLowerCase()}` : `${what} (${keys})`}
      onClick={onClick}
    >
      <svg width="14" height="15" viewBox="0 0 14 15" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden>
        <path d={path} />
      </svg>
    </button>
  )
}
