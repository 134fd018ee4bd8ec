/** What threads share that write flat out until somebody says stop, each in its own ring, and whoever watches or reads them. */
import { CounterClock } from '../../clock/counter-clock.ts'
import { Arena } from '../arena.ts'
import { allocateRfcBuffer, RfcBuffer } from '../rfc/buffer.ts'
import type { RfcOptions } from '../rfc/buffer.ts'
import { SlotLocks } from '../slot-lock.ts'
import { actorWords } from './actor-words.ts'

/** As it is sent to each thread. */
export interface FlatOutMemory {
  options: RfcOptions
  ring: SharedArrayBuffer
  actors: SharedArrayBuffer
  control: SharedArrayBuffer
}

/** Words of `control`; the clock has its own cache line. */
const Control = { stop: 0, rested: 1, clock: 32 } as const
const CONTROL_WORDS = 64

export function allocateFlatOut(options: RfcOptions): FlatOutMemory {
  return {
    options,
    ring: allocateRfcBuffer(options, true).arena.buffer as SharedArrayBuffer,
    actors: actorWords().memory,
    control: new SharedArrayBuffer(CONTROL_WORDS * 4),
  }
}

export class FlatOut {
  readonly buffer: RfcBuffer
  readonly clock: CounterClock
  private readonly actors: ReturnType<typeof actorWords>
  private readonly control: Int32Array

  constructor(memory: FlatOutMemory) {
    this.buffer = new RfcBuffer(new Arena(memory.ring), memory.options)
    this.actors = actorWords(memory.actors)
    this.control = new Int32Array(memory.control)
    this.clock = new CounterClock(this.control, Control.clock)
  }

  locksOf(actor: number): SlotLocks {
    return new SlotLocks(this.buffer.i32, this.actors, actor)
  }

  get isStopped(): boolean {
    return Atomics.load(this.control, Control.stop) !== 0
  }
  stop(): void {
    Atomics.store(this.control, Control.stop, 1)
    Atomics.notify(this.control, Control.stop)
  }
  /** Not longer than 1 ms, and not behind `stop`: whoever is refused again and again lets the others work. */
  letOthersWork(): void {
    Atomics.wait(this.control, Control.stop, 0, 1)
  }
  /** This writer writes no more. */
  rest(): void {
    Atomics.add(this.control, Control.rested, 1)
    Atomics.notify(this.control, Control.rested)
  }
  awaitRested(writers: number): void {
    for (let rested = 0; rested < writers; rested = Atomics.load(this.control, Control.rested))
      Atomics.wait(this.control, Control.rested, rested)
  }
}
