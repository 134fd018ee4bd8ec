/**
 * Writers flat out and one reader on a ring in shared memory. Time goes in rounds: the test starts one, the reader rests when it has consumed
 * its share, or when all writers rest and, in every other round, nothing is left; a writer rests when the reader does, or when its attempts are used up. Between two
 * rounds everything is looked at. The threads' logs lie outside the ring: what became of each attempt, how often each event was consumed.
 */
import { CounterClock } from '../../clock/counter-clock.ts'
import { Arena } from '../arena.ts'
import { allocateRfcBuffer, RfcBuffer } from '../rfc/buffer.ts'
import type { RfcOptions } from '../rfc/buffer.ts'
import { actorWords } from './actor-words.ts'

export interface HammerPlan {
  seed: number
  cpus: number
  overwrite: boolean
  /** bytes of a body: 20, 28 … up to this; all the same where it is 20 */
  longest: number
  /** what the reader may do besides consuming and iterating: reset, snapshot, turn overwrite on and off */
  chaos: boolean
  rounds: number
  attemptsPerRound: number
  readPerRound: number
}

/** What is shared, as it is sent to each thread. */
export interface HammerMemory {
  plan: HammerPlan
  options: RfcOptions
  ring: SharedArrayBuffer
  actors: SharedArrayBuffer
  control: SharedArrayBuffer
  /** per CPU a byte per attempt: an `Outcome` */
  logs: SharedArrayBuffer[]
  /** per CPU a byte per attempt: how often a consumer was given it */
  marks: SharedArrayBuffer[]
}

export const Outcome = { none: 0, committed: 1, disabled: 2, tooBig: 3, full: 4 } as const

/** Words of `control`; the clock has its own cache line. */
const Control = { round: 0, readerRests: 1, writersRest: 2, clock: 32 } as const
const CONTROL_WORDS = 64

export function allocateHammer(plan: HammerPlan): HammerMemory {
  const { cpus, overwrite, rounds, attemptsPerRound } = plan
  const options = { cpus, overwrite, pagesPerCpu: 4, pageSize: 512, snapshot: plan.chaos, asPosted: false }
  const perAttempt = (): SharedArrayBuffer[] =>
    Array.from({ length: cpus }, () => new SharedArrayBuffer(rounds * attemptsPerRound + 1))
  return {
    plan,
    options,
    ring: allocateRfcBuffer(options, true).arena.buffer as SharedArrayBuffer,
    actors: actorWords().memory,
    control: new SharedArrayBuffer(CONTROL_WORDS * 4),
    logs: perAttempt(),
    marks: perAttempt(),
  }
}

/** One thread's, or the test's, hold on the shared memory. */
export class Hammer {
  readonly plan: HammerPlan
  readonly buffer: RfcBuffer
  readonly actors: ReturnType<typeof actorWords>
  readonly clock: CounterClock
  private readonly control: Int32Array

  constructor(readonly memory: HammerMemory) {
    this.plan = memory.plan
    this.buffer = new RfcBuffer(new Arena(memory.ring), memory.options)
    this.actors = actorWords(memory.actors)
    this.control = new Int32Array(memory.control)
    this.clock = new CounterClock(this.control, Control.clock)
  }

  /** No stamp that was taken so far is above this one: the numbers drawn from the counter clock, which in a test stay below 2^31. */
  stampNow(): number {
    return Atomics.load(this.control, Control.clock)
  }

  /** sequence numbers begin at 1 */
  log(cpu: number): Uint8Array {
    return new Uint8Array(this.memory.logs[cpu] as SharedArrayBuffer)
  }
  marks(cpu: number): Uint8Array {
    return new Uint8Array(this.memory.marks[cpu] as SharedArrayBuffer)
  }

  startRound(round: number): void {
    Atomics.store(this.control, Control.round, round)
    Atomics.notify(this.control, Control.round)
  }
  awaitRound(round: number): void {
    for (let at = Atomics.load(this.control, Control.round); at < round; at = Atomics.load(this.control, Control.round))
      Atomics.wait(this.control, Control.round, at)
  }
  readerRests(round: number): void {
    Atomics.store(this.control, Control.readerRests, round)
    Atomics.notify(this.control, Control.readerRests)
  }
  /** Sleeps until the reader rests, but not longer than 1 ms: whoever is refused again and again lets the others work. */
  letOthersWork(round: number): void {
    Atomics.wait(this.control, Control.readerRests, round - 1, 1)
  }
  /** also for a CPU that is dead */
  writerRests(): void {
    Atomics.add(this.control, Control.writersRest, 1)
  }
  haveWritersRested(round: number): boolean {
    return Atomics.load(this.control, Control.writersRest) === round * this.plan.cpus
  }
  hasReaderRested(round: number): boolean {
    return Atomics.load(this.control, Control.readerRests) === round
  }
}
