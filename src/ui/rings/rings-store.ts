/** What of the rings is shown: decisions, as plain data. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { MAX_CPUS } from '../../machine/machine-config.ts'

export interface RingsState {
  /** the CPU that has all the room; undefined: all CPUs share it */
  focus: number | undefined
  /** how that CPU's ring is shown */
  shape: 'strip' | 'circle'
  /** where the keyboard stands in the grid */
  cpu: number
}

export type RingsStore = StoreApi<RingsState>

export function createRingsStore(): RingsStore {
  return createStore<RingsState>(() => ({ focus: undefined, shape: 'strip', cpu: 0 }))
}

/** What a link carries. */
export interface RingsLink {
  focus?: number
  circle?: true
}

export function ringsLink({ focus, shape }: RingsState): RingsLink {
  return { ...(focus !== undefined && { focus }), ...(shape === 'circle' && { circle: true }) }
}

/** @param link from anywhere: what makes no sense in it is as if it were not there */
export function applyRingsLink(store: RingsStore, link: RingsLink): void {
  const { focus, circle } = link
  const isCpu = Number.isInteger(focus) && (focus as number) >= 0 && (focus as number) < MAX_CPUS
  store.setState({ focus: isCpu ? focus : undefined, shape: circle === true ? 'circle' : 'strip' })
}

export function toggleFocus(store: RingsStore, cpu: number): void {
  store.setState(({ focus }) => ({ focus: focus === cpu ? undefined : cpu }))
}
