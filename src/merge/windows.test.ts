import { describe, expect, test } from 'vitest'
import { commonWindow, computeWindows } from './windows.ts'

const event = (cpu: number, ts: number, lostBefore = 0) => ({ cpu, ts, lostBefore })

describe('windows', () => {
  test('go from the oldest to the newest event of each CPU; a CPU without events has none', () => {
    const { perCpu } = computeWindows([event(0, 5), event(2, 7), event(0, 9)], 3)
    expect(perCpu).toEqual([{ from: 5, to: 9 }, undefined, { from: 7, to: 7 }])
  })

  test('have in common what lies between the youngest beginning and the oldest end', () => {
    const windows = [{ from: 5, to: 20 }, undefined, { from: 8, to: 30 }]
    expect(commonWindow(windows)).toEqual({ from: 8, to: 20 })
  })

  test('may have nothing in common', () => {
    expect(
      commonWindow([
        { from: 1, to: 2 },
        { from: 3, to: 4 },
      ]),
    ).toBeUndefined()
    expect(commonWindow([undefined])).toBeUndefined()
    expect(commonWindow([])).toBeUndefined()
  })

  test('name each gap with its bounds; one before the first event has no lower bound', () => {
    const { gaps } = computeWindows([event(1, 5, 3), event(0, 6), event(1, 9, 2)], 2)
    expect(gaps).toEqual([
      { cpu: 1, lost: 3, after: undefined, before: 5 },
      { cpu: 1, lost: 2, after: 5, before: 9 },
    ])
  })

  test('of a clock that went back reach to the newest stamp', () => {
    expect(computeWindows([event(0, 9), event(0, 4)], 1).perCpu).toEqual([{ from: 9, to: 9 }])
  })
})
