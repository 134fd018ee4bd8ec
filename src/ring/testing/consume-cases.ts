/** Everything that a number of rings hold is consumed. What consuming changes lies beside the pages and is put back before each call. */
import { VirtualClock } from '../../clock/set-clocks.ts'
import { RfcConsumer } from '../rfc/consume.ts'
import type { RfcBuffer } from '../rfc/buffer.ts'
import { FIRST_READER, noLocks } from '../slot-lock.ts'
import { Refused } from '../trace-buffer.ts'
import type { BenchCase } from './bench-case.ts'
import { benchBuffer, benchLocks, benchWriter } from './bench-ring.ts'
import { Seeded } from './seeded.ts'

const EVENTS = 16_384
const BODY_BYTES = 16
const PER_PAGE = 128
const SEED = 1

/** By CPU and time: `burst` events in a row on one CPU, then as many on another, by chance. */
export function consumeCase(cpus: number, burst: number): BenchCase {
  return {
    name: `consume, ${cpus} CPU${cpus > 1 ? 's' : ''}, ${burst > 1 ? `bursts of ${burst}` : 'random'}`,
    per: EVENTS,
    setUp() {
      const buffer = filled(cpus, burst)
      const words = buffer.u8.subarray(0, buffer.layout.pagesAt)
      const full = words.slice()
      const consumer = new RfcConsumer(buffer, benchLocks(buffer, FIRST_READER))
      return () => {
        words.set(full)
        for (let event = 0; event < EVENTS; event++) if (!consumer.consume()) throw new Error(`only ${event} events`)
      }
    },
  }
}

function filled(cpus: number, burst: number): RfcBuffer {
  // four times the mean, and four pages: chance does not fill that
  const pagesPerCpu = Math.ceil((EVENTS / cpus / PER_PAGE) * 4) + 4
  const buffer = benchBuffer({ cpus, pagesPerCpu, overwrite: false })
  const clock = new VirtualClock()
  const writers = Array.from({ length: cpus }, (_, cpu) => benchWriter(buffer, { cpu, clock, locks: noLocks }))
  const random = new Seeded(SEED)
  const body = new Int32Array(BODY_BYTES / 4)
  let writer = writers[0]
  for (let event = 0; event < EVENTS; event++) {
    if (event % burst === 0) writer = writers[random.below(cpus)]
    if (writer === undefined || writer.write(1, BODY_BYTES, body, 0) === Refused.full) throw new Error('a ring is full')
  }
  return buffer
}

export const consumeCases: readonly BenchCase[] = [1, 4, 16, 64].flatMap((cpus) =>
  cpus === 1 ? [consumeCase(1, 1)] : [consumeCase(cpus, 1), consumeCase(cpus, 64)],
)
