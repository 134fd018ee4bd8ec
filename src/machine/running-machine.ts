/** A machine as the session uses it, whether its actors have threads of their own or take turns in one worker (in-turn/remote-machine.ts). */
import type { CpuWorkload } from '../cpu/messages.ts'
import type { SavedRecording } from '../recording/recording-file.ts'
import type { CaptureMemory } from '../ring/capture-memory.ts'
import type { SlotCapture } from '../ring/capture.ts'
import type { CpuRange } from './captures.ts'
import type { LiveOrigin, MachineListener } from './actors.ts'
import type { Machine } from './machine.ts'
import type { MachineConfig } from './machine-config.ts'
import type { MachineState } from './machine-state.ts'
import type { StepRun } from './step/step-run.ts'

/** Captures of all CPUs, for pictures. */
export interface MachineCaptures {
  /** changes when any `latest` did */
  readonly version: number
  /** of all CPUs, where other threads can see it */
  readonly shared?: CaptureMemory | undefined
  /** Once per frame: takes what has come, and asks for the next. */
  poll(inView?: CpuRange): void
  latest(cpu: number): SlotCapture | undefined
  /** when `latest` was true, ns of the machine's time */
  takenNs(cpu: number): number | undefined
  /** Captures that are younger than this call, of every CPU. @throws RingsideError timeout */
  fresh(): Promise<readonly SlotCapture[]>
}

/** What a machine is called for: arguments and answers are plain data. */
export type MachineCalls = Pick<
  Machine,
  | 'start'
  | 'stop'
  | 'apply'
  | 'resize'
  | 'write'
  | 'readEvents'
  | 'swapOrReset'
  | 'pageBytes'
  | 'unread'
  | 'stats'
  | 'ringBytes'
  | 'disable'
  | 'enable'
  | 'setTrigger'
  | 'kill'
  | 'state'
>

export interface RunningMachine extends MachineCalls {
  readonly cpus: number
  readonly captures: MachineCaptures
  /** in step mode */
  readonly steps?: StepRun
  /** its buffers by name, as debugfs shows them */
  readonly bufferNames: readonly { name: string; cpus: number }[]
  readonly isRunning: boolean
  /** step mode: those who go on have come to an end, by themselves or because they were stopped */
  whenStill?(): Promise<unknown>
  /** ns since the first start, frozen while stopped; in turn as of the latest capture */
  nowNs(): number
  /** `state` from the latest captures, without waiting for younger ones, and without pages */
  readout(): MachineState | undefined
  tearDown(): void
}

export interface MachinePlan {
  readonly config: MachineConfig
  /** what each CPU does; CPUs beyond the list do nothing */
  readonly workloads: readonly CpuWorkload[]
  readonly recording?: RecordingPlan
  /** step mode: what was done live is done again, or was when it was saved */
  readonly live?: LiveOrigin
  /** step mode: the words of the rings' memory to begin with; else the rings are empty */
  readonly first?: Int32Array
}

/** Step mode: what was saved is shown without threads, which come when it is forked. */
export interface RecordingPlan {
  readonly saved: SavedRecording
  /** what each CPU is to go on with @throws RingsideError why nobody can */
  readonly workloads: () => Promise<readonly CpuWorkload[]>
}

/** @throws RingError, RingsideError invalid-config where memory or workers cannot be had, timeout; RangeError for a recording that contradicts itself */
export type BootMachine = (plan: MachinePlan, listener: MachineListener) => Promise<RunningMachine>
