/** Ticks, gaps and retention as rectangles. Pure; timeline-draw.ts paints it. */
import type { EventFamily } from '../../events/event-family.ts'
import type { Window } from '../../merge/windows.ts'
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
  /** unread or read; extent: from the oldest to the newest that is known, whatever is missing between */
  readonly kind: 'unread' | 'read' | 'extent'
}

/** The stretch that all rings remember, as a bracket over the lanes. */
export interface CommonShape {
  readonly x: number
  readonly width: number
  /** false: that end is out of view */
  readonly beginsHere: boolean
  readonly endsHere: boolean
  /** the longest words that fit over the lanes, and their middle */
  readonly words: string
  readonly wordsX: number
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

/** The underline: how far the ring reaches back, before it what was read from it, and thin from end to end what is known of the CPU. */
function layoutRetention(
  lane: TimelineLane,
  { frame, y }: { frame: TimelineFrame; y: number },
  out: LineShape[],
): void {
  const push = (stretch: Window | undefined, kind: LineShape['kind']): void => {
    if (!stretch) return
    const from = Math.max(frame.left, timeToPx(stretch.from, frame))
    const to = Math.min(frame.right, timeToPx(stretch.to, frame) + 1)
    const line = y + frame.laneHeight - (kind === 'extent' && frame.laneHeight >= 10 ? 2 : 3)
    if (to > from) out.push({ x: Math.round(from), width: Math.max(1, Math.round(to - from)), y: line, kind })
  }
  const [read, unread] = [stretchOf(lane.consumed), stretchOf(lane.unread)]
  if (read && unread) push({ from: Math.min(read.from, unread.from), to: Math.max(read.to, unread.to) }, 'extent')
  push(read, 'read')
  push(unread, 'unread')
}

/** From the oldest to the newest, in whichever order they stand. */
export function stretchOf(ticks: readonly Tick[]): Window | undefined {
  const [a, b] = [ticks[0], ticks.at(-1)]
  return a && b && { from: Math.min(a.ts, b.ts), to: Math.max(a.ts, b.ts) }
}

/** @param length in words */
export function layoutCommon(common: Window, frame: TimelineFrame, length: string): CommonShape | undefined {
  const [from, to] = [Math.round(timeToPx(common.from, frame)), Math.round(timeToPx(common.to, frame)) + 1]
  const x = Math.max(frame.left, from)
  const width = Math.min(frame.right, to) - x
  if (width <= 0) return undefined
  const words = [`common window ${length}`, length].find((text) => textWidth(text) <= frame.right - frame.left) ?? ''
  const half = textWidth(words) / 2
  const wordsX = Math.max(frame.left + half, Math.min(frame.right - half, x + width / 2))
  return { x, width, beginsHere: from >= frame.left, endsHere: to <= frame.right, words, wordsX }
}

/** Lanes are 18 px high while they fit; of many CPUs they get lower, down to 2, and then the region scrolls. */
export function laneHeightFor(cpus: number): number {
  return Math.max(2, Math.min(18, Math.floor(108 / cpus)))
}
