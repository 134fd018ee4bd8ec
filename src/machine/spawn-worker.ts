import type { WorkerKind, WorkerPort } from './worker-port.ts'

/** The browser's threads. The URLs stand here as literals, because the bundler looks for exactly that. */
export function spawnWorker(kind: WorkerKind): WorkerPort {
  return portOf(
    kind === 'cpu'
      ? new Worker(new URL('../cpu/cpu.worker.ts', import.meta.url), { type: 'module' })
      : new Worker(new URL('../reader/reader.worker.ts', import.meta.url), { type: 'module' }),
  )
}

/** The one thread in which a machine and all its actors run in turn. */
export function spawnInTurn(): WorkerPort {
  return portOf(new Worker(new URL('./in-turn/in-turn.worker.ts', import.meta.url), { type: 'module' }))
}

function portOf(worker: Worker): WorkerPort {
  return {
    post: (message, moved = []) => worker.postMessage(message, moved),
    onMessage: (listener) => worker.addEventListener('message', (event) => listener(event.data)),
    onError: (listener) =>
      worker.addEventListener('error', (event) => listener(event.message || 'the worker could not be loaded')),
    terminate: () => worker.terminate(),
  }
}
