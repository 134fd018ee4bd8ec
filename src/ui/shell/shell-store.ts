/** What of the page is open: decisions about the shell, apart from the machine's. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'

/** The panels that share the place below the timeline; on a phone they share it with all others. */
export const LOWER_PANELS = ['Events', 'Merge', 'Statistics', 'Files', 'Latency'] as const
export type LowerPanel = (typeof LOWER_PANELS)[number]
export const PANELS = ['Rings', 'Timeline', 'Bytes', 'Controls', ...LOWER_PANELS] as const
export type Panel = (typeof PANELS)[number]

export function isPanel(name: unknown): name is Panel {
  return PANELS.some((panel) => panel === name)
}

export interface ShellState {
  lower: LowerPanel
  /** 1024 px: the bytes lie over the centre while they are open */
  drawer: boolean
  /** a phone: the one panel that is shown */
  tab: Panel
  /** or what is left of a CPU */
  dialog: 'keys' | 'palette' | 'share' | { readonly recover: number } | undefined
}

export type ShellStore = StoreApi<ShellState>

export function createShellStore(): ShellStore {
  return createStore<ShellState>(() => ({ lower: 'Events', drawer: false, tab: 'Rings', dialog: undefined }))
}

/** Brings a panel into view, in whichever layout. */
export function reveal(shell: ShellStore, panel: Panel): void {
  const lower = LOWER_PANELS.find((name) => name === panel)
  shell.setState({ tab: panel, ...(lower && { lower }), ...(panel === 'Bytes' && { drawer: true }) })
}
