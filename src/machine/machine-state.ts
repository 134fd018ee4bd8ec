/** What `state()` tells, as the public contract gives it. */
import type { TriggerHit } from '../control/trigger-words.ts'
import type { Ledger, RingState } from '../ring/trace-buffer.ts'

export type ActorStatus = 'running' | 'parked' | 'waiting' | 'idle' | 'crashed'

export interface CpuState extends RingState {
  cpu: number
  status: ActorStatus
  /** where it crashed, or the probe point it is parked at */
  at?: string
  waitsFor?: number | 'reader'
  irqsOff: boolean
  pendingIrqs: number
  ledger: Ledger
  snapshot?: RingState
  /** ns per write, over the last batch of so many, as measured in the CPU's own thread, workload included; undefined: none so far */
  writeTime?: { ns: number; writes: number }
}

export interface ReaderState {
  status: ActorStatus
  at?: string
  waitsFor?: number
  iterating: boolean
  /** in step mode: events that the last iterator has passed so far */
  iterated?: number
}

export interface MachineState {
  running: boolean
  /** depth of disable(); an iterator's hold is `reader.iterating` */
  recordDisabled: number
  late: number
  /** consumed after an event that happened later, by the stamps without the offsets put on purpose on the clocks */
  inversions: number
  /** consumed after an event of another CPU with the same stamp: the lower CPU goes first */
  ties: number
  /** the largest latency that a tracer has seen, modelled by it, and where; undefined: none so far */
  maxLatency?: { ns: number; cpu: number; startNs: number }
  /** where and when the trigger's condition was met; undefined: there is no trigger, or it was not met so far */
  triggered?: TriggerHit
  reader: ReaderState
  cpus: CpuState[]
  /** sum of the CPUs' */
  ledger: Ledger
}

/** An event as the page and the API hand it out. */
export interface TraceEvent {
  cpu: number
  ts: number
  type: number
  name: string
  payload: Uint8Array
  text: string
  lostBefore: number
  late: boolean
}
