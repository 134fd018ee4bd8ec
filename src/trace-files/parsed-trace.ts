/**
 * What reading a trace file gives, whatever its format: the events in file order, and everything that was not an event, counted.
 */

/**
 * A time stamp in nanoseconds, counted from `ParsedTrace.originSeconds`; a plain count where the trace's clock counts events. Exact to
 * 2^53 (about 104 days), which is why very large stamps are given an origin.
 */
export type Nanoseconds = number

export interface TraceRecord {
  readonly cpu: number
  readonly ts: Nanoseconds
  /** the task's name as printed: `<idle>`, `<...>` where the kernel had forgotten it */
  readonly task: string
  readonly pid: number
  /** the column of irqs-off, need-resched, context, preempt depth; '' where the file has none */
  readonly flags: string
  readonly name: string
  /** what the event's print function printed; a stack trace has several lines */
  readonly text: string
}

/** A place where the file says that events are missing, or that a CPU's data begins. */
export interface LossMark {
  /** started: this CPU's oldest data begins here, later than the trace (`##### CPU 2 buffer started ####`) */
  readonly kind: 'lost' | 'started'
  readonly cpu: number
  /** undefined: the file does not say how many */
  readonly count: number | undefined
  /** index in `records` of the event that follows the mark; the number of records where none follows */
  readonly before: number
  /** line in the file, from 1; 0 where the format has no lines */
  readonly line: number
}

export interface UnparsedLine {
  readonly line: number
  /** the line's beginning */
  readonly text: string
}

export interface ParsedTrace {
  /** the tracer that the file names, '' where it names none */
  readonly tracer: string
  /** CPUs 0 … cpus - 1: as many as the file says, and enough for every event */
  readonly cpus: number
  /** whole seconds taken off every stamp: 0 unless the trace's clock is beyond 2^53 ns */
  readonly originSeconds: number
  /** in file order, which need not be that of the stamps */
  readonly records: readonly TraceRecord[]
  /** the smallest and the largest stamp */
  readonly firstTs: Nanoseconds
  readonly lastTs: Nanoseconds
  readonly eventsPerCpu: readonly number[]
  readonly losses: readonly LossMark[]
  /** sum of the counts that the losses give; losses of unknown size are only in `losses` */
  readonly lost: number
  /** events that the header says were overwritten before the file was read: they are older than all that it has, and not in `lost` */
  readonly overwritten: number
  /** lines that are neither header nor event: all counted, the first of them kept */
  readonly unparsed: { readonly count: number; readonly samples: readonly UnparsedLine[] }
  readonly lines: number
  readonly headerLines: number
  readonly emptyLines: number
}

/** A file that cannot be used as a trace, with a sentence that a person can act on. */
export class TraceFileError extends Error {
  override readonly name = 'TraceFileError'
  readonly code = 'bad-file'
}

/** Linux allows no more CPUs than this (NR_CPUS of the largest configurations), so a larger number is not a CPU. */
export const MAX_TRACE_CPUS = 8192
