/** From the configuration to what each CPU does, and the event types that it needs. */
import { BUILT_IN_EVENTS, EventTypes } from '../events/event-types.ts'
import type { CpuWorkload } from '../cpu/messages.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import type { TraceLibrary } from './trace-library.ts'

export interface PlannedWorkload {
  readonly workloads: readonly CpuWorkload[]
  readonly types: EventTypes
  readonly lapNs: number | undefined
}

/** @throws RingsideError for a trace that cannot be had */
export async function planWorkload(config: MachineConfig, library: TraceLibrary): Promise<PlannedWorkload> {
  const { workload, cpus } = config
  if (workload.kind === 'trace') {
    const { compiled } = await library.get(workload.source)
    const { durationNs } = compiled
    const workloads = compiled.perCpu
      .slice(0, cpus)
      .map((track): CpuWorkload => ({ kind: 'replay', track, durationNs }))
    return { workloads, types: new EventTypes([...BUILT_IN_EVENTS, ...compiled.types]), lapNs: durationNs || undefined }
  }
  const types = new EventTypes()
  if (workload.kind === 'none') return { workloads: [], types, lapNs: undefined }
  const each: CpuWorkload = { kind: 'steady', eventsPerCpu: workload.eventsPerCpu ?? Infinity }
  return { workloads: Array.from({ length: cpus }, () => each), types, lapNs: undefined }
}
