/**
 * What the timeline shows: per CPU the ticks of what was read and of what is unread, how far the rings reach back, and where events are missing.
 * Collected from the newest rows of the log and from the captures, both bounded.
 */
import type { EventFamily } from '../../events/event-family.ts'
import type { Window } from '../../merge/windows.ts'
import type { CapturedRing } from '../../ring/capture.ts'
import type { EventLog } from '../../store/event-log.ts'
import { completeRun } from './common-window.ts'
import { ringEvents } from './ring-events.ts'
import type { RingEvents } from './ring-events.ts'

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
  /** the newest stretch of what is unread in which nothing is missing; undefined: nothing is unread */
  readonly complete: Window | undefined
  /** false: the ring is too large to be walked, so that of what is unread nothing is shown */
  readonly known: boolean
}

/** rows of the log that are looked at, newest first: what is older has left every window that follows the newest event */
const MOST_ROWS = 3000
/** bytes of rings that are walked per picture; beyond it lanes show only what was read */
const MOST_BYTES = 524_288

export type FamilyOf = (type: number) => EventFamily

export interface TimelineInput {
  readonly rings: readonly (CapturedRing | undefined)[]
  readonly log: EventLog
  readonly familyOf: FamilyOf
}

export function collectLanes({ rings, log, familyOf }: TimelineInput): TimelineLane[] {
  const bytes = rings.reduce((sum, ring) => sum + (ring?.bytes.length ?? 0), 0)
  const read = collectRead(rings.length, log, familyOf)
  return rings.map((ring, cpu) => {
    const known = ring !== undefined && ring.bytes.length > 0 && bytes <= MOST_BYTES
    const { unread, gaps: refused } = known ? ringEvents(ring, familyOf) : NOTHING
    const { consumed, gaps } = read[cpu] ?? { consumed: [], gaps: [] }
    const pending = pendingGap(ring, consumed[0], unread[0])
    const complete = completeRun(unread, refused)
    return { cpu, consumed, unread, gaps: [...gaps, ...(pending ? [pending] : []), ...refused], complete, known }
  })
}

const NOTHING: RingEvents = { unread: [], gaps: [] }

/** Per CPU, what was read and where it was told that events were lost; newest first. */
function collectRead(cpus: number, log: EventLog, familyOf: FamilyOf): { consumed: Tick[]; gaps: Gap[] }[] {
  const lanes = Array.from({ length: cpus }, () => ({
    consumed: [] as Tick[],
    gaps: [] as Gap[],
    open: undefined as Gap | undefined,
  }))
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
  for (const { open, gaps } of lanes) if (open) gaps.push(open)
  return lanes
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
