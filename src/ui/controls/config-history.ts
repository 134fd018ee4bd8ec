/** The configurations before this one, and those undone, so that a change can be taken back; whoever made it, the page, a link or the console. */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { changedSettings } from '../../machine/machine-config.ts'
import type { MachineConfig } from '../../machine/machine-config.ts'
import type { RingsideStore } from '../../store/ringside-store.ts'
import { describeChange } from './setting-words.ts'

export interface Change {
  /** before it */
  readonly from: MachineConfig
  /** after it */
  readonly to: MachineConfig
  readonly words: string
}

export interface HistoryState {
  /** the last one last */
  readonly changes: readonly Change[]
  /** what can be done again: the next one last */
  readonly undone: readonly Change[]
}

export interface ConfigHistory extends StoreApi<HistoryState> {
  /** One change of the page's after the other, each on what the one before has left: a machine takes a while to come up. */
  inTurn(act: () => Promise<void>): Promise<void>
}

/** what one may want to go back over by hand */
const MOST_CHANGES = 30

export function createConfigHistory(store: RingsideStore): ConfigHistory {
  const history = createStore<HistoryState>(() => ({ changes: [], undone: [] }))
  store.subscribe(({ config, phase }, before) => {
    // the first machine is no change
    if (config === before.config || phase === 'booting') return
    history.setState((state) => follow(state, before.config, config))
  })
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const turn = last.then(act)
    last = turn.catch(() => {})
    return turn
  }
  return Object.assign(history, { inTurn })
}

/** Who comes back to where the last change began has undone it, and who goes there again has done it again. */
export function follow(history: HistoryState, from: MachineConfig, to: MachineConfig): HistoryState {
  const { changes, undone } = history
  const [last, next] = [changes.at(-1), undone.at(-1)]
  if (isSame(from, to)) return history
  if (last && isSame(last.from, to)) return { changes: changes.slice(0, -1), undone: [...undone, last] }
  if (next && isSame(next.to, to)) return { changes: [...changes, next], undone: undone.slice(0, -1) }
  const goesOn = last && isPace(last.from, last.to) && isPace(last.from, to)
  const before = goesOn ? last.from : from
  const change = { from: before, to, words: describeChange(before, to) }
  return { changes: [...(goesOn ? changes.slice(0, -1) : changes), change].slice(-MOST_CHANGES), undone: [] }
}

function isSame(from: MachineConfig, to: MachineConfig): boolean {
  return changedSettings(from, to).length === 0
}

const PACES: ReadonlySet<string> = new Set(['speed', 'eventsPerSecond', 'passesPerSecond'])

/** Only one pace differs: all steps of a slider are one change. */
function isPace(from: MachineConfig, to: MachineConfig): boolean {
  const [setting, ...more] = changedSettings(from, to)
  if ((setting !== 'workload' && setting !== 'reader') || more.length > 0) return false
  const before = new Map<string, unknown>(Object.entries(from[setting]))
  const after = new Map<string, unknown>(Object.entries(to[setting]))
  return [...before.keys(), ...after.keys()].every((name) => PACES.has(name) || before.get(name) === after.get(name))
}

/** What has to be set so that `from` becomes `to`. */
export function patchBetween(from: MachineConfig, to: MachineConfig): Partial<MachineConfig> {
  const whole = { clockOffsetsNs: [], ...to }
  return Object.fromEntries(changedSettings(from, to).map((setting) => [setting, whole[setting]]))
}
