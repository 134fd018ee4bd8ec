/**
 * What a merge costs: of stamps alone, over arrays, and as the iterator over real rings with every event copied out, each by the tree and by the
 * linear scan. Every event is the next of a run chosen by chance, or the first of a burst on it.
 */
import type { BenchCase } from '../../ring/testing/bench-case.ts'
import { Seeded } from '../../ring/testing/seeded.ts'
import { TestRing } from '../../ring/testing/test-ring.ts'
import { LinearScan } from '../linear-scan.ts'
import { mergeOrder } from '../merge-tree.ts'
import { MergedIterator } from '../merged-iterator.ts'
import { ArrayRuns, drain } from './array-runs.ts'

export type Way = 'tree' | 'scan'

const EVENTS = 16_384
const SEED = 20080924
/** such that no number of events fills a page: as posted a full tail page is never left */
const BODY_BYTES = 24
const EVENTS_PER_PAGE = 102
/** ns from one event to the next */
const STEP_NS = 700

export function mergeName(way: Way, runs: number, burst: number): string {
  return `merge of stamps by the ${way}, ${runs} runs, ${manner(burst)}`
}
export function iterateName(way: Way, cpus: number, burst: number): string {
  return `iterate by the ${way}, ${cpus} CPUs, ${manner(burst)}`
}
function manner(burst: number): string {
  return burst > 1 ? `bursts of ${burst}` : 'random'
}

function mergeCase(way: Way, count: number, burst: number): BenchCase {
  return {
    name: mergeName(way, count, burst),
    per: EVENTS,
    setUp() {
      const runs = new ArrayRuns(stampsOf(count, burst))
      return () => {
        runs.rewind()
        expectAll(drain(runs, way === 'tree' ? mergeOrder(runs) : new LinearScan(runs)))
      }
    },
  }
}

/** The scan is the iterator's way as posted, so that is what it runs on. */
function iterateCase(way: Way, cpus: number, burst: number): BenchCase {
  return {
    name: iterateName(way, cpus, burst),
    per: EVENTS,
    setUp() {
      const { buffer, options } = filledRings(cpus, burst, way === 'scan')
      return () => {
        const iterator = new MergedIterator(buffer, options)
        let events = 0
        while (iterator.read()) events++
        iterator.finish()
        expectAll(events)
      }
    },
  }
}

function filledRings(cpus: number, burst: number, asPosted: boolean): TestRing {
  const runs = runsOf(cpus, burst)
  const longest = Math.max(...eventsByRun(runs, cpus))
  const pagesPerCpu = Math.ceil(longest / EVENTS_PER_PAGE) + 2
  const ring = new TestRing({ cpus, pagesPerCpu, pageSize: 4096, overwrite: false, asPosted })
  const body = new Int32Array(BODY_BYTES / 4)
  const write = (cpu: number): number => ring.writer(cpu).write(1, BODY_BYTES, body, 0)
  for (const [event, cpu] of runs.entries()) {
    ring.clock.set((event + 1) * STEP_NS, 1)
    write(cpu)
  }
  return ring
}

function stampsOf(count: number, burst: number): { lo: Uint32Array; hi: Uint32Array }[] {
  const runs = runsOf(count, burst)
  const stamps = eventsByRun(runs, count).map((events) => ({
    lo: new Uint32Array(events),
    hi: new Uint32Array(events).fill(1),
  }))
  const ends = new Int32Array(count)
  for (const [event, run] of runs.entries()) {
    const end = ends[run] as number
    stamps[run]?.lo.fill((event + 1) * STEP_NS, end, end + 1)
    ends[run] = end + 1
  }
  return stamps
}

/** By time, the run that each event is on. */
function runsOf(count: number, burst: number): Int32Array {
  const random = new Seeded(SEED)
  const runs = new Int32Array(EVENTS)
  for (let event = 0; event < EVENTS; event += burst) runs.fill(random.below(count), event, event + burst)
  return runs
}

function eventsByRun(runs: Int32Array, count: number): number[] {
  const events = Array<number>(count).fill(0)
  for (const run of runs) events[run] = (events[run] ?? 0) + 1
  return events
}

function expectAll(events: number): void {
  if (events !== EVENTS) throw new Error(`${events} of ${EVENTS} events`)
}

export const mergeCases: readonly BenchCase[] = [mergeCase, iterateCase].flatMap((make) =>
  [1, 4, 16, 64].flatMap((count) =>
    [1, 64].flatMap((burst) => [make('tree', count, burst), make('scan', count, burst)]),
  ),
)
