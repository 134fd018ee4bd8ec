/** What is counted and measured of each CPU, as numbers; how they are written is statistics-columns.ts. */
import type { CpuState } from '../../machine/machine-state.ts'
import type { RingSums } from '../../ring/capture.ts'
import type { CpuStats } from '../../ring/rfc/cpu-stats.ts'
import type { Flow } from '../../store/ringside-store.ts'

export interface StatRow {
  /** undefined: all CPUs together */
  readonly cpu: number | undefined
  /** events per second, over the last readouts of the run; undefined: never measured */
  readonly flow: Flow | undefined
  /** unread bytes of the pages, of all their bytes, 0 … 1 */
  readonly occupancy: number
  /** unread, in the live ring */
  readonly events: number
  /** of the unread events, headers and rounding included; like their number, of the moment of the capture */
  readonly bytes: number
  /** padding on the pages of the live ring */
  readonly wasted: number
  /** of the committed bytes on them, 0 … ; undefined: nothing is committed */
  readonly wastedShare: number | undefined
  /** over the pages that have padding, bytes */
  readonly wastedPerPage: number | undefined
  /** ns; of the unread events, as the reader last told; undefined: not asked for yet, or none is */
  readonly oldest: number | undefined
  readonly newest: number | undefined
  /** ns per write, workload included; of all CPUs together the mean, each weighed by its writes */
  readonly writeNs: number | undefined
}

export interface StatInput {
  readonly cpus: readonly CpuState[]
  /** of each live ring; of none where nothing is captured yet */
  readonly sums: readonly RingSums[]
  readonly flows: readonly Flow[]
  readonly stats: readonly CpuStats[]
  /** bytes of a ring */
  readonly ringBytes: number
}

const NOTHING: RingSums = { unread: 0, unreadBytes: 0, paddingBytes: 0, paddedPages: 0, committedBytes: 0 }

export function statRows({ cpus, sums, flows, stats, ringBytes }: StatInput): StatRow[] {
  return cpus.map((state): StatRow => {
    const { cpu, writeTime } = state
    const bytes = sums[cpu] ?? NOTHING
    const { oldestEventTs, newestEventTs } = stats[cpu] ?? {}
    return {
      cpu,
      flow: flows[cpu],
      occupancy: bytes.unreadBytes / ringBytes,
      events: bytes.unread,
      bytes: bytes.unreadBytes,
      ...wastedOf(bytes),
      oldest: oldestEventTs,
      newest: newestEventTs,
      writeNs: writeTime?.ns,
    }
  })
}

/** All CPUs as one: sums of what can be summed, the widest stretch, the mean of the rest. */
export function sumRow({ cpus, sums, flows, stats, ringBytes }: StatInput): StatRow {
  const bytes = sums.reduce(addSums, NOTHING)
  const stamps = (of: 'oldestEventTs' | 'newestEventTs'): number[] =>
    stats.map((each) => each[of]).filter((ts) => ts !== undefined)
  const [oldest, newest] = [stamps('oldestEventTs'), stamps('newestEventTs')]
  return {
    cpu: undefined,
    flow: flows.length === 0 ? undefined : sumFlows(flows),
    occupancy: bytes.unreadBytes / (ringBytes * cpus.length),
    events: bytes.unread,
    bytes: bytes.unreadBytes,
    ...wastedOf(bytes),
    oldest: oldest.length === 0 ? undefined : Math.min(...oldest),
    newest: newest.length === 0 ? undefined : Math.max(...newest),
    writeNs: meanWriteNs(cpus),
  }
}

function addSums(sum: RingSums, each: RingSums): RingSums {
  return {
    unread: sum.unread + each.unread,
    unreadBytes: sum.unreadBytes + each.unreadBytes,
    paddingBytes: sum.paddingBytes + each.paddingBytes,
    paddedPages: sum.paddedPages + each.paddedPages,
    committedBytes: sum.committedBytes + each.committedBytes,
  }
}

type Wasted = Pick<StatRow, 'wasted' | 'wastedShare' | 'wastedPerPage'>

function wastedOf({ committedBytes, paddingBytes, paddedPages }: RingSums): Wasted {
  return {
    wasted: paddingBytes,
    wastedShare: committedBytes > 0 ? paddingBytes / committedBytes : undefined,
    wastedPerPage: paddedPages > 0 ? paddingBytes / paddedPages : undefined,
  }
}

function sumFlows(flows: readonly Flow[]): Flow {
  return flows.reduce((sum, { committed, read, lost }) => ({
    committed: sum.committed + committed,
    read: sum.read + read,
    lost: sum.lost + lost,
  }))
}

function meanWriteNs(cpus: readonly CpuState[]): number | undefined {
  const measured = cpus.map(({ writeTime }) => writeTime).filter((time) => time !== undefined)
  const writes = measured.reduce((sum, time) => sum + time.writes, 0)
  return writes === 0 ? undefined : measured.reduce((sum, time) => sum + time.ns * time.writes, 0) / writes
}
