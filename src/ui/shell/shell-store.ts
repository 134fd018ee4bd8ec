/** What of the page is open: decisions about the shell, apart from the machine's. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'

/** The panels that share the place below the timeline; on a phone they share it with all others. */
export const LOWER_PANELS = ['Events', 'Merge', 'Statistics', 'Files', 'Latency'] as const
export type LowerPanel = (typeof LOWER_PANELS)[number]
export const PANELS = ['Rings', 'Timeline', 'Bytes', 'Controls', 'Lesson', ...LOWER_PANELS] as const
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
  dialog: Dialog | undefined
  /** a lesson, to others */
  presenting: 'off' | 'on' | 'blank'
  /** the four ways in are offered */
  start: boolean
  /** of the debate: what was set up last; undefined: nothing, or it was dismissed */
  situation: ShownSituation | undefined
}

/** Or what is left of a CPU, a card of the debate, an entry of the glossary with the dialog that it was opened from. */
export type Dialog =
  | 'keys'
  | 'palette'
  | 'share'
  | 'course'
  | { readonly recover: number }
  | { readonly debate: string }
  | { readonly glossary: string; readonly from: Dialog | undefined }

export interface ShownSituation {
  /** its id */
  readonly card: string
  /** which of its situations */
  readonly at: number
  /** to what was there before; a link has none */
  readonly goBack?: () => Promise<void>
}

export type ShellStore = StoreApi<ShellState>

/** @param start whether the four ways in are offered */
export function createShellStore(start: boolean): ShellStore {
  return createStore<ShellState>(() => ({
    lower: 'Events',
    drawer: false,
    tab: 'Rings',
    dialog: undefined,
    situation: undefined,
    presenting: 'off',
    start,
  }))
}

/** Brings a panel into view, in whichever layout. */
export function reveal(shell: ShellStore, panel: Panel): void {
  const lower = LOWER_PANELS.find((name) => name === panel)
  shell.setState({ tab: panel, ...(lower && { lower }), ...(panel === 'Bytes' && { drawer: true }) })
}
