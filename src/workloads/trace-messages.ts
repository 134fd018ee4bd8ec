/** Between the main thread and the thread that reads a trace file. */
import type { ParsedTrace } from '../trace-files/parsed-trace.ts'
import type { TraceSummary } from '../trace-files/trace-summary.ts'
import type { CompiledTrace } from './compiled-trace.ts'

export interface TraceRequest {
  readonly file: Blob
  readonly id: string
  readonly name: string
}

/** What a file has become. */
export interface OpenedTrace {
  readonly summary: TraceSummary
  /** lines that are neither header nor event */
  readonly unparsed: ParsedTrace['unparsed']
  readonly compiled: CompiledTrace
}

export type TraceResponse = ({ type: 'compiled' } & OpenedTrace) | { type: 'failed'; message: string }
