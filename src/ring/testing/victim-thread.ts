/** An actor that does one thing to a shared ring and stops for ever at a probe point of it, as if it had ended there. */
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import type { RfcOptions } from '../rfc/buffer.ts'
import { actorWords } from './actor-words.ts'
import { perform } from './kill-tasks.ts'
import type { KillTask } from './kill-tasks.ts'
import { TestRing } from './test-ring.ts'

export interface VictimJob {
  memory: SharedArrayBuffer
  options: RfcOptions
  actors: SharedArrayBuffer
  /** of the reader's tasks; a CPU's actor is its number */
  reader: number
  task: KillTask
  /** where it stops; undefined: nowhere */
  stop: { point: Point; hit: number } | undefined
  /** word 0: `Announced` */
  word: SharedArrayBuffer
}

export const Announced = { nothing: 0, stopped: 1, ended: 2, failed: 3 } as const

/** of the victim's first event: later than what the test has written before */
const STAMP = 1000

export function run(job: VictimJob): void {
  const word = new Int32Array(job.word)
  const announce = (what: number): void => {
    Atomics.store(word, 0, what)
    Atomics.notify(word, 0)
  }
  let hits = 0
  const stopAt: Probe = (point) => {
    if (point !== job.stop?.point || ++hits !== job.stop.hit) return
    announce(Announced.stopped)
    for (;;) Atomics.wait(word, 0, Announced.stopped)
  }
  const { memory, options, reader } = job
  const probe = job.stop ? stopAt : noProbe
  const ring = new TestRing({ ...options, memory, actors: actorWords(job.actors), reader, probe })
  ring.clock.set(STAMP, 0)
  try {
    perform(ring, job.task)
    announce(Announced.ended)
  } catch (error) {
    announce(Announced.failed)
    throw error
  }
}
