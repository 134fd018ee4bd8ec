import { FNV_OFFSET_BASIS, FNV_PRIME } from '../events/fnv-1a.ts'
import { STEADY_MAX_BYTES, STEADY_MIN_BYTES, STEADY_TYPE } from '../events/steady-event.ts'
import { nextWord, seedState } from './seeded-words.ts'
import type { EventWriter, Workload } from './workload.ts'

// Taken over once: the test runner's modules look an import up at each use, which a loop over every byte would feel.
const PRIME = FNV_PRIME
const next = nextWord

const NS_PER_SECOND = 1e9
const LENGTH_STEP_BYTES = 8
const WORD_BYTES = 4

export interface SteadyOptions {
  readonly seed: number
  readonly cpu: number
  /** the longest body that the ring takes */
  readonly maxPayloadBytes: number
  /** of this CPU; Infinity: flat out; 0: none until the rate is changed */
  readonly eventsPerSecond: number
  /** attempts, then the workload has ended; default: no end */
  readonly eventsPerCpu?: number
}

/**
 * Events that show every loss and every torn body (`steady-event.ts`), at a steady rate. Sequence, lengths and bytes depend on seed, CPU
 * and the number of attempts alone, not on time, rate or outcome.
 */
export class SteadyWorkload implements Workload {
  due = 0
  ended = false
  private readonly words = new Int32Array(STEADY_MAX_BYTES / WORD_BYTES)
  private readonly lengths: number
  private readonly limit: number
  private state: number
  private attempts = 0
  private intervalNs = 0
  /** where the present rate began: in time, and in attempts; counted from there, so that no rounding adds up */
  private anchorNs = 0
  private anchorAttempts = 0

  constructor(options: SteadyOptions) {
    const longest = Math.min(STEADY_MAX_BYTES, options.maxPayloadBytes)
    this.lengths = Math.floor((longest - STEADY_MIN_BYTES) / LENGTH_STEP_BYTES) + 1
    this.limit = options.eventsPerCpu ?? Infinity
    this.state = seedState(options.seed, options.cpu)
    this.intervalNs = NS_PER_SECOND / options.eventsPerSecond
    this.schedule()
  }

  /** Attempts so far; the next event carries this number. */
  get sequence(): number {
    return this.attempts
  }

  /** Changes the rate in place: the sequence goes on, and the next event is due within the new interval from now. */
  setRate(eventsPerSecond: number, nowNs: number): void {
    this.intervalNs = NS_PER_SECOND / eventsPerSecond
    this.anchorNs = Math.max(nowNs, Math.min(this.due, nowNs + this.intervalNs))
    this.anchorAttempts = this.attempts
    this.schedule()
  }

  step(writer: EventWriter): void {
    this.state = next(this.state)
    const length = STEADY_MIN_BYTES + LENGTH_STEP_BYTES * ((this.state >>> 0) % this.lengths)
    this.fill(length / WORD_BYTES - 1)
    writer.write(STEADY_TYPE, length, this.words, 0)
    this.attempts++
    this.schedule()
  }

  private schedule(): void {
    this.ended = this.attempts >= this.limit
    if (this.ended || this.intervalNs === Infinity) this.due = Infinity
    else if (this.intervalNs === 0) this.due = 0
    else this.due = this.anchorNs + (this.attempts - this.anchorAttempts) * this.intervalNs
  }

  /** Sequence, seeded words up to `last`, and there the hash of all before it, built up on the way. */
  private fill(last: number): void {
    const { words } = this
    let word = this.attempts | 0
    let hash = hashWord(FNV_OFFSET_BASIS, word)
    words[0] = word
    word = this.state
    for (let index = 1; index < last; index++) {
      word = next(word)
      words[index] = word
      hash = hashWord(hash, word)
    }
    this.state = word
    words[last] = hash
  }
}

/** FNV-1a over the four bytes of a word, in the order in which they lie in memory. */
function hashWord(hash: number, word: number): number {
  let mixed = Math.imul(hash ^ (word & 0xff), PRIME)
  mixed = Math.imul(mixed ^ ((word >>> 8) & 0xff), PRIME)
  mixed = Math.imul(mixed ^ ((word >>> 16) & 0xff), PRIME)
  return Math.imul(mixed ^ (word >>> 24), PRIME)
}
