/** Ticks, gaps and retention as rectangles. Pure; timeline-draw.ts paints it. */
import type { EventFamily } from '../../events/event-family.ts'
import { textWidth } from '../rings/marker-layout.ts'
import type { Gap, Tick, TimelineLane } from './timeline-events.ts'

export interface TimeWindow {
  readonly from: number
  readonly to: number
}

export interface TickShape {
  readonly x: number
  readonly y: number
  readonly height: number
  readonly family: EventFamily
  readonly unread: boolean
}

export interface GapShape {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  /** the longest words that fit: "7 lost", "7", or none */
  readonly words: string
}

export interface LineShape {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly unread: boolean
}

export interface TimelineShapes {
  readonly ticks: readonly TickShape[]
  readonly gaps: readonly GapShape[]
  readonly lines: readonly LineShape[]
}

export interface TimelineFrame {
  readonly window: TimeWindow
  readonly left: number
  readonly right: number
  readonly top: number
  readonly laneHeight: number
}

export function timeToPx(time: number, { window, left, right }: TimelineFrame): number {
  return left + ((time - window.from) / (window.to - window.from)) * (right - left)
}

export function layoutTimeline(lanes: readonly TimelineLane[], frame: TimelineFrame): TimelineShapes {
  const ticks: TickShape[] = []
  const gaps: GapShape[] = []
  const lines: LineShape[] = []
  for (const [at, lane] of lanes.entries()) {
    const y = frame.top + at * frame.laneHeight
    layoutTicks(lane.consumed, { frame, y, unread: false }, ticks)
    layoutTicks(lane.unread, { frame, y, unread: true }, ticks)
    for (const gap of lane.gaps) layoutGap(gap, { frame, y }, gaps)
    layoutRetention(lane, { frame, y }, lines)
  }
  return { ticks, gaps, lines }
}

/** One tick per pixel and lane at most: more cannot be told apart. */
function layoutTicks(
  ticks: readonly Tick[],
  lane: { frame: TimelineFrame; y: number; unread: boolean },
  out: TickShape[],
): void {
  const { frame, y, unread } = lane
  const base = y + frame.laneHeight - (frame.laneHeight >= 10 ? 4 : 1)
  const height = Math.max(1, Math.min(unread ? 12 : 6, frame.laneHeight - (unread ? 5 : 9)))
  let last = -Infinity
  for (const { ts, family } of ticks) {
    const x = Math.round(timeToPx(ts, frame))
    if (x < frame.left || x > frame.right || x === last) continue
    last = x
    out.push({ x, y: base - height, height, family, unread })
  }
}

function layoutGap(gap: Gap, { frame, y }: { frame: TimelineFrame; y: number }, out: GapShape[]): void {
  const from = Math.max(frame.left, Math.round(timeToPx(gap.from, frame)))
  const to = Math.min(frame.right, Math.round(timeToPx(gap.to, frame)))
  if (to < frame.left || from > frame.right || Number.isNaN(from + to)) return
  const width = Math.max(2, to - from)
  const words = [`${gap.count} lost`, String(gap.count)].find(
    (text) => textWidth(text) + 8 <= width && frame.laneHeight >= 13,
  )
  out.push({
    x: from,
    width,
    y: y + (frame.laneHeight > 4 ? 1 : 0),
    height: Math.max(1, frame.laneHeight - 3),
    words: words ?? '',
  })
}

/** The underline: how far the ring reaches back, and before it what was read from it. */
function layoutRetention(
  lane: TimelineLane,
  { frame, y }: { frame: TimelineFrame; y: number },
  out: LineShape[],
): void {
  const below = y + frame.laneHeight - 3
  const push = (ticks: readonly Tick[], unread: boolean): void => {
    const [a, b] = [ticks[0], ticks.at(-1)]
    if (!a || !b) return
    const from = Math.max(frame.left, timeToPx(Math.min(a.ts, b.ts), frame))
    const to = Math.min(frame.right, timeToPx(Math.max(a.ts, b.ts), frame) + 1)
    if (to > from) out.push({ x: Math.round(from), width: Math.max(1, Math.round(to - from)), y: below, unread })
  }
  push(lane.consumed, false)
  push(lane.unread, true)
}

/** Lanes are 18 px high while they fit; of many CPUs they get lower, down to 2, and then the region scrolls. */
export function laneHeightFor(cpus: number): number {
  return Math.max(2, Math.min(18, Math.floor(108 / cpus)))
}
