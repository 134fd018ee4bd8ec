/**
 * Which stretch of time a latency tracer measured, found in the snapshot that it took at the maximum: the last event of the maximum's CPU is
 * the one that ended it. Where that is another event, the snapshot is not of this maximum.
 *
 *   irqsoff   irqs_off … irqs_on latency=N ns                         and nothing else
 *   sched     … sched_wakeup pid=N … sched_switch … next_pid=N        and what the other CPUs did
 */
import type { LatencyTrace } from '../trace-files/latency-format.ts'
import type { PrintedEvent } from '../trace-files/printed-event.ts'

/** those that search for the largest latency */
export type LatencyTracer = 'irqsoff' | 'sched'

export type LatencySection = Pick<LatencyTrace, 'startTs' | 'task' | 'pid' | 'section'>

/** where it is not known: its first events were overwritten, or consumed before the snapshot */
const UNKNOWN = 'unknown'

/**
 * @param events of the snapshot, merged
 * @param max the maximum that the snapshot should be of; its latency is modelled, in ns
 * @returns undefined: the snapshot is another one
 */
export function findSection(
  events: readonly PrintedEvent[],
  max: { readonly ns: number; readonly cpu: number },
  tracer: LatencyTracer,
): LatencySection | undefined {
  const own = events.filter(({ cpu }) => cpu === max.cpu)
  const last = own.at(-1)
  if (!last) return undefined
  return tracer === 'irqsoff' ? irqsOffSection(own, last, max.ns) : wakeupSection(own, last)
}

const IRQS_ON = /^caller=(.*) parent=.* latency=(\d+) ns$/
const IRQS_OFF = /^caller=(.*) parent=/

function irqsOffSection(own: readonly PrintedEvent[], last: PrintedEvent, ns: number): LatencySection | undefined {
  const [, endedAt, latency] = (last.name === 'irqs_on' && IRQS_ON.exec(last.text)) || []
  if (endedAt === undefined || Number(latency) !== ns) return undefined
  const first = own[0] ?? last
  const [, startedAt = UNKNOWN] = (first.name === 'irqs_off' && IRQS_OFF.exec(first.text)) || []
  const { ts, task, pid } = first
  return { startTs: ts, task, pid, section: { startedAt, endedAt } }
}

const SWITCH = / ==> next_comm=(.*) next_pid=(\d+) next_prio=/
const WAKEUP = /^comm=.* pid=(\d+) prio=/

/** ftrace's wakeup tracer names the task that waited. */
function wakeupSection(own: readonly PrintedEvent[], last: PrintedEvent): LatencySection | undefined {
  const [, task, pid] = (last.name === 'sched_switch' && SWITCH.exec(last.text)) || []
  if (task === undefined) return undefined
  const wakesIt = ({ name, text }: PrintedEvent): boolean => name === 'sched_wakeup' && WAKEUP.exec(text)?.[1] === pid
  const { ts } = own.findLast(wakesIt) ?? own[0] ?? last
  return { startTs: ts, task, pid: Number(pid) }
}
