/** Between the machine and a CPU's worker: boot, rings, results and death. Events never travel by message; they are in the ring. */
import type { ActorMessage, RingMemory } from '../control/actor-thread.ts'
import type { ReplayTrack } from '../workloads/compiled-trace.ts'
import type { TracerName } from '../workloads/make-tracer.ts'

export type CpuWorkload =
  | { kind: 'none' }
  | { kind: 'tracer'; tracer: TracerName; eventsPerCpu: number }
  | { kind: 'replay'; track: ReplayTrack; durationNs: number }

export interface CpuRings extends RingMemory {
  /** the memory of this CPU's captures */
  captures: ArrayBufferLike
  captureAt: number
}

/** To the worker: first a boot, then, after each resize, the rings made anew. */
export type ToCpu = CpuBoot | { type: 'rings'; rings: CpuRings }

export interface CpuBoot {
  type: 'boot'
  cpu: number
  rings: CpuRings
  control: ArrayBufferLike
  clock: 'local' | 'global' | 'counter'
  /** put on this CPU's clock on purpose; `counter` has none */
  clockOffsetNs: number
  irqSave: boolean
  /** step mode: it parks at every probe point until it is released */
  stepping: boolean
  seed: number
  /** step mode: interrupts that were handled before */
  handled: number
  workload: CpuWorkload
}

/** From the worker. */
export type CpuMessage =
  | ActorMessage
  | { type: 'written'; serial: number; code: number }
  | { type: 'failed'; serial: number; code: string; message: string }
