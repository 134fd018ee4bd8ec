import { describe, expect, test } from 'vitest'
import { PLANTED_NS, plantedSection } from './irqsoff-tracer.ts'
import { TracedRun, type TracedEvent } from './testing/traced-run.ts'

const SEEDS = [0, 1, 2, 7, 4_294_967_295, -3]
const CPUS = 4

/** The events of each section that has ended. */
function sectionsOf(events: readonly TracedEvent[]): TracedEvent[][] {
  const sections: TracedEvent[][] = []
  for (const event of events) {
    if (event.name === 'irqs_off') sections.push([])
    sections.at(-1)?.push(event)
  }
  return sections.filter((section) => section.at(-1)?.name === 'irqs_on')
}

function latencyOf(section: readonly TracedEvent[]): number {
  return Number(section.at(-1)?.fields[2])
}

describe('the irqsoff tracer', () => {
  test.each(SEEDS)('has one section of 5 ms, longer than all others, where it says (seed %i)', (seed) => {
    const planted = plantedSection(seed, CPUS)
    for (let cpu = 0; cpu < CPUS; cpu++) {
      const { events } = new TracedRun('irqsoff', { seed, cpu, cpus: CPUS }).run({ events: 4000 })
      const latencies = sectionsOf(events).map(latencyOf)
      const long = latencies.flatMap((ns, section) => (ns > 1_024_000 ? [{ cpu, section, ns }] : []))
      expect(long).toEqual(cpu === planted.cpu ? [{ ...planted, ns: PLANTED_NS }] : [])
    }
  })

  test.each(SEEDS)('has ended that section after 400 events (seed %i)', (seed) => {
    const { cpu } = plantedSection(seed, CPUS)
    const { events } = new TracedRun('irqsoff', { seed, cpu, cpus: CPUS }).run({ events: 400 })
    expect(Math.max(...sectionsOf(events).map(latencyOf))).toBe(PLANTED_NS)
  })

  test('is mostly off for 2 to 200 µs', () => {
    const { events } = new TracedRun('irqsoff').run({ events: 20_000 })
    const latencies = sectionsOf(events).map(latencyOf)
    expect(Math.min(...latencies)).toBeGreaterThanOrEqual(2000)
    expect(latencies.filter((ns) => ns <= 200_000).length / latencies.length).toBeGreaterThan(0.85)
  })

  test('resets before a section; at a new maximum takes the snapshot of its CPU and resets again', () => {
    const { events, calls, latencies } = new TracedRun('irqsoff').run({ events: 500 })
    const wanted: typeof calls = []
    const ended = latencies.values()
    events.forEach(({ name }, index) => {
      if (name === 'irqs_off') wanted.push({ call: 'resetCpu', afterEvents: index })
      if (name !== 'irqs_on' || !ended.next().value?.isMaximum) return
      wanted.push({ call: 'snapshotOneCpu', afterEvents: index + 1 }, { call: 'resetCpu', afterEvents: index + 1 })
    })
    expect(calls).toEqual(wanted)
    expect(latencies.map(({ ns }) => ns)).toEqual(sectionsOf(events).map(latencyOf))
  })

  test('lets the events of a section come at their modelled times, up to its latency', () => {
    const { events, latencies } = new TracedRun('irqsoff').run({ events: 500 })
    sectionsOf(events).forEach((section, index) => {
      const [first, last] = [section[0]?.dueNs ?? NaN, section.at(-1)?.dueNs ?? NaN]
      expect(last - first).toBeCloseTo(latencyOf(section), 3)
      expect(latencies[index]?.startNs).toBe(first)
    })
  })

  test('enters only what is called while interrupts are off', () => {
    const { events } = new TracedRun('irqsoff').run({ events: 2000 })
    for (const [off, ...rest] of sectionsOf(events)) {
      const within = off?.text.split('parent=')[1]
      const callers = new Set([within])
      for (const { name, text } of rest.filter((event) => event.name === 'function')) {
        const [callee, caller] = text.split(' <-')
        expect(callers, `${name}: ${text}`).toContain(caller)
        callers.add(callee)
      }
      expect(rest.at(-1)?.text).toContain(`parent=${within} `)
    }
  })
})
