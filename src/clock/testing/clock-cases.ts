/** Each trace clock: a stamp taken, and a write of 16 bytes that takes one. */
import type { BenchCase } from '../../ring/testing/bench-case.ts'
import { benchBuffer, benchWriter } from '../../ring/testing/bench-ring.ts'
import type { TraceClock } from '../../ring/trace-buffer.ts'
import { CounterClock } from '../counter-clock.ts'
import { MACHINE_TIME_BYTES, MachineTime, MachineTimeControl } from '../machine-time.ts'
import { RecordedClock, VirtualClock } from '../set-clocks.ts'
import { threadTime } from '../thread-time.ts'
import { GlobalClock, LocalClock } from '../time-clocks.ts'

const TAKES = 20_000
const BODY_BYTES = 16

const clocks: Record<string, () => TraceClock> = {
  recorded: () => new RecordedClock(),
  virtual: () => new VirtualClock(),
  counter: () => new CounterClock(new Int32Array(new SharedArrayBuffer(8)), 0),
  local: () => new LocalClock(threadTime().nowMs, runningTime()),
  global: () => new GlobalClock(runningTime()),
}

export function runningTime(block = new SharedArrayBuffer(MACHINE_TIME_BYTES)): MachineTime {
  const time = threadTime()
  new MachineTimeControl(block, 0, time).start()
  return new MachineTime(block, 0, time)
}

function take(name: string, make: () => TraceClock): BenchCase {
  return {
    name: `${name} clock, a stamp`,
    per: TAKES,
    setUp() {
      const clock = make()
      return () => {
        for (let time = 0; time < TAKES; time++) clock.take(1)
      }
    },
  }
}

function write(name: string, make: () => TraceClock): BenchCase {
  return {
    name: `${name} clock, a write of ${BODY_BYTES} B`,
    per: TAKES,
    setUp() {
      const writer = benchWriter(benchBuffer(), { clock: make() })
      const body = new Int32Array(BODY_BYTES / 4)
      return () => {
        for (let time = 0; time < TAKES; time++) writer.write(1, BODY_BYTES, body, 0)
      }
    },
  }
}

export const clockCases: readonly BenchCase[] = Object.entries(clocks).flatMap(([name, make]) => [
  take(name, make),
  write(name, make),
])
