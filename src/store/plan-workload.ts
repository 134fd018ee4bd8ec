/** From the configuration to what each CPU does, and the event types that it needs. */
import { BUILT_IN_EVENTS, EventTypes } from '../events/event-types.ts'
import type { CpuWorkload } from '../cpu/messages.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { ReplayTrack } from '../workloads/compiled-trace.ts'
import type { TraceLibrary } from './trace-library.ts'

export interface PlannedWorkload {
  readonly workloads: readonly CpuWorkload[]
  readonly types: EventTypes
  readonly lapNs: number | undefined
}

const NO_EVENTS: ReplayTrack = {
  ts: new Float64Array(),
  type: new Int32Array(),
  length: new Int32Array(),
  at: new Int32Array(),
  words: new Int32Array(),
}

/** @throws RingsideError for a trace that cannot be had */
export async function planWorkload(config: MachineConfig, library: TraceLibrary): Promise<PlannedWorkload> {
  const { workload, cpus } = config
  if (workload.kind === 'trace') {
    const { compiled } = await library.get(workload.source)
    const { durationNs } = compiled
    // a CPU that the trace does not know records nothing, but its clock tells recorded time like the others'
    const trackOf = (cpu: number): ReplayTrack => compiled.perCpu[cpu] ?? NO_EVENTS
    const workloads = Array.from({ length: cpus }, (_, cpu): CpuWorkload => ({
      kind: 'replay',
      track: trackOf(cpu),
      durationNs,
    }))
    return { workloads, types: new EventTypes([...BUILT_IN_EVENTS, ...compiled.types]), lapNs: durationNs || undefined }
  }
  if (workload.kind === 'none') return { workloads: [], types: new EventTypes(), lapNs: undefined }
  const { tracer, eventsPerCpu = Infinity } = workload
  const { tracerEvents } = await import('../workloads/make-tracer.ts')
  const types = new EventTypes([...BUILT_IN_EVENTS, ...tracerEvents(tracer)])
  const each: CpuWorkload = { kind: 'tracer', tracer, eventsPerCpu }
  return { workloads: Array.from({ length: cpus }, () => each), types, lapNs: undefined }
}

/** For who goes on from a recording that was opened. @throws RingsideError unsupported: it is of a trace that was opened elsewhere */
export async function workloadsToGoOn(config: MachineConfig, library: TraceLibrary): Promise<readonly CpuWorkload[]> {
  const { workload } = config
  if (workload.kind === 'trace' && !library.has(workload.source))
    throw new RingsideError(
      'unsupported',
      `Nobody can go on from here: the CPUs replayed the trace '${workload.source}', which is not open in this page. Open that file, then show the recording again and go on.`,
    )
  return (await planWorkload(config, library)).workloads
}
