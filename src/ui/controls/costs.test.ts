import { expect, test } from 'vitest'
import { DEFAULT_CONFIG, TRACERS } from '../../machine/machine-config.ts'
import type { MachineConfig } from '../../machine/machine-config.ts'
import type { PageState } from '../../ring/trace-buffer.ts'
import { makeTracer } from '../../workloads/make-tracer.ts'
import { costsOf, measuredEventBytes, measuredWaste } from './costs.ts'

const config: MachineConfig = { ...DEFAULT_CONFIG, cpus: 4, pagesPerCpu: 16, pageSize: 4096 }

function pagesWith(pages: Partial<PageState>[]): PageState[] {
  const empty = { committedBytes: 0, consumedBytes: 0, paddingBytes: 0, reservedBytes: 0, unread: 0 }
  return pages.map((page, at) => ({ page: at, ...empty, ...page }))
}

test('bytes: per CPU, in all, twice with snapshots, and how much of what is possible that is', () => {
  const costs = costsOf({ ...config, snapshot: true }, [], [])
  expect(costs).toMatchObject({ perCpu: 65_536, bytes: 524_288, pages: 128 })
  expect(costs.ofLimit).toBe(524_288 / 2 ** 31)
  expect(costsOf({ ...config, snapshot: false }, [], []).bytes).toBe(262_144)
  // of pages this small, the number is what ends first
  expect(costsOf({ ...config, pageSize: 128, pagesPerCpu: 2 ** 17 }, [], []).ofLimit).toBe(1)
})

test('events: by those that lie in the rings, and by the padding of the pages that are left', () => {
  const pages = pagesWith([
    { committedBytes: 4000, paddingBytes: 96, unread: 40 },
    { committedBytes: 1500, consumedBytes: 500, unread: 10 },
  ])
  expect(measuredEventBytes(pages)).toBe(100)
  expect(measuredWaste(pages, 4096)).toBe(96 / 4096)
  const costs = costsOf(config, pages, [0, 500, 20])
  expect(costs).toMatchObject({ isMeasured: true, eventBytes: 100, eventsPerPage: 40, eventsPerCpu: 640 })
  expect(costs.wraps).toEqual({ cpu: 1, seconds: 640 / 500 })
})

test('where nobody writes it never wraps, and events are as such events usually are', () => {
  const costs = costsOf(
    { ...config, workload: { kind: 'synthetic', tracer: 'function', eventsPerSecond: 0 } },
    [],
    [0, 0],
  )
  expect(costs).toMatchObject({ isMeasured: false, eventBytes: 32, wraps: undefined })
})

test.each(TRACERS)('%s: its events are as large as said', (tracer) => {
  const sizes: number[] = []
  const ring = {
    write: (_type: number, length: number) => sizes.push((length + 12 + 7) & -8),
    resetCpu: () => true,
    snapshotOneCpu: () => true,
    snapshotAll: () => true,
  }
  const options = { seed: 2008, cpu: 0, cpus: 4, maxPayloadBytes: 4084, eventsPerSecond: Infinity, eventsPerCpu: 5000 }
  const work = makeTracer(tracer, options, { maxLatency: { raise: () => false }, interrupts: { raise: () => {} } })
  while (!work.ended) work.step(ring)
  const average = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  const { eventBytes } = costsOf({ ...config, workload: { kind: 'synthetic', tracer, eventsPerSecond: 1 } }, [], [])
  expect(Math.abs(eventBytes / average - 1)).toBeLessThan(0.05)
})
