/**
 * Decisions (what is configured, selected, shown) and throttled readouts (counters as text), in one zustand store. Pictures read captures
 * from the session in the frame loop, never from here.
 */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { DEFAULT_CONFIG } from '../machine/machine-config.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import type { MachineState } from '../machine/machine-state.ts'
import type { Finding } from '../ring/findings.ts'
import type { LessonPlayer } from './lesson-player.ts'
import type { Selection } from './selection.ts'
import type { TraceSummary } from '../trace-files/trace-summary.ts'
import type { Trigger, TriggerHit } from './trigger.ts'

export interface Capabilities {
  isolated: boolean
  sharedMemory: boolean
  workers: boolean
  stepping: boolean
}

/** Something that went wrong, with a sentence that says what to do; `setting` puts it beside that control. */
export interface Problem {
  id: number
  code: string
  message: string
  setting?: keyof MachineConfig
  /** of the actor that has crashed */
  seat?: number
  /** a recording of what went, as a file has it */
  steps?: Blob
}

export interface CpuFinding extends Finding {
  cpu: number
}

/** Events of a CPU per second. */
export interface Flow {
  committed: number
  read: number
  /** overrun, and refused because full */
  lost: number
}

/** What is recorded live, or done again. */
export interface LiveProgress {
  phase: 'recording' | 'replaying'
  /** nobody ended it: there was no room for more */
  full: boolean
  /** 0 … 1: of the logs that are full, of what is done again */
  share: number
  cost: WriteCost
}
/** What a write takes, before it was recorded and since; undefined: too few were measured. */
export interface WriteCost {
  before: MeasuredWrites | undefined
  now: MeasuredWrites | undefined
}
export interface MeasuredWrites {
  /** mean time of one */
  ns: number
  /** over so many of them, of all CPUs */
  writes: number
}
/** What was recorded live last: the machine as it was configured, and what recording has cost. */
export interface LiveReplay {
  config: MachineConfig
  cost: WriteCost
}

export type Theme = 'system' | 'dark' | 'light'
/** booting: no machine yet; unavailable: this browser or host cannot run one */
export type Phase = 'booting' | 'ready' | 'failed' | 'unavailable'

export interface RingsideState {
  phase: Phase
  capabilities: Capabilities
  config: MachineConfig
  running: boolean
  /** the latest state, taken a few times a second; undefined before the first */
  readout: MachineState | undefined
  /** committed events per second, per CPU, over the last readouts */
  rates: readonly number[]
  /** the same with what was read and lost */
  flows: readonly Flow[]
  /** stops the recording where it happens; undefined: none is set */
  trigger: Trigger | undefined
  /** it has happened; undefined: not so far, or another machine has come */
  triggered: TriggerHit | undefined
  /** undefined: nothing is recorded live now */
  live: LiveProgress | undefined
  /** undefined: nothing was so far */
  replay: LiveReplay | undefined
  /** undefined: none is open */
  lesson: LessonPlayer | undefined
  problems: readonly Problem[]
  /** where the counts contradict each other; empty while the machine runs */
  findings: readonly CpuFinding[]
  /** bundled and opened traces */
  traces: readonly TraceSummary[]
  /** a trace file is being read: its name */
  opening: string | undefined
  selection: Selection | undefined
  theme: Theme
  /** counts event types registered by hand; a change means that events may have other names */
  registrations: number
  /** counts machines; a change means that captures and list began anew */
  boot: number
}

export type RingsideStore = StoreApi<RingsideState>

export function createRingsideStore(capabilities: Capabilities): RingsideStore {
  return createStore<RingsideState>(() => ({
    phase: 'booting',
    capabilities,
    config: DEFAULT_CONFIG,
    running: false,
    readout: undefined,
    rates: [],
    flows: [],
    trigger: undefined,
    triggered: undefined,
    live: undefined,
    replay: undefined,
    lesson: undefined,
    problems: [],
    findings: [],
    traces: [],
    opening: undefined,
    selection: undefined,
    theme: 'system',
    registrations: 0,
    boot: 0,
  }))
}
