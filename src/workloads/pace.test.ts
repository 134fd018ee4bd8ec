import { describe, expect, test } from 'vitest'
import { Pace } from './pace.ts'

/** When the next event is due, before each of these and after the last. `'slot'`: outside a burst; a number: so many ns within one. */
function duesOf(pace: Pace, events: readonly ('slot' | number)[]): number[] {
  return events.map((event) => {
    const { due } = pace
    if (event === 'slot') pace.count()
    else pace.countWithin(event)
    return Math.round(due)
  })
}

describe('a pace', () => {
  test('lets a burst come as modelled, and what follows wait for its slot', () => {
    const pace = new Pace({ eventsPerSecond: 1000, burstNs: 5000 })
    expect(duesOf(pace, ['slot', 5000, 7000, 'slot', 'slot', 'slot'])).toEqual([0, 1e6, 1.005e6, 1.012e6, 4e6, 5e6])
  })

  test('goes on at once after a burst that took longer than its slots, until it is back in its row', () => {
    const pace = new Pace({ eventsPerSecond: 1000, burstNs: 5000 })
    expect(duesOf(pace, [2.5e6, 'slot', 'slot', 'slot', 'slot'])).toEqual([0, 2.5e6, 2.5e6, 3e6, 4e6])
  })

  test('lets bursts shrink to half of their slots where the rate is higher than they are as modelled', () => {
    const pace = new Pace({ eventsPerSecond: 1e6, burstNs: 5000 })
    expect(duesOf(pace, [5000, 5000, 5000, 'slot', 'slot'])).toEqual([0, 500, 1000, 1500, 4000])
  })

  test('keeps its place in a burst when the rate changes', () => {
    const pace = new Pace({ eventsPerSecond: 1000, burstNs: 5000 })
    duesOf(pace, [5000, 5000])
    pace.setRate(100, 8000)
    const [next, inBurst, after] = duesOf(pace, [4000, 'slot', 'slot'])
    expect([next, inBurst]).toEqual([10_000, 14_000])
    // slot 4 of the row, in which the event of 10 µs stood at 0.01 of a slot of 1 ms
    expect(after).toBe(10_000 + 3.99 * 10e6)
  })
})
