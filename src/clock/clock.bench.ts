import { bench, describe } from 'vitest'
import { CounterClock } from './counter-clock.ts'
import { MACHINE_TIME_BYTES, MachineTime, MachineTimeControl } from './machine-time.ts'
import { RecordedClock, VirtualClock } from './set-clocks.ts'
import { threadTime } from './thread-time.ts'
import { GlobalClock, LocalClock } from './time-clocks.ts'

const TAKES = 1000
const block = new SharedArrayBuffer(MACHINE_TIME_BYTES)
const time = threadTime()
new MachineTimeControl(block, 0, time).start()

const clocks = {
  virtual: new VirtualClock(),
  recorded: new RecordedClock(),
  counter: new CounterClock(new Int32Array(new SharedArrayBuffer(8)), 0),
  local: new LocalClock(time.nowMs, new MachineTime(block, 0, time)),
  global: new GlobalClock(new MachineTime(block, 0, time)),
}

describe('1000 takes: the mean in ms is µs a take', () => {
  for (const [name, clock] of Object.entries(clocks)) {
    bench(name, () => {
      for (let take = 0; take < TAKES; take++) clock.take(1)
    })
  }
})
