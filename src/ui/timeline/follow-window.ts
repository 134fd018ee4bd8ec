/**
 * The window that follows the newest event. Its width is a round number that holds what is unread and the newest of what was read. It widens at
 * once, and narrows only after it has been far too wide for a while, so that the picture does not breathe with every burst.
 */
import type { TimelineLane } from './timeline-events.ts'
import type { TimeWindow } from './timeline-layout.ts'

const ROUND = [1, 2, 5, 10]
/** of each CPU, so many events that were read are kept in view */
const READ_EVENTS = 40
const TOO_WIDE = 5
const PATIENCE_MS = 3000

export class FollowWindow {
  private span = 0
  private fitSince = 0

  /** @returns undefined while there is nothing to show */
  next(lanes: readonly TimelineLane[], nowMs: number): TimeWindow | undefined {
    const extent = extentOf(lanes)
    if (!extent) return undefined
    const wanted = Math.max(10, extent.newest - extent.oldest) * 1.1
    if (wanted * TOO_WIDE > this.span) this.fitSince = nowMs
    if (wanted > this.span || nowMs - this.fitSince > PATIENCE_MS) {
      this.span = roundUp(wanted)
      this.fitSince = nowMs
    }
    // a little air at the right, so that the newest tick can be seen whole
    const to = extent.newest + this.span * 0.02
    return { from: to - this.span, to }
  }
}

function extentOf(lanes: readonly TimelineLane[]): { newest: number; oldest: number } | undefined {
  let [newest, oldest] = [-Infinity, Infinity]
  for (const { consumed, unread } of lanes) {
    newest = Math.max(newest, unread.at(-1)?.ts ?? -Infinity, consumed[0]?.ts ?? -Infinity)
    oldest = Math.min(oldest, unread[0]?.ts ?? Infinity)
  }
  if (newest === -Infinity) return undefined
  // of the busiest lane only: a CPU that is idle for seconds would stretch the window for all
  const busiest = lanes.reduce(
    (most, lane) => (lane.consumed.length > most.length ? lane.consumed : most),
    lanes[0]?.consumed ?? [],
  )
  const read = busiest[Math.min(busiest.length, READ_EVENTS) - 1]?.ts ?? newest
  return { newest, oldest: Math.min(oldest, read, newest) }
}

export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return (ROUND.find((step) => step * power >= value) ?? 10) * power
}
