import { describe, expect, test } from 'vitest'
import type { TracerName } from './make-tracer.ts'
import { TracedRun } from './testing/traced-run.ts'
import type { TracerOptions } from './workload.ts'

const TRACERS: readonly TracerName[] = ['steady', 'function', 'irqsoff', 'sched', 'irq-storm', 'user-marks']
const GOLDEN = TRACERS.filter((name) => name !== 'steady')

function lines(name: TracerName, options: Partial<TracerOptions> = {}): string[] {
  return new TracedRun(name, options).run({ events: 300 }).lines
}

describe.each(GOLDEN)('the first events of %s', (name) => {
  test('are these', async () => {
    const { lines: first } = new TracedRun(name).run({ events: 20 })
    await expect(`${first.slice(0, 20).join('\n')}\n`).toMatchFileSnapshot(`testing/first-events/${name}.txt`)
  })
})

describe.each(TRACERS)('%s', (name) => {
  test('does the same for the same seed and CPU, and other things for others', () => {
    expect(lines(name)).toEqual(lines(name))
    const runs = [lines(name), lines(name, { cpu: 1 }), lines(name, { seed: 8 }), lines(name, { seed: 0 })]
    expect(new Set(runs.map((run) => run.join('\n'))).size).toBe(4)
  })

  test('writes the same events whatever the rate', () => {
    const texts = (eventsPerSecond: number) =>
      new TracedRun(name, { eventsPerSecond }).run({ events: 300 }).events.map(({ text }) => text)
    expect(texts(Infinity)).toEqual(texts(1000))
    expect(texts(1e6)).toEqual(texts(1000))
  })

  test('fits the smallest page, and uses no more on larger ones than 256 bytes', () => {
    const longest = (maxPayloadBytes: number) =>
      Math.max(...new TracedRun(name, { maxPayloadBytes }).run({ events: 3000 }).events.map(({ bytes }) => bytes))
    expect(longest(116)).toBeLessThanOrEqual(116)
    expect(longest(4084)).toBeLessThanOrEqual(256)
  })

  // one planted section of 5 ms, one storm or one call of some hundred events may stand at the end
  test.each([100, 1000, 20_000, 1_000_000])('keeps to %i events per second', (eventsPerSecond) => {
    const seconds = 20_000 / eventsPerSecond
    const { events } = new TracedRun(name, { eventsPerSecond }).run({ untilNs: seconds * 1e9 })
    expect(Math.abs(events.length - 20_000)).toBeLessThanOrEqual(200)
    const due = events.map(({ dueNs }) => dueNs)
    expect(due).toEqual(due.toSorted((a, b) => a - b))
  })

  test('ends after exactly as many attempts as asked for', () => {
    for (const eventsPerCpu of [0, 1, 2, 3, 50, 51, 52, 53, 54, 55, 999]) {
      const { events, tracer } = new TracedRun(name, { eventsPerSecond: Infinity, eventsPerCpu }).run({})
      expect([events.length, tracer.ended, tracer.due]).toEqual([eventsPerCpu, true, Infinity])
    }
  })

  test('is due at once flat out, and never at a rate of 0', () => {
    expect(new TracedRun(name, { eventsPerSecond: 0 }).tracer).toMatchObject({ due: Infinity, ended: false })
    const { events } = new TracedRun(name, { eventsPerSecond: Infinity }).run({ events: 100 })
    expect(new Set(events.map(({ dueNs }) => dueNs))).toEqual(new Set([0]))
  })

  test('changes its rate in place', () => {
    const changed = new TracedRun(name, { eventsPerSecond: 0 })
    changed.tracer.setRate(1000, 5e6)
    changed.run({ events: 100 })
    changed.tracer.setRate(0, 200e6)
    expect(changed.tracer.due).toBe(Infinity)
    changed.tracer.setRate(10_000, 300e6)
    const before = changed.events.length
    changed.run({ untilNs: 1300e6 })
    expect(changed.events[0]?.dueNs).toBe(6e6)
    expect(changed.events[before]?.dueNs).toBeGreaterThanOrEqual(300e6)
    expect(Math.abs(changed.events.length - before - 10_000)).toBeLessThanOrEqual(200)
    const unchanged = new TracedRun(name).run({ events: changed.events.length })
    expect(changed.events.map(({ text }) => text)).toEqual(unchanged.events.map(({ text }) => text))
  })
})
