import { eventLines } from './event-lines.ts'
import { formatFtraceLine } from './format-ftrace.ts'
import type { StampStyle } from './ftrace-stamp.ts'
import { UNKNOWN_FLAGS, type CpuLoss, type PrintedEvent } from './printed-event.ts'

/** What the header of the kernel's `trace` says (Documentation/trace/ftrace.rst). */
export interface PlainTrace {
  /** nop: none, events alone */
  readonly tracer: string
  /** events in the buffer now, and with those that were overwritten, over all CPUs */
  readonly entries: number
  readonly written: number
  readonly cpus: number
  /** the kernel's option irq-info: a column for the flags. The event of 2008 has none; without the column nothing is made up */
  readonly irqInfo: boolean
  readonly stamp: StampStyle
  readonly lostAtEnd?: readonly CpuLoss[]
}

const COLUMNS_WITH_FLAGS = [
  '#                                _-----=> irqs-off/BH-disabled',
  '#                               / _----=> need-resched',
  '#                              | / _---=> hardirq/softirq',
  '#                              || / _--=> preempt-depth',
  '#                              ||| / _-=> migrate-disable',
  '#                              |||| /     delay',
  '#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION',
  '#              | |         |   |||||     |         |',
]
const COLUMNS = [
  '#           TASK-PID     CPU#     TIMESTAMP  FUNCTION',
  '#              | |         |         |         |',
]

/** The lines of ftrace's plain format, as `cat trace` prints it. @param events merged */
export function* formatPlain(events: Iterable<PrintedEvent>, trace: PlainTrace): Generator<string> {
  const { tracer, entries, written, cpus, irqInfo, stamp, lostAtEnd = [] } = trace
  yield `# tracer: ${tracer}`
  yield '#'
  yield `# entries-in-buffer/entries-written: ${entries}/${written}   #P:${cpus}`
  yield '#'
  yield* irqInfo ? COLUMNS_WITH_FLAGS : COLUMNS
  yield* eventLines(events, {
    style: 'kernel',
    markStarts: written > entries,
    lostAtEnd,
    lineOf: (event) => {
      const flags = irqInfo ? event.flags || UNKNOWN_FLAGS : ''
      return formatFtraceLine({ ...event, flags }, { style: 'kernel', stamp })
    },
  })
}
