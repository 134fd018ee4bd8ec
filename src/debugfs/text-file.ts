/** Unread events as text: the file `text`, and the export. Both are made a line at a time, so that who makes them can pause. */
import { TaskOf } from '../events/task-of.ts'
import type { EventTypes } from '../events/event-types.ts'
import { exportFtraceText } from '../trace-files/export-ftrace.ts'
import { formatPlain } from '../trace-files/plain-format.ts'
import type { PrintedEvent } from '../trace-files/printed-event.ts'
import type { UnreadCounts } from './unread.ts'

/** An event as a reader delivers it; its body with the rounding. */
export interface DeliveredEvent {
  readonly cpu: number
  readonly ts: number
  readonly type: number
  readonly body: Uint8Array
  readonly lostBefore: number
}

export interface TextOptions {
  readonly types: EventTypes
  /** the clock numbers events instead of telling the time */
  readonly counts: boolean
}

/** `buffers/<name>/text`: ftrace's plain format. It has no column of flags, since the event of 2008 has none. */
export function textFile(
  events: Iterable<DeliveredEvent>,
  { cpus, entries, overruns, lostAtEnd }: UnreadCounts,
  { types, counts }: TextOptions,
): Generator<string> {
  const stamp = counts ? 'count' : 'us'
  const written = entries + overruns
  const header = { tracer: 'nop', entries, written, cpus, irqInfo: false, stamp, lostAtEnd } as const
  return formatPlain(printedEvents(events, types), header)
}

/** What `trace-cmd report -t` would print. Stamps are whole, so that it can be read back as it was. */
export function exportFile(
  events: Iterable<DeliveredEvent>,
  { cpus, lostAtEnd }: UnreadCounts,
  { types, counts }: TextOptions,
): Generator<string> {
  return exportFtraceText(printedEvents(events, types), { cpus, lostAtEnd, stamp: counts ? 'count' : 'ns' })
}

/** ftrace's word for an event that prints no name: the text of an unregistered type says its number itself */
const UNNAMED = 'unnamed'

/** Delivered events as text shows them; of each CPU in its order, since its switches tell the tasks. */
export function* printedEvents(events: Iterable<DeliveredEvent>, types: EventTypes): Generator<PrintedEvent> {
  const tasks = new TaskOf(types)
  for (const { cpu, ts, type, body, lostBefore } of events) {
    const payload = types.trim(type, body)
    const { task, pid } = tasks.take(cpu, type, payload, lostBefore)
    const name = types.get(type)?.name ?? UNNAMED
    yield { cpu, ts, task, pid, flags: '', name, text: types.format(type, payload), lostBefore }
  }
}
