/** What of the list is shown: decisions, as plain data. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'

export interface EventsState {
  /** CPUs whose events are filtered out; their losses stay */
  readonly hiddenCpus: readonly number[]
  /** names of the types that are filtered out */
  readonly hiddenTypes: readonly string[]
  /** what is searched for, '' for nothing */
  readonly text: string
  /** only rows that hold the text are shown */
  readonly onlyMatches: boolean
  /** the list stays at its end as events are read */
  readonly follow: boolean
  /** the details of the selected event are shown; null: where no other panel shows them beside the list */
  readonly details: boolean | null
}

export type EventsStore = StoreApi<EventsState>

/** All rows are shown; a text is still searched for. */
export const NO_FILTER = { hiddenCpus: [], hiddenTypes: [], onlyMatches: false } as const

export function createEventsStore(): EventsStore {
  return createStore<EventsState>(() => ({ ...NO_FILTER, text: '', follow: true, details: null }))
}

/** The part of the decisions that a link carries: filters and search, each only where it is not as at the start. */
export interface EventsLink {
  hiddenCpus?: readonly number[]
  hiddenTypes?: readonly string[]
  text?: string
  onlyMatches?: boolean
}

export function eventsLink({ hiddenCpus, hiddenTypes, text, onlyMatches }: EventsState): EventsLink {
  return {
    ...(hiddenCpus.length > 0 && { hiddenCpus }),
    ...(hiddenTypes.length > 0 && { hiddenTypes }),
    ...(text !== '' && { text }),
    ...(onlyMatches && { onlyMatches }),
  }
}

/** longer texts are no search */
const MAX_TEXT = 200
const MAX_NAMES = 1000

/** The decisions of a link, for `setState`. What is not understood is as at the start: links come from anywhere. */
export function applyEventsLink(link: unknown): Required<EventsLink> {
  const { hiddenCpus, hiddenTypes, text, onlyMatches } = (
    typeof link === 'object' && link !== null ? link : {}
  ) as Record<string, unknown>
  const isCpu = (cpu: unknown): cpu is number => Number.isInteger(cpu) && (cpu as number) >= 0
  const isName = (name: unknown): name is string => typeof name === 'string' && name.length <= MAX_TEXT
  return {
    hiddenCpus: Array.isArray(hiddenCpus) ? hiddenCpus.filter(isCpu).slice(0, MAX_NAMES) : [],
    hiddenTypes: Array.isArray(hiddenTypes) ? hiddenTypes.filter(isName).slice(0, MAX_NAMES) : [],
    text: isName(text) ? text : '',
    onlyMatches: onlyMatches === true,
  }
}
