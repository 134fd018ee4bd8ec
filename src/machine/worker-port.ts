/** A thread as the machine sees it, in a browser or in Node. */
export interface WorkerPort {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** the thread could not be loaded, or ended on an error */
  onError(listener: (message: string) => void): void
  terminate(): void
}

export type WorkerKind = 'cpu' | 'reader'
export type SpawnWorker = (kind: WorkerKind) => WorkerPort
