/** Between the machine and a CPU's worker: boot, results and death. Events never travel by message; they are in the ring. */
import type { RfcOptions } from '../ring/rfc/buffer.ts'
import type { ReplayTrack } from '../workloads/compiled-trace.ts'

export type CpuWorkload =
  | { kind: 'none' }
  | { kind: 'steady'; eventsPerCpu: number }
  | { kind: 'replay'; track: ReplayTrack; durationNs: number }

/** To the worker, once. */
export interface CpuBoot {
  type: 'boot'
  cpu: number
  ring: SharedArrayBuffer
  options: RfcOptions
  control: SharedArrayBuffer
  /** the memory of this CPU's captures */
  captures: SharedArrayBuffer
  captureAt: number
  clock: 'local' | 'global' | 'counter'
  irqSave: boolean
  seed: number
  workload: CpuWorkload
}

/** From the worker. */
export type CpuMessage =
  | { type: 'ready' }
  | { type: 'written'; serial: number; code: number }
  | { type: 'failed'; serial: number; code: string; message: string }
  /** the actor has ended by itself, on an error that nobody caught */
  | { type: 'crashed'; message: string }
