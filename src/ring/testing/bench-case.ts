/** What a benchmark measures; `src/bench` runs each case in threads of its own, in Node and in Chromium. */
export interface BenchCase {
  readonly name: string
  /** operations per call; so many that a call takes 0.1 ms at least */
  readonly per: number
  /** Called once, in the thread that measures. @returns what is timed, again and again */
  setUp(): () => void
}

/** A case of several threads at once over one memory. A call is timed from when all are ready until the last has ended. */
export interface ThreadsCase {
  readonly name: string
  /** operations per call, of all threads together */
  readonly per: number
  /** Called once, by the thread that starts the others. @returns what they share */
  share(): SharedArrayBuffer
  /** by thread, what it does; `port` leads to the other where there are two */
  readonly threads: readonly ((memory: SharedArrayBuffer, port: MessagePort) => () => void | Promise<void>)[]
}
