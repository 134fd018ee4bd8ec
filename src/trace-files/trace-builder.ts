import {
  MAX_TRACE_CPUS,
  type LossMark,
  type Nanoseconds,
  type ParsedTrace,
  type TraceRecord,
  type UnparsedLine,
} from './parsed-trace.ts'

/** enough to see what kind of line it was that could not be read; the count is exact */
const MAX_SAMPLES = 100
const MAX_SAMPLE_CHARS = 200

/** A record whose text may still grow: a stack trace is continued by the lines after it. */
type GrowingRecord = { -readonly [Key in keyof TraceRecord]: TraceRecord[Key] }

/** Gathers a `ParsedTrace` while a file is read from its beginning to its end. */
export class TraceBuilder {
  tracer = ''
  overwritten = 0
  lines = 0
  headerLines = 0
  emptyLines = 0
  readonly records: GrowingRecord[] = []
  private cpus = 0
  private firstTs: Nanoseconds = Infinity
  private lastTs: Nanoseconds = -Infinity
  private readonly eventsPerCpu: number[] = []
  private readonly losses: LossMark[] = []
  private unparsedCount = 0
  private readonly samples: UnparsedLine[] = []

  /** the first lines that could not be read, for the sentence that says so */
  get firstUnparsed(): UnparsedLine | undefined {
    return this.samples[0]
  }

  addEvent(record: TraceRecord): void {
    this.records.push(record)
    this.firstTs = Math.min(this.firstTs, record.ts)
    this.lastTs = Math.max(this.lastTs, record.ts)
    this.haveCpus(record.cpu + 1)
    this.eventsPerCpu[record.cpu] = (this.eventsPerCpu[record.cpu] ?? 0) + 1
  }

  /** The trace has at least this many CPUs. A number beyond any machine's is taken for damage and ignored. */
  haveCpus(cpus: number): void {
    if (cpus > MAX_TRACE_CPUS) return
    while (this.eventsPerCpu.length < cpus) this.eventsPerCpu.push(0)
    this.cpus = Math.max(this.cpus, cpus)
  }

  addMark(kind: LossMark['kind'], cpu: number, count: number | undefined): void {
    this.haveCpus(cpu + 1)
    this.losses.push({ kind, cpu, count, before: this.records.length, line: this.lines })
  }

  addUnparsed(text: string): void {
    this.unparsedCount++
    if (this.samples.length < MAX_SAMPLES)
      this.samples.push({ line: this.lines, text: text.slice(0, MAX_SAMPLE_CHARS) })
  }

  /** The caller has made sure that there is an event. */
  finish(originSeconds: number): ParsedTrace {
    return {
      tracer: this.tracer,
      cpus: this.cpus,
      originSeconds,
      records: this.records,
      firstTs: this.firstTs,
      lastTs: this.lastTs,
      eventsPerCpu: this.eventsPerCpu,
      losses: this.losses,
      lost: this.losses.reduce((sum, loss) => sum + (loss.count ?? 0), 0),
      overwritten: this.overwritten,
      unparsed: { count: this.unparsedCount, samples: this.samples },
      lines: this.lines,
      headerLines: this.headerLines,
      emptyLines: this.emptyLines,
    }
  }
}
