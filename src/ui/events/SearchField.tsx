import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../numbers.ts'
import type { View } from '../view.ts'
import { matchWords } from './list-words.ts'
import { useEvents } from './use-events.ts'

/** Searches the lines as they are printed: how many matches there are, which one is picked, and on to the next. */
export function SearchField({ view }: { view: View }) {
  const model = view.events
  const { store, rows, picks } = model
  useEvents(model)
  const field = useRef<HTMLInputElement>(null)
  const text = useStore(store, (state) => state.text)
  const onlyMatches = useStore(store, (state) => state.onlyMatches)
  const calls = model.searchCalls
  const answered = useRef(0)
  useEffect(() => {
    if (answered.current === calls) return
    answered.current = calls
    field.current?.focus()
    field.current?.select()
  }, [calls])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') model.stepMatch(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape' && text !== '') store.setState({ text: '' })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const none = rows.matchCount === 0
  return (
    <div className="events-search" role="search" aria-label="Events">
      <input
        ref={field}
        type="search"
        aria-label="Search events"
        aria-keyshortcuts="/"
        placeholder="Search"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => store.setState({ text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <>
          <output className="events-matches">
            {matchWords({ rows, at: picks.picked?.at, share: model.share, format: formatCount })}
          </output>
          <StepButton
            label="Previous match"
            path="M2.5 9 7 4.5 11.5 9"
            off={none}
            onClick={() => model.stepMatch(-1)}
          />
          <StepButton label="Next match" path="M2.5 5 7 9.5 11.5 5" off={none} onClick={() => model.stepMatch(1)} />
          <button
            type="button"
            className="button events-button"
            aria-pressed={onlyMatches}
            aria-label="Filter by this text"
            onClick={() => store.setState({ onlyMatches: !onlyMatches })}
          >
            Filter
          </button>
        </>
      )}
    </div>
  )
}

interface StepButtonProps {
  label: string
  /** the arrow's */
  path: string
  off: boolean
  onClick: () => void
}

function StepButton({ label, path, off, onClick }: StepButtonProps) {
  return (
    <button
      type="button"
      className="button events-button events-step"
      aria-label={label}
      disabled={off}
      onClick={onClick}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </button>
  )
}
