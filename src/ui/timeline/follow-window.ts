/**
 * The window that follows the newest event. Its width is a round number that holds what is unread and the newest of what was read. It widens at
 * once, and narrows only after it has been far too wide for a while, so that the picture does not breathe with every burst.
 */
import type { Window } from '../../merge/windows.ts'
import { stretchOf } from './lanes.ts'
import type { Lane } from './lanes.ts'

const ROUND = [1, 2, 5, 10]
/** of each CPU, so many events that were read are kept in view */
const READ_EVENTS = 40
const TOO_WIDE = 5
const PATIENCE_MS = 3000

export class FollowWindow {
  private span = 0
  private fitSince = 0

  /** @returns undefined while there is nothing to show */
  next(lanes: readonly Lane[], nowMs: number): Window | undefined {
    const wish = wishOf(lanes)
    if (!wish) return undefined
    const wanted = Math.max(10, wish.to - wish.from) * 1.1
    if (wanted * TOO_WIDE > this.span) this.fitSince = nowMs
    if (wanted > this.span || nowMs - this.fitSince > PATIENCE_MS) {
      this.span = roundUp(wanted)
      this.fitSince = nowMs
    }
    // a little air at the right, so that the newest tick can be seen whole
    const to = wish.to + this.span * 0.02
    return { from: to - this.span, to }
  }
}

/** What is unread, and of the busiest lane the newest that was read: a CPU that is idle for seconds would stretch the window for all. */
function wishOf(lanes: readonly Lane[]): Window | undefined {
  let [newest, oldest, busiest] = [-Infinity, Infinity, lanes[0]]
  for (const lane of lanes) {
    const [read, unread] = [stretchOf(lane.read), stretchOf(lane.unread)]
    newest = Math.max(newest, unread?.to ?? -Infinity, read?.to ?? -Infinity)
    oldest = Math.min(oldest, unread?.from ?? Infinity)
    if (lane.read.events.length > (busiest?.read.events.length ?? 0)) busiest = lane
  }
  if (newest === -Infinity || !busiest) return undefined
  const { events } = busiest.read
  const read = events.length > 0 ? events.at('ts', Math.max(events.first, events.end - READ_EVENTS)) : newest
  return { from: Math.min(oldest, read, newest), to: newest }
}

export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return (ROUND.find((step) => step * power >= value) ?? 10) * power
}
