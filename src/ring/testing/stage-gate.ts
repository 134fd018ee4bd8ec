/** The words through which a stage and one of its actors meet: what the actor is to do, where it stands, when it may go on. */
import { untilChanged } from './until-changed.ts'

/** an actor that is `running` moves on by itself to one of the others */
export const Stands = { idle: 0, running: 1, parked: 2, crashed: 3 } as const
export const Does = { write: 0, consume: 1, snapshot: 2, disable: 3, iterate: 4 } as const

const Word = { stands: 0, point: 1, does: 2, first: 3, length: 4 } as const
export const GATE_BYTES = 64

export interface Task {
  does: number
  /** of a write: the byte of which its body is, and how many */
  first?: number
  length?: number
}

export class Gate {
  private readonly words: Int32Array

  constructor(readonly memory: SharedArrayBuffer) {
    this.words = new Int32Array(memory)
  }

  get stands(): number {
    return Atomics.load(this.words, Word.stands)
  }
  get point(): number {
    return this.words[Word.point] as number
  }
  get task(): Required<Task> {
    const [, , does = 0, first = 0, length = 0] = this.words
    return { does, first, length }
  }

  // ---- the stage's side; each returns when the actor stands again
  give({ does, first = 0, length = 0 }: Task): void {
    this.words.set([does, first, length], Word.does)
    this.release()
  }
  release(): void {
    this.stand(Stands.running)
    untilChanged(this.words, Word.stands, Stands.running)
  }

  // ---- the actor's side
  awaitTask(): void {
    untilChanged(this.words, Word.stands, Stands.idle)
  }
  park(point: number): void {
    this.words[Word.point] = point
    this.stand(Stands.parked)
    untilChanged(this.words, Word.stands, Stands.parked)
  }
  stand(how: number): void {
    Atomics.store(this.words, Word.stands, how)
    Atomics.notify(this.words, Word.stands)
  }
}
