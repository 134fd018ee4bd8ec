/** `window.ringside`, version 1: the public contract. Methods resolve once their effect can be seen in `state()`. */
import type { MachineConfig } from '../machine/machine-config.ts'
import type { MachineState, TraceEvent } from '../machine/machine-state.ts'
import type { WriteOutcome } from '../ring/trace-buffer.ts'
import type { StepRecord } from '../recording/step-record.ts'
import type { Capabilities } from '../store/ringside-store.ts'
import type { StepCall, StopCondition } from '../store/step-calls.ts'
import type { TraceSummary } from '../trace-files/trace-summary.ts'

export interface RecoveredEvent {
  page: number
  offset: number
  certainty: 'certain' | 'may-be-incomplete' | 'earlier-lap' | 'unreadable'
  event?: TraceEvent
}

export type { StepCall, StepRecord, StopCondition }

export interface Ringside {
  readonly version: 1
  /** the first machine is up and drawn once */
  readonly ready: Promise<void>
  capabilities(): Capabilities

  configure(config: Partial<MachineConfig>): Promise<void>
  config(): MachineConfig
  start(): Promise<void>
  stop(): Promise<void>
  state(options?: { pages?: boolean }): Promise<MachineState>
  waitFor(test: (state: MachineState) => boolean, timeoutMs?: number): Promise<MachineState>

  write(cpu: number, type: number, payload: ArrayLike<number>): Promise<WriteOutcome>
  consume(max?: number): Promise<TraceEvent[]>
  peek(): Promise<TraceEvent | undefined>
  read(options?: { snapshot?: boolean; max?: number }): Promise<TraceEvent[]>
  snapshot(cpu?: number, options?: { resetOthers?: boolean }): Promise<void>
  reset(cpu?: number): Promise<void>
  resize(pagesPerCpu: number): Promise<void>
  disable(): Promise<number>
  enable(): Promise<number>
  pageBytes(cpu: number, page: number, options?: { snapshot?: boolean }): Promise<Uint8Array>
  registerEvent(event: { id?: number; name: string; fields: string[]; print?: string }): Promise<number>
  kill(cpu: number): Promise<void>
  recover(cpu: number, options?: { words?: boolean }): Promise<RecoveredEvent[]>
  debugfs(path: string): Promise<Blob>

  step(actor: number | 'reader'): Promise<StepRecord>
  begin(actor: number | 'reader', call: StepCall): Promise<void>
  interrupt(cpu: number, options?: { kind?: 'irq' | 'nmi' }): Promise<StepRecord>
  runUntil(stop: StopCondition): Promise<StepRecord>
  position(): { op: number; length: number; branch: string }
  seek(op: number): Promise<void>
  fork(): Promise<string>
  branches(): { id: string; parent?: string; at: number; length: number }[]
  checkout(branch: string): Promise<void>
  invariants(): Promise<{ id: string; title: string; holds: boolean | 'not-now'; witness?: string }[]>

  saveRecording(): Promise<Blob>
  openRecording(file: Blob): Promise<void>
  recordLive(on: boolean): Promise<void>

  openLesson(lesson: string | Blob): Promise<void>
  lessons(): { id: string; title: string }[]
  openTrace(file: Blob, name: string): Promise<TraceSummary>
  exportTrace(format: 'ftrace-text' | 'trace.dat' | 'chrome-json'): Promise<Blob>
  link(): Promise<string>
}

declare global {
  interface Window {
    ringside: Ringside
  }
}
