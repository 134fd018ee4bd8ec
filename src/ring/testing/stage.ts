/**
 * A CPU and a reader on one ring, each a real thread that goes on only when it is told to, and only to the point it is told: any interleaving can
 * be played by hand. An actor that waits for a lock stands at `LockWaited`: its turn passes, and it goes on when the lock is free.
 */
import { FIRST_READER } from '../slot-lock.ts'
import { Point } from '../probe.ts'
import type { PointName } from '../probe.ts'
import { actorWords } from './actor-words.ts'
import { Does, Gate, GATE_BYTES, Stands } from './stage-gate.ts'
import type { Task } from './stage-gate.ts'
import type { StageMessage } from './stage-thread.ts'
import { TestRing } from './test-ring.ts'
import type { SeenEvent, TestRingOptions } from './test-ring.ts'
import { TestThread } from './test-thread.ts'

class Actor {
  readonly gate = new Gate(new SharedArrayBuffer(GATE_BYTES))
  begun = 0
  private readonly queue: Task[] = []
  constructor(readonly thread: TestThread<StageMessage>) {}

  get standsStill(): boolean {
    return this.gate.stands === Stands.idle || this.gate.stands === Stands.crashed
  }
  get isDone(): boolean {
    return this.gate.stands === Stands.crashed || (this.gate.stands === Stands.idle && this.queue.length === 0)
  }
  get waits(): boolean {
    return this.gate.stands === Stands.parked && this.gate.point === Point.LockWaited
  }

  /** @param point where it shall stop; undefined: at the end. Where the actor waits for a lock, this is done after what it waits with. */
  do(task: Task, point?: PointName): void {
    this.finish()
    if (this.standsStill) this.begin(task, point)
    else this.queue.push(task)
  }
  /** Goes on to the point, or until it waits, or to the end. */
  goOn(point?: PointName): void {
    while (!this.standsStill && !this.waits && (point === undefined || this.gate.point !== Point[point]))
      this.gate.release()
  }
  /** To the end of all that it has to do, or until it waits. */
  finish(): void {
    if (this.waits) this.gate.release()
    this.goOn()
    while (this.gate.stands === Stands.idle) {
      const task = this.queue.shift()
      if (!task) return
      this.begin(task)
    }
  }
  private begin(task: Task, point?: PointName): void {
    this.begun++
    this.gate.give(task)
    this.goOn(point)
  }
}

/** How a schedule ended. */
export interface Played {
  /** in the order in which the reader gave them */
  events: SeenEvent[]
  /** the same, call by call: an empty one found none */
  answers: SeenEvent[][]
  outcomes: string[]
  bugs: string[]
  ring: TestRing
}

export class Stage {
  private constructor(
    readonly ring: TestRing,
    private readonly cpu: Actor,
    private readonly reader: Actor,
  ) {}

  static async set(options: TestRingOptions): Promise<Stage> {
    const actors = actorWords()
    const ring = new TestRing({ ...options, actors })
    const [cpu, reader] = await Promise.all([bootActor(ring, actors), bootActor(ring, actors)])
    return new Stage(ring, cpu, reader)
  }

  /** CPU 0 writes an event whose bytes and stamp are `first`. @param to the point at which it stops */
  write(first: number, length: number, to?: PointName): void {
    this.cpu.do({ does: Does.write, first, length }, to)
  }
  consume(to?: PointName): void {
    this.reader.do({ does: Does.consume }, to)
  }
  snapshot(): void {
    this.reader.do({ does: Does.snapshot })
  }
  disable(): void {
    this.reader.do({ does: Does.disable })
  }
  cpuGoesOn(to?: PointName): void {
    this.cpu.goOn(to)
  }
  readerGoesOn(to?: PointName): void {
    this.reader.goOn(to)
  }

  /** Both come to their end, whoever waits when the other has released the lock; then the reader takes what is left, at most `most` events. */
  async end(most = 20): Promise<Played> {
    while (!this.cpu.isDone || !this.reader.isDone) for (const actor of [this.cpu, this.reader]) actor.finish()
    for (let left = most; left > 0 && this.reader.gate.stands === Stands.idle; left--) this.consume()
    const played: Played = { events: [], answers: [], outcomes: [], bugs: [], ring: this.ring }
    for (const { thread, begun } of [this.cpu, this.reader]) {
      for (let task = 0; task < begun; task++) note(played, await thread.next()) // a crashed actor has said so in its last
      await thread.terminate()
    }
    return played
  }
}

function note(played: Played, message: StageMessage): void {
  if ('events' in message) {
    played.events.push(...message.events)
    played.answers.push(message.events)
  } else if ('bug' in message) played.bugs.push(message.bug)
  else played.outcomes.push(message.outcome)
}

async function bootActor(ring: TestRing, actors: ReturnType<typeof actorWords>): Promise<Actor> {
  const actor = new Actor(await TestThread.boot<StageMessage>('stage-thread.ts'))
  const { arena, options } = ring.buffer
  const shared = { memory: arena.buffer, options, actors: actors.memory }
  actor.thread.start({ ...shared, reader: FIRST_READER, gate: actor.gate.memory })
  return actor
}
