/** The largest latency of a tracer with the snapshot taken at it, and its text. The reader reads the snapshot in its turn; the rest is made in pieces. */
import { Call } from '../control/control-block.ts'
import { findSection } from '../debugfs/latency-section.ts'
import type { LatencySection, LatencyTracer } from '../debugfs/latency-section.ts'
import { printedEvents } from '../debugfs/text-file.ts'
import type { EventTypes } from '../events/event-types.ts'
import type { MachineState } from '../machine/machine-state.ts'
import type { RunningMachine } from '../machine/running-machine.ts'
import { readBatch } from '../reader/event-batch.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import type { DelayMarks } from '../trace-files/delay-marks.ts'
import { formatLatency } from '../trace-files/latency-format.ts'
import type { PrintedEvent } from '../trace-files/printed-event.ts'
import { makeText } from './making.ts'
import type { Making } from './making.ts'

export type { LatencyTracer }
export type MaxLatency = NonNullable<MachineState['maxLatency']>

export interface LatencySnapshot {
  readonly tracer: LatencyTracer
  readonly max: MaxLatency
  readonly cpus: number
  /** of the snapshot of all CPUs, merged */
  readonly events: readonly PrintedEvent[]
  /** with those that were overwritten in the snapshot's rings */
  readonly written: number
  /** undefined: the snapshot is not the one of this maximum */
  readonly section: LatencySection | undefined
}

/** What the rings held in one turn of the session. */
export interface RawLatency {
  readonly types: EventTypes
  readonly tracer: LatencyTracer
  /** before the snapshot was read */
  readonly max: MaxLatency
  /** afterwards */
  readonly state: MachineState
  readonly events: readonly BatchedEvent[]
}

/** what an Int32 argument can say */
const ALL = 0x7fffffff

/**
 * While the iterator is open recording is off, and no snapshot can be taken.
 * @returns undefined: no maximum so far
 * @throws RingsideError no-snapshot
 */
export async function readRawLatency(
  machine: RunningMachine,
  types: EventTypes,
  tracer: LatencyTracer,
): Promise<RawLatency | undefined> {
  const max = (await machine.state(false)).maxLatency
  if (!max) return undefined
  const events = readBatch(await machine.readEvents(Call.read, [1, ALL]))
  return { types, tracer, max, events, state: await machine.state(false) }
}

/** A maximum is raised a moment before its snapshot is taken: then the next look sees both. More looks would wait for a snapshot that was refused. */
const LOOKS = 3

/** @param look one turn */
export async function readLatency(look: () => Promise<RawLatency | undefined>): Promise<LatencySnapshot | undefined> {
  for (let looks = 1; ; looks++) {
    const raw = await look()
    if (!raw) return undefined
    const snapshot = await printSnapshot(raw)
    const isCurrent = raw.state.maxLatency?.ns === raw.max.ns
    if ((isCurrent && snapshot.section) || looks === LOOKS) return snapshot
  }
}

/** The lines of the snapshot in ftrace's latency format. */
export function latencyText(snapshot: LatencySnapshot, marks: DelayMarks, making: Making): Promise<Blob> {
  const { tracer, max, cpus, events, written, section } = snapshot
  if (!section) return Promise.resolve(new Blob([], { type: 'text/plain' }))
  const trace = {
    // ftrace's name of the one that measures wakeups
    tracer: tracer === 'sched' ? 'wakeup' : tracer,
    release: 'ringside',
    latencyNs: max.ns,
    cpu: max.cpu,
    cpus,
    written,
    marks,
    ...section,
  }
  return makeText(formatLatency(events, trace), making, () => 0)
}

async function printSnapshot({ types, tracer, max, state, events: delivered }: RawLatency): Promise<LatencySnapshot> {
  const events = await collect(printedEvents(delivered, types))
  const overrun = state.cpus.reduce((sum, { snapshot }) => sum + (snapshot?.overrun ?? 0), 0)
  const written = events.length + overrun
  return { tracer, max, cpus: state.cpus.length, events, written, section: findSection(events, max, tracer) }
}

/** few enough to be printed without a pause that one would see */
const EVENTS_PER_PIECE = 2048

async function collect(events: Iterable<PrintedEvent>): Promise<PrintedEvent[]> {
  const all: PrintedEvent[] = []
  for (const event of events) {
    all.push(event)
    if (all.length % EVENTS_PER_PIECE === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  return all
}
