/** The configurations before this one, so that a change can be undone; whoever made it, the page, a link or the console. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { changedSettings } from '../../machine/machine-config.ts'
import type { MachineConfig } from '../../machine/machine-config.ts'
import type { RingsideStore } from '../../store/ringside-store.ts'
import { describeChange } from './setting-words.ts'

export interface Change {
  /** before it */
  readonly from: MachineConfig
  /** which settings, and what became of them */
  readonly settings: readonly (keyof MachineConfig)[]
  readonly words: string
}

export interface HistoryState {
  /** the last one last */
  readonly changes: readonly Change[]
}

export type ConfigHistory = StoreApi<HistoryState>

/** what one may want to go back over by hand */
const MOST_CHANGES = 30

export function createConfigHistory(store: RingsideStore): ConfigHistory {
  const history = createStore<HistoryState>(() => ({ changes: [] }))
  store.subscribe(({ config, phase }, before) => {
    // the first machine is no change
    if (config === before.config || phase === 'booting') return
    history.setState(({ changes }) => ({ changes: follow(changes, before.config, config) }))
  })
  return history
}

/** A setting that is moved on, as by a slider, is one change; who comes back to where the last one began has undone it. */
export function follow(changes: readonly Change[], from: MachineConfig, to: MachineConfig): readonly Change[] {
  const settings = changedSettings(from, to)
  const last = changes.at(-1)
  if (settings.length === 0) return changes
  if (last && changedSettings(last.from, to).length === 0) return changes.slice(0, -1)
  if (last && settings.length === 1 && last.settings.length === 1 && last.settings[0] === settings[0])
    return [...changes.slice(0, -1), { ...last, words: describeChange(last.from, to) }]
  return [...changes, { from, settings, words: describeChange(from, to) }].slice(-MOST_CHANGES)
}

/** What has to be set so that `from` becomes `to`. */
export function patchBetween(from: MachineConfig, to: MachineConfig): Partial<MachineConfig> {
  const whole = { clockOffsetsNs: [], ...to }
  return Object.fromEntries(changedSettings(from, to).map((setting) => [setting, whole[setting]]))
}
