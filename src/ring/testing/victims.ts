/** Threads to be killed. Booting one takes longer than all else, so some are kept ready. */
import type { actorWords } from './actor-words.ts'
import type { KillTask } from './kill-tasks.ts'
import type { TestRing } from './test-ring.ts'
import { Announced } from './victim-thread.ts'
import type { VictimJob } from './victim-thread.ts'
import { TestThread } from './test-thread.ts'
import { untilChanged } from './until-changed.ts'

const READY = 4

interface Kill {
  ring: TestRing
  actors: ReturnType<typeof actorWords>
  actor: number
  task: KillTask
  stop: VictimJob['stop']
}

export class Victims {
  private readonly ready: Promise<TestThread<never>>[] = []
  private readonly waiting: TestThread<never>[] = []

  constructor() {
    for (let count = 0; count < READY; count++) this.boot()
  }

  /** Lets an actor do something until it stops where it shall, ends its thread there, and marks it dead. */
  async kill({ ring, actors, actor, task, stop }: Kill): Promise<void> {
    const word = new Int32Array(new SharedArrayBuffer(4))
    const thread = await this.start(jobOf({ ring, actors, actor, task, stop }, word.buffer))
    untilChanged(word, 0, Announced.nothing)
    const announced = Atomics.load(word, 0)
    await thread.terminate()
    if (announced !== Announced.stopped)
      throw new Error(`the victim should have stopped at ${stop?.point}, hit ${stop?.hit}`)
    Atomics.store(actors.dead, actor, 1)
  }

  /** Lets an actor wait for a lock whose holder is dead, until it says so. */
  async letWait({ ring, actors, actor, task }: Omit<Kill, 'stop'>): Promise<void> {
    const job = jobOf({ ring, actors, actor, task, stop: undefined }, new SharedArrayBuffer(4))
    this.waiting.push(await this.start(job))
    untilChanged(actors.waitsFor, actor, 0)
  }

  async end(): Promise<void> {
    const threads = [...this.waiting, ...(await Promise.all(this.ready))]
    await Promise.all(threads.map((thread) => thread.terminate()))
  }

  private async start(job: VictimJob): Promise<TestThread<never>> {
    const thread = (await this.ready.shift()) as TestThread<never>
    this.boot()
    thread.start(job)
    return thread
  }

  private boot(): void {
    this.ready.push(TestThread.boot('victim-thread.ts'))
  }
}

function jobOf({ ring, actors, actor, task, stop }: Kill, word: SharedArrayBuffer): VictimJob {
  const { arena, options } = ring.buffer
  return { memory: arena.buffer as SharedArrayBuffer, options, actors: actors.memory, reader: actor, task, stop, word }
}
