/** What of the timeline is shown: decisions, and what of them a link carries. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Window } from '../../merge/windows.ts'
import type { GapOf } from './gaps.ts'

export interface Mark {
  /** as it is called */
  readonly number: number
  readonly ts: number
}

export interface TimelineState {
  /** undefined: it follows the newest event */
  window: Window | undefined
  /** the stretch that was dragged over */
  area: Window | undefined
  cursorA: number | undefined
  cursorB: number | undefined
  marks: readonly Mark[]
  /** the loss that is explained */
  gap: GapOf | undefined
  asTable: boolean
}

export type TimelineStore = StoreApi<TimelineState>

const FIRST: TimelineState = {
  window: undefined,
  area: undefined,
  cursorA: undefined,
  cursorB: undefined,
  marks: [],
  gap: undefined,
  asTable: false,
}

export function createTimelineStore(): TimelineStore {
  return createStore<TimelineState>(() => FIRST)
}

/** Stamps begin anew with a machine: nothing that names a time holds any more. */
export function forgetTimes(store: TimelineStore): void {
  store.setState(({ asTable }) => ({ ...FIRST, asTable }))
}

export function addMark(store: TimelineStore, ts: number): void {
  const number = 1 + store.getState().marks.reduce((most, mark) => Math.max(most, mark.number), 0)
  store.setState(({ marks }) => ({ marks: [...marks, { number, ts }] }))
}

export function deleteMark(store: TimelineStore, number: number): void {
  store.setState(({ marks }) => ({ marks: marks.filter((mark) => mark.number !== number) }))
}

/** What a link says of the timeline; what is missing is as at the start. All in ns, or in numbers of the counter clock. */
export interface TimelineLink {
  window?: [number, number]
  area?: [number, number]
  a?: number
  b?: number
  marks?: number[]
  table?: true
}

export function timelineLink(store: TimelineStore): TimelineLink {
  const { window, area, cursorA, cursorB, marks, asTable } = store.getState()
  return {
    ...(window && { window: [window.from, window.to] }),
    ...(area && { area: [area.from, area.to] }),
    ...(cursorA !== undefined && { a: cursorA }),
    ...(cursorB !== undefined && { b: cursorB }),
    ...(marks.length > 0 && { marks: marks.map(({ ts }) => ts) }),
    ...(asTable && { table: true }),
  }
}

/** @param parts from a link, which anybody can write: what makes no sense is as if it were not there */
export function applyTimelineLink(store: TimelineStore, parts: unknown): void {
  if (typeof parts !== 'object' || parts === null) return
  const link = parts as Partial<Record<keyof TimelineLink, unknown>>
  const marks = Array.isArray(link.marks) ? link.marks.filter(isTime).slice(0, MOST_MARKS) : []
  store.setState({
    window: windowOf(link.window),
    area: windowOf(link.area),
    cursorA: isTime(link.a) ? link.a : undefined,
    cursorB: isTime(link.b) ? link.b : undefined,
    marks: marks.map((ts, at) => ({ number: at + 1, ts })),
    gap: undefined,
    asTable: link.table === true,
  })
}

/** more than anybody sets by hand, and few enough to draw each */
const MOST_MARKS = 1000

function windowOf(ends: unknown): Window | undefined {
  if (!Array.isArray(ends)) return undefined
  const [from, to] = ends as unknown[]
  return isTime(from) && isTime(to) && from < to ? { from, to } : undefined
}

function isTime(value: unknown): value is number {
  return Number.isFinite(value)
}
