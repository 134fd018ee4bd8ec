import { DEFAULT_CONFIG } from '../machine/machine-config.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import type { MachineState } from '../machine/machine-state.ts'

/** One small ring that does nothing by itself, with stamps that one can read: 1, 2, 3. */
export const LESSON_CONFIG: MachineConfig = {
  ...DEFAULT_CONFIG,
  mode: 'step',
  cpus: 1,
  pagesPerCpu: 4,
  pageSize: 128,
  snapshot: false,
  clock: 'counter',
  clockOffsetsNs: [],
  workload: { kind: 'none' },
  reader: { kind: 'none' },
}

/** The whole configuration: also what a lesson does not name is set. What makes no sense is refused by the machine. */
export function lessonConfig(...patches: readonly object[]): MachineConfig {
  return Object.assign({}, LESSON_CONFIG, ...patches) as MachineConfig
}

/** What expressions can ask for. */
export interface Scope extends MachineState {
  readonly config: MachineConfig
  readonly op: number
}

export function scopeOf(state: MachineState, config: MachineConfig, op: number): Scope {
  return { ...state, config, op }
}
