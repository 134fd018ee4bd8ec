import { useStore } from 'zustand'
import { useShallow } from 'zustand/shallow'
import { formatCount } from '../numbers.ts'
import type { View } from '../view.ts'
import { NO_FILTER } from './events-store.ts'
import { FilterMenu } from './FilterMenu.tsx'
import { cpuEntries, typeEntries } from './filter-entries.ts'
import { countWords } from './list-words.ts'
import { isFiltering } from './row-tests.ts'
import { SearchField } from './SearchField.tsx'
import { useEvents } from './use-events.ts'

interface EventsToolbarProps {
  view: View
  /** the details are shown */
  details: boolean
}

/** Search, filters, how many rows are shown, and ways to take them along. */
export function EventsToolbar({ view, details }: EventsToolbarProps) {
  const model = view.events
  const { store } = model
  useEvents(model)
  const decisions = useStore(
    store,
    useShallow(({ hiddenCpus, hiddenTypes, text, onlyMatches }) => ({ hiddenCpus, hiddenTypes, text, onlyMatches })),
  )
  const filters = isFiltering(decisions)
  const { rows, out } = model
  return (
    <div className="events-tools" role="group" aria-label="Search and filter events">
      <SearchField view={view} />
      <FilterMenu
        label="CPUs"
        hidden={decisions.hiddenCpus}
        entries={() => cpuEntries(view)}
        onChange={(hiddenCpus) => store.setState({ hiddenCpus })}
      />
      <FilterMenu
        label="Types"
        hidden={decisions.hiddenTypes}
        entries={() => typeEntries(view)}
        onChange={(hiddenTypes) => store.setState({ hiddenTypes })}
      />
      <output className="events-count" data-filtered={filters}>
        {out.said || countWords(rows.shown, rows.all, formatCount)}
      </output>
      {filters && (
        <button type="button" className="button events-button" onClick={() => store.setState(NO_FILTER)}>
          Clear filters
        </button>
      )}
      <span className="events-out">
        <OutButtons view={view} />
        <button
          type="button"
          className="button events-button events-step"
          aria-label="Details"
          aria-expanded={details}
          onClick={() => store.setState({ details: !details })}
        >
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
            <path d="M1.5 2.5h11v9h-11zM9 2.5v9" fill="none" stroke="currentColor" />
          </svg>
        </button>
      </span>
    </div>
  )
}

function OutButtons({ view }: { view: View }) {
  const { out, picks, rows } = view.events
  if (out.share !== undefined)
    return (
      <button type="button" className="button events-button" onClick={() => out.abort()}>
        Cancel, {Math.floor(100 * out.share)} %
      </button>
    )
  const { from, end } = out.range
  const picked = picks.range()
  return (
    <>
      <button
        type="button"
        className="button events-button"
        aria-label={picked ? `Copy ${rowWords(picked.end - picked.from)}` : 'Copy, no row is selected'}
        disabled={!picked}
        onClick={() => void out.copy()}
      >
        Copy
      </button>
      <button
        type="button"
        className="button events-button"
        aria-label={`Save ${rowWords(end - from)} as text`}
        disabled={rows.length === 0}
        onClick={() => void out.save()}
      >
        Save
      </button>
    </>
  )
}

function rowWords(count: number): string {
  return count === 1 ? '1 row' : `${formatCount(count)} rows`
}
