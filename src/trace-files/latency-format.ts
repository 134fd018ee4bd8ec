import { delayMarks, type DelayMarks } from './delay-marks.ts'
import { eventLines } from './event-lines.ts'
import { formatNamedText, inOneLine } from './format-ftrace.ts'
import { nsToUs } from './ftrace-stamp.ts'
import type { Nanoseconds } from './parsed-trace.ts'
import { UNKNOWN_FLAGS, type PrintedEvent } from './printed-event.ts'

/** A maximum that a latency tracer has found, and how its snapshot is to be printed. */
export interface LatencyTrace {
  readonly tracer: string
  /** what the header says that it ran on */
  readonly release: string
  readonly latencyNs: Nanoseconds
  /** where the section begins: the lines count their microseconds from here */
  readonly startTs: Nanoseconds
  readonly cpu: number
  readonly task: string
  readonly pid: number
  /** the functions in which the section began and ended; undefined: the tracer has none (wakeup) */
  readonly section?: { readonly startedAt: string; readonly endedAt: string }
  /** events in the snapshot's rings, with those that were overwritten there */
  readonly written: number
  readonly cpus: number
  readonly marks: DelayMarks
}

/** The kernel has the CPU's number stand above its digit, and a bar above each flag. */
const COLUMNS = [
  '#                    _------=> CPU#',
  '#                   / _-----=> irqs-off/BH-disabled',
  '#                  | / _----=> need-resched',
  '#                  || / _---=> hardirq/softirq',
  '#                  ||| / _--=> preempt-depth',
  '#                  |||| / _-=> migrate-disable',
  '#                  ||||| /     delay',
  '#  cmd     pid     |||||| time  |   caller',
  '#     \\   /        ||||||  \\    |    /',
]

/**
 * The lines of ftrace's latency format (Documentation/trace/ftrace.rst), without the blanks that the kernel's header has at line ends.
 * @param events of the snapshot, merged; stamps in nanoseconds: a clock that counts has no latency
 */
export function* formatLatency(events: readonly PrintedEvent[], trace: LatencyTrace): Generator<string> {
  const marks = delayMarks(events, trace.marks)
  yield* headerLines(trace, events.length)
  yield* eventLines(events, {
    style: 'kernel',
    markStarts: trace.written > events.length,
    lostAtEnd: [],
    lineOf: (event, index) => latencyLine(event, event.ts - trace.startTs, marks[index] ?? ' '),
  })
}

/** The latency is cut to whole microseconds, as the kernel cuts it in the header; stamps and delays are rounded. */
function* headerLines(trace: LatencyTrace, entries: number): Generator<string> {
  const { tracer, release, latencyNs, written, cpu, cpus, task, pid, section } = trace
  yield `# tracer: ${tracer}`
  yield '#'
  yield `# ${tracer} latency trace v1.1.5 on ${release}`
  yield `# ${'-'.repeat(68)}`
  const modes = `M:preempt VP:0, KP:0, SP:0 HP:0 #P:${cpus}`
  yield `# latency: ${Math.trunc(latencyNs / 1000)} us, #${entries}/${written}, CPU#${cpu} | (${modes})`
  yield '#    -----------------'
  yield `#    | task: ${inOneLine(task.slice(0, 16))}-${pid} (uid:0 nice:0 policy:0 rt_prio:0)`
  yield '#    -----------------'
  if (section) {
    yield `#  => started at: ${section.startedAt}`
    yield `#  => ended at:   ${section.endedAt}`
    yield '#'
  }
  yield '#'
  yield* COLUMNS
}

/** `%8.8s-%-7d %3d` flags ` %4lldus%c: ` name and text */
function latencyLine(event: PrintedEvent, sinceStartNs: Nanoseconds, mark: string): string {
  const task = inOneLine(event.task.slice(0, 8)).padStart(8)
  const pid = String(event.pid).padEnd(7)
  const cpu = String(event.cpu).padStart(3)
  const time = String(nsToUs(sinceStartNs)).padStart(4)
  return `${task}-${pid} ${cpu}${event.flags || UNKNOWN_FLAGS} ${time}us${mark}: ${formatNamedText(event, 'kernel')}`
}
