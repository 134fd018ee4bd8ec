import { Worker } from 'node:worker_threads'
import type { WorkerKind, WorkerPort } from '../worker-port.ts'

/** Node's threads, for tests of the machine without a browser. */
export function spawnNode(kind: WorkerKind): WorkerPort {
  const worker = new Worker(new URL('./start-thread.mjs', import.meta.url), {
    workerData: kind,
  })
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', listener),
    onError: (listener) => worker.on('error', (error: Error) => listener(error.message)),
    terminate: () => void worker.terminate(),
  }
}
