import type { Nanoseconds, ParsedTrace } from './parsed-trace.ts'

/** What is shown of a trace once it is opened (contracts.md). */
export interface TraceSummary {
  /** give it as `workload.source` */
  id: string
  name: string
  format: 'trace.dat' | 'ftrace-text'
  version?: number
  cpus: number
  events: number
  unparsed: number
  lost: number
  firstTs: Nanoseconds
  lastTs: Nanoseconds
  eventsPerCpu: number[]
}

export function summarizeFtraceText(trace: ParsedTrace, id: string, name: string): TraceSummary {
  return {
    id,
    name,
    format: 'ftrace-text',
    cpus: trace.cpus,
    events: trace.records.length,
    unparsed: trace.unparsed.count,
    lost: trace.lost,
    firstTs: trace.firstTs,
    lastTs: trace.lastTs,
    eventsPerCpu: [...trace.eventsPerCpu],
  }
}
