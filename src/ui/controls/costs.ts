/** What a configuration costs, and what it holds: arithmetic on the settings and on what the rings have shown so far. */
import { MAX_RING_BYTES, MAX_RING_PAGES, ringBytes } from '../../machine/machine-config.ts'
import type { MachineConfig, SyntheticWorkload } from '../../machine/machine-config.ts'
import type { SlotCapture } from '../../ring/capture.ts'
import type { PageState } from '../../ring/trace-buffer.ts'

/** bytes of an event with its header and rounding, on average over many; measured by running each */
const TYPICAL_BYTES: Record<SyntheticWorkload['tracer'], number> = {
  steady: 140,
  function: 32,
  sched: 60,
  irqsoff: 32,
  'irq-storm': 29,
  'user-marks': 36,
}
/** of the bundled trace; other traces are much the same */
const TYPICAL_TRACE_BYTES = 63

export interface Costs {
  /** bytes */
  readonly perCpu: number
  /** of all rings, the spare ones too */
  readonly bytes: number
  readonly pages: number
  /** of what is possible, 0 to 1: whichever of bytes and pages is nearer to its limit */
  readonly ofLimit: number
  /** bytes of an event; `isMeasured` false: what such events usually have */
  readonly eventBytes: number
  readonly isMeasured: boolean
  /** share of a page that is lost as padding */
  readonly wasted: number
  readonly eventsPerPage: number
  readonly eventsPerCpu: number
  /** the CPU whose ring wraps first, and after how many seconds; undefined: no CPU writes */
  readonly wraps: { cpu: number; seconds: number } | undefined
}

/**
 * @param pages some of the rings' pages; none: nothing is known of them so far
 * @param rates committed events per second, per CPU
 */
export function costsOf(config: MachineConfig, pages: readonly PageState[], rates: readonly number[]): Costs {
  const perCpu = config.pagesPerCpu * config.pageSize
  const bytes = ringBytes(config)
  const allPages = bytes / config.pageSize
  const measured = measuredEventBytes(pages)
  const eventBytes = measured ?? typicalEventBytes(config)
  const wasted = measuredWaste(pages, config.pageSize) ?? expectedWaste(eventBytes, config.pageSize)
  const eventsPerPage = (config.pageSize * (1 - wasted)) / eventBytes
  const eventsPerCpu = Math.floor(config.pagesPerCpu * eventsPerPage)
  return {
    perCpu,
    bytes,
    pages: allPages,
    ofLimit: Math.max(bytes / MAX_RING_BYTES, allPages / MAX_RING_PAGES),
    eventBytes,
    isMeasured: measured !== undefined,
    wasted,
    eventsPerPage,
    eventsPerCpu,
    wraps: firstToWrap(eventsPerCpu, rates),
  }
}

/** enough for an average, and nothing to wait for on any machine */
const SAMPLED_CPUS = 8
const SAMPLED_PAGES = 16

/** The newest pages of some rings. */
export function samplePages(cpus: number, capture: (cpu: number) => SlotCapture | undefined): PageState[] {
  const every = Math.ceil(cpus / SAMPLED_CPUS)
  const some = Array.from({ length: Math.ceil(cpus / every) }, (_, at) => capture(at * every))
  return some.flatMap((slot) => {
    const ring = slot?.live()
    if (!ring) return []
    const { pagesPerCpu } = ring.layout
    return Array.from({ length: Math.min(SAMPLED_PAGES, pagesPerCpu) }, (_, back) =>
      ring.page((((ring.tailPage - back) % pagesPerCpu) + pagesPerCpu) % pagesPerCpu),
    )
  })
}

/** Of the events that lie unread in the rings. */
export function measuredEventBytes(pages: readonly PageState[]): number | undefined {
  let [bytes, events] = [0, 0]
  for (const { committedBytes, consumedBytes, unread } of pages) {
    bytes += committedBytes - consumedBytes
    events += unread
  }
  return events > 0 && bytes > 0 ? bytes / events : undefined
}

/** Of the pages that the tail has left. */
export function measuredWaste(pages: readonly PageState[], pageSize: number): number | undefined {
  const left = pages.filter((page) => page.paddingBytes > 0)
  return left.length > 0
    ? left.reduce((sum, { paddingBytes }) => sum + paddingBytes, 0) / (left.length * pageSize)
    : undefined
}

/** The event that does not fit any more is cut off anywhere: half of one is lost with each page. */
function expectedWaste(eventBytes: number, pageSize: number): number {
  return Math.min(0.5, eventBytes / 2 / pageSize)
}

function typicalEventBytes({ workload, pageSize }: MachineConfig): number {
  const typical = workload.kind === 'synthetic' ? TYPICAL_BYTES[workload.tracer] : TYPICAL_TRACE_BYTES
  // bodies of `steady` end where a page does
  return Math.min(typical, (pageSize * 5) / 8)
}

function firstToWrap(events: number, rates: readonly number[]): Costs['wraps'] {
  const rate = Math.max(0, ...rates)
  return rate > 0 ? { cpu: rates.indexOf(rate), seconds: events / rate } : undefined
}
