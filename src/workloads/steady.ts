import { FNV_OFFSET_BASIS, FNV_PRIME } from '../events/fnv-1a.ts'
import { STEADY_MAX_BYTES, STEADY_MIN_BYTES, STEADY_TYPE } from '../events/steady-event.ts'
import { Pace } from './pace.ts'
import { Paced } from './paced.ts'
import { nextWord, seedState } from './seeded-words.ts'
import type { EventWriter, Tracer, TracerOptions } from './workload.ts'

// Taken over once: the test runner's modules look an import up at each use, which a loop over every byte would feel.
const PRIME = FNV_PRIME
const next = nextWord

const LENGTH_STEP_BYTES = 8
const WORD_BYTES = 4

export type SteadyOptions = Omit<TracerOptions, 'cpus'>

/**
 * Events that show every loss and every torn body (`steady-event.ts`), at a steady rate. Sequence, lengths and bytes depend on seed, CPU
 * and the number of attempts alone, not on time, rate or outcome.
 */
export class SteadyWorkload extends Paced implements Tracer {
  private readonly words = new Int32Array(STEADY_MAX_BYTES / WORD_BYTES)
  private readonly lengths: number
  private state: number

  constructor({ seed, cpu, maxPayloadBytes, eventsPerSecond, eventsPerCpu }: SteadyOptions) {
    super(new Pace({ eventsPerSecond, eventsPerCpu }))
    const longest = Math.min(STEADY_MAX_BYTES, maxPayloadBytes)
    this.lengths = Math.floor((longest - STEADY_MIN_BYTES) / LENGTH_STEP_BYTES) + 1
    this.state = seedState(seed, cpu)
  }

  /** Attempts so far; the next event carries this number. */
  get sequence(): number {
    return this.pace.attempts
  }

  step(writer: EventWriter): void {
    this.state = next(this.state)
    const length = STEADY_MIN_BYTES + LENGTH_STEP_BYTES * ((this.state >>> 0) % this.lengths)
    this.fill(length / WORD_BYTES - 1)
    writer.write(STEADY_TYPE, length, this.words, 0)
    this.pace.count()
  }

  /** Sequence, seeded words up to `last`, and there the hash of all before it, built up on the way. */
  private fill(last: number): void {
    const { words } = this
    let word = this.pace.attempts | 0
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
