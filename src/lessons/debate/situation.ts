/** A machine in the state that a card talks about: a configuration, and, where it is stepped, what is done with it. */
import { DEFAULT_CONFIG } from '../../machine/machine-config.ts'
import type { MachineConfig } from '../../machine/machine-config.ts'
import type { MachineState } from '../../machine/machine-state.ts'
import type { Act } from '../act.ts'

/** What can be done with a machine that is not stepped. */
export type LiveAct =
  readonly ['write', cpu: number, byte: number, bytes: number] | readonly ['resize', pagesPerCpu: number]

/** The panels that a situation may bring into view, by their names on the page. */
export type ShownPanel = 'Rings' | 'Timeline' | 'Bytes' | 'Events' | 'Merge' | 'Statistics' | 'Files' | 'Latency'

export interface Situation {
  /** both sides of a card may have one: words that tell them apart */
  readonly name: string
  /** what differs from the page's first machine */
  readonly config: Partial<MachineConfig>
  /** what is done in step mode */
  readonly acts?: readonly Act[]
  /** what is done instead with a machine of which nobody is held, and which rests; without either it runs */
  readonly liveActs?: readonly LiveAct[]
  /** where to look, in the order in which one does; rich text without numbers */
  readonly look: readonly string[]
  readonly panel: ShownPanel
  /** a page that is selected */
  readonly page?: { readonly cpu: number; readonly page: number }
  /** what is left of this CPU is shown */
  readonly recover?: number
  /** whether the machine shows what the card says: after the acts, or some time into the run */
  readonly shows: (state: MachineState) => boolean
  /** the same as a sentence, with the numbers of the state */
  readonly tells: (state: MachineState) => string
}

/** The whole configuration: also what a situation does not name is set. */
export function configOf({ config, acts, liveActs }: Situation): MachineConfig {
  return {
    ...DEFAULT_CONFIG,
    clockOffsetsNs: [],
    ...(acts && { ...BY_HAND, mode: 'step' }),
    ...(liveActs && BY_HAND),
    ...config,
  }
}

/** One small ring, and nothing happens but what is asked for. */
const BY_HAND: Partial<MachineConfig> = {
  cpus: 1,
  pagesPerCpu: 4,
  pageSize: 128,
  snapshot: false,
  workload: { kind: 'none' },
  reader: { kind: 'none' },
}
