/** The threads of one case, in Node or in a page. */
import type { AnyCase } from './bench-group.ts'
import type { Job } from './case-thread.ts'

/** A worker that runs `CaseThread`: it takes a job first, and answers every message after that with how long its turn took. */
export interface Thread {
  post(message: unknown, transfer: readonly MessagePort[]): void
  /** its next message @throws what it threw */
  next(): Promise<unknown>
  end(): void
}

export class Team {
  private constructor(
    private readonly per: number,
    private readonly threads: readonly Thread[],
  ) {}

  static async gather(one: AnyCase, boot: () => Promise<Thread>): Promise<Team> {
    const threads = await Promise.all(Array.from({ length: 'threads' in one ? one.threads.length : 1 }, boot))
    const memory = 'share' in one ? one.share() : new SharedArrayBuffer(0)
    const gate = new SharedArrayBuffer(4)
    const { port1, port2 } = new MessageChannel()
    for (const [thread, { post }] of threads.entries()) {
      const port = thread === 0 ? port1 : port2
      post({ name: one.name, thread, memory, gate, port } satisfies Job, [port])
    }
    await Promise.all(threads.map(({ next }) => next())) // set up
    return new Team(one.per, threads)
  }

  /** @returns nanoseconds of an operation */
  async turn(): Promise<number> {
    for (const { post } of this.threads) post('turn', [])
    const times = await Promise.all(this.threads.map(({ next }) => next()))
    return Math.max(...(times as number[])) / this.per
  }

  end(): void {
    for (const { end } of this.threads) end()
  }
}
