import { describe, expect, test } from 'vitest'
import type { TraceClock } from '../ring/trace-buffer.ts'
import { MACHINE_TIME_BYTES, MachineTime, MachineTimeControl } from './machine-time.ts'
import { threadTime } from './thread-time.ts'
import { GlobalClock, LocalClock } from './time-clocks.ts'

const EPOCH_MS = 1.7e12

/** A machine whose wall clock is turned by hand; its threads began at different times. */
class TestMachine {
  epochMs = EPOCH_MS
  readonly block = new SharedArrayBuffer(8 + MACHINE_TIME_BYTES)
  readonly control = new MachineTimeControl(this.block, 8, this.thread(EPOCH_MS - 1000))

  thread(originEpochMs: number) {
    return { nowMs: () => this.epochMs - originEpochMs, originEpochMs }
  }

  cpu(originEpochMs: number): MachineTime {
    return new MachineTime(this.block, 8, this.thread(originEpochMs))
  }
}

function stamp(clock: TraceClock): number {
  clock.take(1)
  return clock.hi * 2 ** 32 + clock.lo
}

describe('MachineTime', () => {
  test('counts from the first start and stands still while stopped', () => {
    const machine = new TestMachine()
    const time = machine.cpu(EPOCH_MS - 50)
    expect(time.nowNs()).toBe(0)
    machine.control.start()
    machine.epochMs += 2
    expect(time.nowNs()).toBe(2e6)
    machine.control.stop()
    machine.epochMs += 1000
    expect(time.nowNs()).toBe(2e6)
    machine.control.start()
    machine.epochMs += 3
    expect(time.nowNs()).toBe(5e6)
  })

  test('starting and stopping twice changes nothing', () => {
    const machine = new TestMachine()
    const time = machine.cpu(EPOCH_MS)
    machine.control.stop()
    machine.control.start()
    machine.epochMs += 1
    machine.control.start()
    machine.epochMs += 1
    machine.control.stop()
    machine.control.stop()
    expect(time.nowNs()).toBe(2e6)
    expect(machine.control.running).toBe(false)
  })

  test('agrees on threads that began at different times', () => {
    const machine = new TestMachine()
    const times = [machine.cpu(EPOCH_MS - 5), machine.cpu(EPOCH_MS + 1)]
    machine.control.start()
    machine.epochMs += 7
    expect(times.map((time) => time.nowNs())).toEqual([7e6, 7e6])
  })

  test('does not go back where a thread read later than the stop', () => {
    const machine = new TestMachine()
    let aheadMs = 0.5
    const time = new MachineTime(machine.block, 8, { nowMs: () => machine.epochMs + aheadMs, originEpochMs: 0 })
    machine.control.start()
    machine.epochMs += 1
    const before = time.nowNs()
    machine.control.stop()
    expect(time.nowNs()).toBe(before)
    aheadMs = 0
    machine.control.start()
    expect(time.nowNs()).toBe(before)
  })

  test('keeps the words of before while they are being changed', () => {
    const machine = new TestMachine()
    const time = machine.cpu(EPOCH_MS)
    machine.control.start()
    machine.epochMs += 1
    expect(time.nowNs()).toBe(1e6)
    const words = new Int32Array(machine.block, 8, 2)
    Atomics.add(words, 0, 1)
    new Float64Array(machine.block, 8, 3)[1] = 1e15
    machine.epochMs += 1
    expect(time.nowNs()).toBe(2e6)
    Atomics.add(words, 0, 1)
    expect(time.nowNs()).toBeGreaterThan(1e15)
  })
})

describe('GlobalClock', () => {
  test('stamps the common time in two words', () => {
    const machine = new TestMachine()
    const clock = new GlobalClock(machine.cpu(EPOCH_MS))
    expect(stamp(clock)).toBe(1)
    machine.control.start()
    machine.epochMs += 3_600_000
    expect(stamp(clock)).toBe(3.6e12)
  })

  test('an offset shifts it, down to the smallest stamp allowed', () => {
    const machine = new TestMachine()
    const clock = new GlobalClock(machine.cpu(EPOCH_MS), -1e6)
    machine.control.start()
    expect(stamp(clock)).toBe(1)
    machine.epochMs += 3
    expect(stamp(clock)).toBe(2e6)
  })
})

describe('LocalClock', () => {
  test("is set by the machine's time once a run, and goes by its own", () => {
    const machine = new TestMachine()
    let ownMs = 500
    const clock = new LocalClock(() => ownMs, machine.cpu(EPOCH_MS))
    machine.control.start()
    machine.epochMs += 4
    expect(stamp(clock)).toBe(4e6)
    machine.epochMs += 100
    ownMs += 99
    expect(stamp(clock)).toBe(103e6)
    machine.control.stop()
    machine.control.start()
    expect(stamp(clock)).toBe(104e6)
  })

  test('stands still while the machine is stopped, and never goes back', () => {
    const machine = new TestMachine()
    let ownMs = 0
    const clock = new LocalClock(() => ownMs, machine.cpu(EPOCH_MS))
    machine.control.start()
    expect(stamp(clock)).toBe(1)
    ownMs += 10
    expect(stamp(clock)).toBe(10e6)
    machine.control.stop()
    ownMs += 10
    expect(stamp(clock)).toBe(10e6)
    machine.control.start()
    ownMs -= 10
    expect(stamp(clock)).toBe(10e6)
  })
})

test('the clocks of this very thread go forwards', () => {
  const block = new ArrayBuffer(MACHINE_TIME_BYTES)
  const time = threadTime()
  new MachineTimeControl(block, 0, time).start()
  const clocks = [
    new GlobalClock(new MachineTime(block, 0, time)),
    new LocalClock(time.nowMs, new MachineTime(block, 0, time)),
  ]
  for (const clock of clocks) {
    let last = 0
    for (let round = 0; round < 10_000; round++) {
      const now = stamp(clock)
      expect(now).toBeGreaterThanOrEqual(last)
      last = now
    }
    expect(last).toBeLessThan(60e9)
  }
})
