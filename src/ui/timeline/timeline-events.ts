/**
 * What the timeline shows: per CPU the ticks of what was read and of what is unread, how far the rings reach back, and where events are missing.
 * Collected from the newest rows of the log and from the captures, both bounded.
 */
import type { EventFamily } from '../../events/event-family.ts'
import type { CapturedRing } from '../../ring/capture.ts'
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import type { EventLog } from '../../store/event-log.ts'
import { partsOfPage } from '../rings/page-parts.ts'

export interface Tick {
  readonly ts: number
  readonly family: EventFamily
}

export interface Gap {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface TimelineLane {
  readonly cpu: number
  readonly consumed: readonly Tick[]
  readonly unread: readonly Tick[]
  readonly gaps: readonly Gap[]
}

/** rows of the log that are looked at, newest first: what is older has left every window that follows the newest event */
const MOST_ROWS = 3000
/** bytes of rings that are walked per picture; beyond it lanes show only where their unread events begin and end */
const MOST_BYTES = 524_288

export type FamilyOf = (type: number) => EventFamily

/** The unread events of a ring in order, from head to tail. */
export function unreadTicks(ring: CapturedRing, familyOf: FamilyOf): Tick[] {
  const { pagesPerCpu, pageSize } = ring.layout
  const ticks: Tick[] = []
  if (!(ring.headPage >= 0 && ring.headPage < pagesPerCpu) || ring.bytes.length === 0) return ticks
  for (let step = 0; step < pagesPerCpu; step++) {
    const page = (ring.headPage + step) % pagesPerCpu
    const { committed, consumed } = partsOfPage(ring, page)
    for (const { offset, ts, type } of eventsOnPage(ring.bytes, page * pageSize, committed)) {
      if (offset >= consumed) ticks.push({ ts, family: familyOf(type) })
    }
    if (page === ring.tailPage) break
  }
  return ticks
}

export interface TimelineInput {
  readonly rings: readonly (CapturedRing | undefined)[]
  readonly log: EventLog
  readonly familyOf: FamilyOf
}

export function collectLanes({ rings, log, familyOf }: TimelineInput): TimelineLane[] {
  const bytes = rings.reduce((sum, ring) => sum + (ring?.bytes.length ?? 0), 0)
  const lanes = rings.map((ring, cpu) => {
    const unread = ring && bytes <= MOST_BYTES ? unreadTicks(ring, familyOf) : []
    return { cpu, unread, consumed: [] as Tick[], gaps: [] as Gap[], open: undefined as Gap | undefined }
  })
  for (let at = log.length - 1; at >= Math.max(0, log.length - MOST_ROWS); at--) {
    const row = log.row(at)
    if (row?.kind !== 'event' && row?.kind !== 'lost') continue
    const lane = lanes[row.cpu]
    if (!lane) continue
    if (row.kind === 'lost') {
      lane.open = { from: -Infinity, to: row.ts, count: row.count }
      continue
    }
    // the row before a loss, on the way back: there the gap begins
    if (lane.open) lane.gaps.push({ ...lane.open, from: row.ts })
    lane.open = undefined
    lane.consumed.push({ ts: row.ts, family: familyOf(row.type) })
  }
  return lanes.map(({ cpu, unread, consumed, gaps, open }) => {
    const all = open ? [...gaps, open] : gaps
    const pending = pendingGap(rings[cpu], consumed[0], unread[0])
    return { cpu, unread, consumed, gaps: pending ? [...all, pending] : all }
  })
}

/** Lost since the last event that was read, and not yet told to the reader. */
function pendingGap(
  ring: CapturedRing | undefined,
  before: Tick | undefined,
  after: Tick | undefined,
): Gap | undefined {
  if (!ring || !(ring.pendingLost > 0)) return undefined
  return { from: before?.ts ?? -Infinity, to: after?.ts ?? Infinity, count: ring.pendingLost }
}
