import type { OpenedTrace, TraceRequest, TraceResponse } from '../workloads/trace-messages.ts'
import { RingsideError } from './ringside-error.ts'

/**
 * Reads a trace file and makes it ready for replay, in a thread of its own: a large file takes seconds.
 * @throws RingsideError bad-file, with what is wrong with it
 */
export function compileTraceFile(file: Blob, id: string, name: string): Promise<OpenedTrace> {
  const worker = new Worker(new URL('../workloads/trace.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<OpenedTrace>((resolve, reject) => {
    const fail = (message: string): void => reject(new RingsideError('bad-file', `${name}: ${message}`))
    worker.onmessage = ({ data }: MessageEvent<TraceResponse>) =>
      data.type === 'compiled' ? resolve(data) : fail(data.message)
    worker.onerror = ({ message }) => fail(message || 'the thread that reads files did not start')
    worker.postMessage({ file, id, name } satisfies TraceRequest)
  }).finally(() => worker.terminate())
}
