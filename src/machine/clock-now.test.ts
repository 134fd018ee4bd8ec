import { describe, expect, test } from 'vitest'
import { CounterClock } from '../clock/counter-clock.ts'
import { ControlBlock, ReaderKind } from '../control/control-block.ts'
import { clockNow } from './clock-now.ts'
import { DEFAULT_CONFIG } from './machine-config.ts'
import type { MachineConfig } from './machine-config.ts'

function nowOf(patch: Partial<MachineConfig>, { newestTs = 0, speed = 2 } = {}): number {
  const control = ControlBlock.allocate(2, 256)
  const pace = { traceBase: 100, machineBase: 1000, speed, rate: 0, readerRate: 0, loop: false }
  control.setPace(pace, ReaderKind.none)
  control.setPosition(1, 70)
  const counter = new CounterClock(control.i32, control.counterAt >>> 2)
  for (let number = 0; number < 9; number++) counter.take(0)
  return clockNow({ config: { ...DEFAULT_CONFIG, ...patch }, control, nowNs: 1500 }, 1, newestTs)
}

describe('what a trace clock says now', () => {
  const none = { workload: { kind: 'none' } } as const
  const trace = { workload: { kind: 'trace', source: 'x', speed: 1 } } as const

  test('counter: the last number drawn', () => expect(nowOf({ ...trace, clock: 'counter' })).toBe(9))
  test('the machine’s time, with the offset on purpose', () => {
    expect(nowOf(none)).toBe(1500)
    expect(nowOf({ ...none, clockOffsetsNs: [0, 40] })).toBe(1540)
  })
  test('a replay: the trace’s time by its pace', () => expect(nowOf(trace)).toBe(100 + 500 * 2))
  test('a replay flat out: where it stood when it was looked at', () => {
    expect(nowOf(trace, { speed: Infinity })).toBe(70)
  })
  test('never less than the newest stamp', () => {
    expect(nowOf(trace, { speed: Infinity, newestTs: 71 })).toBe(71)
    expect(nowOf({ ...none, clockOffsetsNs: [0, -1600] }, { newestTs: 3 })).toBe(3)
  })
})
