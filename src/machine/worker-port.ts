import type { ActorPlace } from '../control/actor-place.ts'

/** A thread as the machine sees it, in a browser or in Node. */
export interface WorkerPort {
  /** @param moved memory that goes over and is not copied */
  post(message: unknown, moved?: ArrayBuffer[]): void
  onMessage(listener: (message: unknown) => void): void
  /** the thread could not be loaded, or ended on an error */
  onError(listener: (message: string) => void): void
  terminate(): void
}

export type WorkerKind = 'cpu' | 'reader'
export type SpawnWorker = (kind: WorkerKind) => WorkerPort

/** Where the actors of a machine run, and who brings them there. */
export interface ActorHost extends ActorPlace {
  readonly spawn: SpawnWorker
}
