/** One thread of one case: does its part again and again, when it is told to, and says how long it took. */
import { threadTime } from '../clock/thread-time.ts'
import type { AnyCase } from './bench-group.ts'
import { findCase } from './groups.ts'

export interface Job {
  readonly name: string
  /** which of the case's threads this is */
  readonly thread: number
  readonly memory: SharedArrayBuffer
  readonly port: MessagePort
  /** a word: how many threads have come to the start of a turn, of all turns so far */
  readonly gate: SharedArrayBuffer
}

/** so long that neither the clock's 5 µs nor the first call of a turn count */
const TURN_MS = 3

const { nowMs } = threadTime()

export class CaseThread {
  private readonly call: () => void | Promise<void>
  private readonly threads: number
  private readonly gate: Int32Array
  private turns = 0

  constructor(job: Job) {
    const one = findCase(job.name)
    this.call = setUp(one, job)
    this.threads = 'threads' in one ? one.threads.length : 1
    this.gate = new Int32Array(job.gate)
  }

  /** One call where other threads take part, else as many as fill the time. @returns nanoseconds of a call */
  async turn(): Promise<number> {
    this.waitForAll()
    const start = nowMs()
    let calls = 0
    do {
      const ending = this.call()
      if (ending) await ending
      calls++
    } while (this.threads === 1 && nowMs() - start < TURN_MS)
    return ((nowMs() - start) * 1e6) / calls
  }

  private waitForAll(): void {
    this.turns++
    Atomics.add(this.gate, 0, 1)
    while (Atomics.load(this.gate, 0) < this.turns * this.threads);
  }
}

function setUp(one: AnyCase, { thread, memory, port }: Job): () => void | Promise<void> {
  if ('setUp' in one) return one.setUp()
  const part = one.threads[thread]
  if (!part) throw new Error(`${one.name} has no thread ${thread}`)
  return part(memory, port)
}
