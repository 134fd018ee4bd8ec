/** Why there is nothing to see, and what is to be known of what there is. */
import type { MachineConfig } from '../../machine/machine-config.ts'
import { latencyTracerOf } from '../../store/latency-tracer.ts'
import type { LatencySnapshot, LatencyTracer } from '../../store/latency-snapshot.ts'

export const MEASURED: Record<LatencyTracer, string> = {
  irqsoff: 'the longest stretch with interrupts off',
  sched: 'the longest wait of an urgent task, from its wakeup until it runs',
}

const NO_TRACER = 'No tracer searches for a latency. irqsoff and sched do: choose one under “trace or tracer”.'
const NO_MAXIMUM = 'No maximum so far.'
export const NO_SNAPSHOT = 'The buffer has no snapshot: the maximum is found, but what led to it is not kept.'
const NO_TIME = 'The clock is counter, which tells no time: the latency format has nothing to show.'
const ANOTHER =
  'The snapshot is not of this maximum: it was refused while an iterator was open or recording off, another one was taken since, or a reader had consumed the events before.'

/** @returns undefined: there is something */
export function whyNothing(config: MachineConfig, max: object | undefined): string | undefined {
  if (!latencyTracerOf(config)) return NO_TRACER
  if (!max) return NO_MAXIMUM
  if (!config.snapshot) return NO_SNAPSHOT
  return config.clock === 'counter' ? NO_TIME : undefined
}

/** What is missing in the snapshot, or wrong about it. */
export function notesOf(snapshot: LatencySnapshot, config: MachineConfig): string[] {
  if (!snapshot.section) return [ANOTHER]
  const consumed = config.reader.kind === 'consume'
  return consumed ? ['What the reader consumes before a snapshot is taken is not in it.'] : []
}
