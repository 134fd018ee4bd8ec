/**
 * The window that follows the newest event. Its width is a round number that holds what is unread and about as much of what was read, and it only
 * changes when that is far off, so that the picture does not breathe.
 */
import type { TimelineLane } from './timeline-events.ts'
import type { TimeWindow } from './timeline-layout.ts'

const ROUND = [1, 2, 5, 10]

export class FollowWindow {
  private span = 0

  clear(): void {
    this.span = 0
  }

  /** undefined while there is nothing to show */
  next(lanes: readonly TimelineLane[]): TimeWindow | undefined {
    const extent = extentOf(lanes)
    if (!extent) return undefined
    const wanted = Math.max(10, extent.newest - extent.oldestUnread) * 1.6
    if (this.span < wanted * 0.7 || this.span > wanted * 6) this.span = roundUp(wanted)
    // a little air at the right, so that the newest tick can be seen whole
    const to = extent.newest + this.span * 0.02
    return { from: to - this.span, to }
  }
}

function extentOf(lanes: readonly TimelineLane[]): { newest: number; oldestUnread: number } | undefined {
  let [newest, oldestUnread] = [-Infinity, Infinity]
  for (const { consumed, unread } of lanes) {
    newest = Math.max(newest, unread.at(-1)?.ts ?? -Infinity, consumed[0]?.ts ?? -Infinity)
    oldestUnread = Math.min(oldestUnread, unread[0]?.ts ?? Infinity)
  }
  if (newest === -Infinity) return undefined
  return { newest, oldestUnread: Math.min(oldestUnread, newest) }
}

export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return (ROUND.find((step) => step * power >= value) ?? 10) * power
}
