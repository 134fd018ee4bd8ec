import type { LatencyTracer } from '../debugfs/latency-section.ts'
import type { MachineConfig } from '../machine/machine-config.ts'

/** @returns undefined where no tracer of this configuration searches for one */
export function latencyTracerOf({ workload }: MachineConfig): LatencyTracer | undefined {
  const tracer = workload.kind === 'synthetic' ? workload.tracer : undefined
  return tracer === 'irqsoff' || tracer === 'sched' ? tracer : undefined
}
