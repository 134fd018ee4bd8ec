/** Reads and compiles a trace file away from the main thread. Wiring only. */
import { BUILT_IN_EVENTS, EventTypes } from '../events/event-types.ts'
import { parseFtraceText } from '../trace-files/ftrace-text.ts'
import { summarizeFtraceText } from '../trace-files/trace-summary.ts'
import { compileTrace } from './compile-trace.ts'
import type { TraceRequest, TraceResponse } from './trace-messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope // the worker project's lib types `self` as any worker's
const post = (response: TraceResponse): void => scope.postMessage(response)

scope.onmessage = async ({ data: { file, id, name } }: MessageEvent<TraceRequest>) => {
  try {
    const trace = parseFtraceText(await file.text())
    const compiled = compileTrace(trace, new EventTypes(BUILT_IN_EVENTS))
    post({ type: 'compiled', summary: summarizeFtraceText(trace, id, name), unparsed: trace.unparsed, compiled })
  } catch (error) {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}
