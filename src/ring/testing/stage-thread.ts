/** An actor on a stage: a real thread over a shared ring that parks at every probe point until it is released for the next. */
import { recordDisable } from '../rfc/record-disable.ts'
import { snapshotAll } from '../rfc/snapshot.ts'
import type { RfcOptions } from '../rfc/buffer.ts'
import { KernelBug } from '../trace-buffer.ts'
import { actorWords } from './actor-words.ts'
import { Does, Gate, Stands } from './stage-gate.ts'
import type { Task } from './stage-gate.ts'
import { TestRing } from './test-ring.ts'
import type { SeenEvent } from './test-ring.ts'

export interface StageJob {
  memory: SharedArrayBuffer
  options: RfcOptions
  actors: SharedArrayBuffer
  /** of the reader; a CPU's is its number */
  reader: number
  gate: SharedArrayBuffer
}

/** What became of one task. */
export type StageMessage = { events: SeenEvent[] } | { outcome: string } | { bug: string }

export function run(job: StageJob, post: (message: StageMessage) => void): void {
  const gate = new Gate(job.gate)
  const { memory, options, reader } = job
  const probe = (point: number): void => gate.park(point)
  const ring = new TestRing({ ...options, memory, actors: actorWords(job.actors), reader, probe })
  try {
    for (;;) {
      gate.awaitTask()
      post(perform(ring, gate.task))
      gate.stand(Stands.idle)
    }
  } catch (error) {
    if (!(error instanceof KernelBug)) throw error
    post({ bug: error.message })
    gate.stand(Stands.crashed)
  }
}

function perform(ring: TestRing, { does, first, length }: Required<Task>): StageMessage {
  switch (does) {
    case Does.write:
      ring.clock.set(first, 0) // so that the stamp tells which event it is, as the body does
      return { outcome: ring.fill(0, 1, { length, first })[0] ?? '' }
    case Does.consume: {
      const event = ring.consume()
      return { events: event ? [event] : [] }
    }
    case Does.snapshot:
      snapshotAll(ring.buffer, ring.options)
      return { outcome: 'swapped' }
    case Does.disable:
      recordDisable(ring.buffer, ring.options.probe)
      return { outcome: 'disabled' }
    default:
      return { events: ring.iterate() }
  }
}
