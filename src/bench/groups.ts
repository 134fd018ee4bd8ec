/** All that is measured, and what is aimed at. */
import { clockCases } from '../clock/testing/clock-cases.ts'
import { iterateName, mergeCases, mergeName } from '../merge/testing/merge-cases.ts'
import { captureCases } from '../ring/testing/capture-cases.ts'
import { consumeCases } from '../ring/testing/consume-cases.ts'
import { overrunCases, pushName } from '../ring/testing/overrun-cases.ts'
import { ONE_CPU, TWO_CPUS, twoCpuCases } from '../ring/testing/two-cpu-cases.ts'
import { LOCK_ALONE, writeCases, writeName } from '../ring/testing/write-cases.ts'
import { workloadCases } from '../workloads/testing/workload-cases.ts'
import { withoutProbes } from './bench-group.ts'
import type { Aim, AnyCase, BenchGroup } from './bench-group.ts'
import { acrossName, peerCases } from './peer-cases.ts'

/** Each case as it is, and once more without its probes. */
const writes = writeCases.flatMap((one) => [one, { ...one, name: withoutProbes(one.name) }])

const writeAims: readonly Aim[] = [16, 64].flatMap((bytes) => {
  const locked = writeName(bytes, true)
  const unlocked = writeName(bytes, false)
  return [
    { text: 'ring work ≤ 2 × C’s', of: unlocked, to: unlocked, toHost: 'C', bound: { atMost: 2 } },
    { text: 'no-op probe ≤ 2 %', of: locked, to: withoutProbes(locked), bound: { atMost: 1.02 } },
    { text: 'no-op probe ≤ 2 %', of: unlocked, to: withoutProbes(unlocked), bound: { atMost: 1.02 } },
  ]
})

const mergeAims: readonly Aim[] = [
  { what: 'merge', nameOf: mergeName },
  { what: 'iterate, every event copied out,', nameOf: iterateName },
].flatMap(({ what, nameOf }) =>
  [
    { runs: 64, burst: 1, atLeast: 4 },
    { runs: 64, burst: 64, atLeast: 12 },
    { runs: 4, burst: 1, atLeast: 1 },
    { runs: 4, burst: 64, atLeast: 1 },
  ].map(({ runs, burst, atLeast }) => ({
    text: `${what} ≥ ${atLeast} × the linear scan`,
    of: nameOf('scan', runs, burst),
    to: nameOf('tree', runs, burst),
    bound: { atLeast },
  })),
)

export const groups: readonly BenchGroup[] = [
  { title: 'A write', base: LOCK_ALONE, cases: writes, aims: writeAims },
  {
    title: 'Two CPUs',
    base: ONE_CPU,
    cases: twoCpuCases,
    aims: [{ text: 'two CPUs write ≥ 1.7 × as much as one', of: ONE_CPU, to: TWO_CPUS, bound: { atLeast: 1.7 } }],
  },
  {
    title: 'A page pushed out',
    base: pushName(4096, false),
    cases: overrunCases,
    aims: [
      {
        text: 'overrun O(1): a page of 8 × the events ≤ 1.2 × the time',
        of: pushName(32768, false),
        to: pushName(4096, false),
        bound: { atMost: 1.2 },
      },
    ],
  },
  { title: 'Clocks', base: 'virtual clock, a stamp', cases: clockCases, aims: [] },
  { title: 'Consume', base: 'consume, 1 CPU, random', cases: consumeCases, aims: [] },
  { title: 'Merge', base: mergeName('tree', 1, 1), cases: mergeCases, aims: mergeAims },
  { title: 'The same records by other ways', base: acrossName('this ring', 16), cases: peerCases, aims: [] },
  { title: 'Captures of a CPU', base: 'capture 16 pages with their bytes', cases: captureCases, aims: [] },
  { title: 'Workloads', base: 'steady, an event', cases: workloadCases, aims: [] },
]

const byName = new Map(groups.flatMap(({ cases }) => cases.map((one) => [one.name, one])))

export function findCase(name: string): AnyCase {
  const one = byName.get(name)
  if (!one) throw new Error(`no case ${name}`)
  return one
}
