import { Worker } from 'node:worker_threads'
import type { Point } from '../../ring/probe.ts'
import type { SpawnWorker, WorkerKind, WorkerPort } from '../worker-port.ts'

/** Where a thread is to die, or to stay for ever without a word: at the n-th hit of a probe point. */
export interface Fault {
  readonly point: Point
  readonly hit: number
  readonly stays?: true
}

export interface ThreadPlan {
  readonly kind: WorkerKind
  readonly fault?: Fault
}

/** Node's threads, for tests of the machine without a browser. @param faults the first thread of that kind dies there; those after it live */
export function spawnNode(faults: Partial<Record<WorkerKind, Fault>> = {}): SpawnWorker {
  const left = { ...faults }
  return (kind) => {
    const fault = left[kind]
    delete left[kind]
    return start(fault ? { kind, fault } : { kind })
  }
}

/** The one thread in which a machine and all its actors run in turn. */
export function spawnInTurnNode(): WorkerPort {
  return start({ kind: 'in-turn' })
}

function start(plan: ThreadPlan | { kind: 'in-turn' }): WorkerPort {
  const worker = new Worker(new URL('./start-thread.mjs', import.meta.url), { workerData: plan })
  return {
    post: (message, moved = []) => worker.postMessage(message, moved),
    onMessage: (listener) => worker.on('message', listener),
    onError: (listener) => worker.on('error', (error: Error) => listener(error.message)),
    terminate: () => void worker.terminate(),
  }
}
