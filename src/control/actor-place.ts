/** Where the actors of a machine run. */
export interface ActorPlace {
  /** true: in threads of their own over shared memory; false: in turn in one thread over plain memory */
  readonly shared: boolean
  /** a doorbell has been rung. Threads are woken by the word itself, in turn nobody sleeps on a word. */
  wake(): void
}

export const THREADS: ActorPlace = { shared: true, wake: () => {} }
