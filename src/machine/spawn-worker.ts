import type { WorkerKind, WorkerPort } from './worker-port.ts'

/** The browser's threads. The URLs stand here as literals, because the bundler looks for exactly that. */
export function spawnWorker(kind: WorkerKind): WorkerPort {
  const worker =
    kind === 'cpu'
      ? new Worker(new URL('../cpu/cpu.worker.ts', import.meta.url), { type: 'module' })
      : new Worker(new URL('../reader/reader.worker.ts', import.meta.url), { type: 'module' })
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.addEventListener('message', (event) => listener(event.data)),
    onError: (listener) =>
      worker.addEventListener('error', (event) => listener(event.message || 'the worker could not be loaded')),
    terminate: () => worker.terminate(),
  }
}
