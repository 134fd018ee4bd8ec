/** What is under a point: from the bins and rectangles that the picture is drawn from. */
import { laneY, pxToTime } from './frame.ts'
import type { TimelineFrame } from './frame.ts'
import { placeOf, tsAt } from './event-order.ts'
import type { LaneEvent } from './event-order.ts'
import { gapCovering } from './gaps.ts'
import type { GapOf } from './gaps.ts'
import { Plane } from './lane-bins.ts'
import type { LaneBins } from './lane-bins.ts'
import type { Lane } from './lanes.ts'
import type { Bins } from './timeline-layout.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** What is on the screen. */
export interface Painted {
  readonly frame: TimelineFrame
  readonly bins: Bins
}

/** px around a point in which the nearest tick is meant */
export const RADIUS = { mouse: 6, touch: 22 } as const

export function hitEvent(
  lanes: readonly Lane[],
  { frame, bins }: Painted,
  point: Point,
  radius: number,
): LaneEvent | undefined {
  let best: { lane: Lane; bin: number; distance: number } | undefined
  for (const [at, lane] of lanes.entries()) {
    const dy = distanceToLane(at, frame, point.y)
    if (dy > radius) continue
    const bin = nearestBin(bins, at, point.x - frame.left, radius)
    if (bin === undefined) continue
    const dx = frame.left + bin + 0.5 - bins.read.first - point.x
    const distance = dx * dx + dy * dy * 4 // a lane is chosen before a tick in it
    if (!best || distance < best.distance) best = { lane, bin, distance }
  }
  return best && nearestInBin(best.lane, bins.read, best.bin, pxToTime(point.x, frame))
}

export function hitGap(lanes: readonly Lane[], frame: TimelineFrame, { x, y }: Point): GapOf | undefined {
  const lane = lanes[Math.floor((y - laneY(0, frame)) / frame.laneHeight)]
  return lane && gapCovering(lane, pxToTime(x, frame))
}

function distanceToLane(lane: number, frame: TimelineFrame, y: number): number {
  const top = laneY(lane, frame)
  return Math.max(0, top - y, y - (top + frame.laneHeight - 1))
}

/** @param column of the point; may lie between columns */
function nearestBin({ read, unread }: Bins, lane: number, column: number, radius: number): number | undefined {
  const here = Math.floor(column)
  const isTick = (at: number): boolean =>
    at >= 0 && at < read.columns && (hasEvents(read, read.first + at, lane) || hasEvents(unread, read.first + at, lane))
  for (let away = 0; away <= radius; away++) {
    const [left, right] = [here - away, here + away]
    // of two as far away, the one on whose side of the column the point is
    const sides = column - here < 0.5 ? [left, right] : [right, left]
    for (const at of sides) if (isTick(at)) return read.first + at
  }
  return undefined
}

function hasEvents(bins: LaneBins, bin: number, lane: number): boolean {
  return bins.counts[bins.at(bin, lane) + Plane.events] !== 0
}

function nearestInBin(lane: Lane, { binNs }: LaneBins, bin: number, time: number): LaneEvent {
  const wanted = Math.max(bin * binNs, Math.min(time, (bin + 1) * binNs))
  const behind = placeOf(lane, wanted)
  const isCloser = Math.abs(tsAt(lane, behind - 1) - wanted) <= Math.abs(tsAt(lane, behind) - wanted)
  const place = isCloser || Number.isNaN(tsAt(lane, behind)) ? behind - 1 : behind
  return { lane, place, ts: tsAt(lane, place) }
}
