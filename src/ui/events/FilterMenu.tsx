import { useId, useRef, useState } from 'react'
import type { CSSProperties } from 'react'
import { formatCount } from '../numbers.ts'

export interface FilterEntry<Key> {
  readonly key: Key
  readonly name: string
  /** rows of it */
  readonly count: number
}

interface FilterMenuProps<Key> {
  label: string
  hidden: readonly Key[]
  /** is asked while the menu is open */
  entries: () => readonly FilterEntry<Key>[]
  onChange: (hidden: readonly Key[]) => void
}

/** What is shown, each with how many there are. It opens over the panel, away from the nearer edge of the window. */
export function FilterMenu<Key extends string | number>({ label, hidden, entries, onChange }: FilterMenuProps<Key>) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [place, setPlace] = useState<CSSProperties>()
  const hides = hidden.length > 0
  return (
    <>
      <button
        type="button"
        ref={button}
        className="button events-button"
        popoverTarget={id}
        aria-expanded={place !== undefined}
        data-active={hides}
        onClick={() => setPlace(button.current ? placeBeside(button.current) : undefined)}
      >
        {label}
        {hides && <span className="events-hidden">−{hidden.length}</span>}
        <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true" focusable="false">
          <path d="M1 2.5h6L4 6z" fill="currentColor" />
        </svg>
      </button>
      <div
        id={id}
        popover="auto"
        className="filter-menu"
        role="group"
        aria-label={`${label} shown`}
        style={place}
        onToggle={(event) => event.newState === 'closed' && setPlace(undefined)}
      >
        {place && <Entries hidden={hidden} entries={entries()} onChange={onChange} />}
      </div>
    </>
  )
}

function Entries<Key extends string | number>({
  hidden,
  entries,
  onChange,
}: Pick<FilterMenuProps<Key>, 'hidden' | 'onChange'> & { entries: readonly FilterEntry<Key>[] }) {
  return (
    <>
      <div className="filter-menu-all">
        <button type="button" className="button events-button" onClick={() => onChange([])}>
          All
        </button>
        <button type="button" className="button events-button" onClick={() => onChange(entries.map(({ key }) => key))}>
          None
        </button>
      </div>
      {entries.map(({ key, name, count }) => (
        <label key={key} className="filter-entry">
          <input
            type="checkbox"
            checked={!hidden.includes(key)}
            onChange={() => onChange(hidden.includes(key) ? hidden.filter((other) => other !== key) : [...hidden, key])}
          />
          <span className="filter-name">{name}</span>
          <span className="filter-count">{formatCount(count)}</span>
        </label>
      ))}
      <p className="filter-note">Losses stay in the list.</p>
    </>
  )
}

const GAP_PX = 4

function placeBeside(button: HTMLElement): CSSProperties {
  const { left, top, bottom } = button.getBoundingClientRect()
  const above = top > innerHeight - bottom
  const room = (above ? top : innerHeight - bottom) - 2 * GAP_PX
  return {
    left: Math.max(GAP_PX, Math.min(left, innerWidth - 260 - GAP_PX)),
    ...(above ? { bottom: innerHeight - top + GAP_PX } : { top: bottom + GAP_PX }),
    maxHeight: Math.min(room, 420),
  }
}
