/**
 * Events as they follow each other: on a CPU, and merged over all of them by stamp, then CPU, as the reader delivers them. Nothing is merged for it:
 * every lane is searched by time, so any place in a million events is found at once.
 *
 * A place in a lane counts from its oldest event that was read, through what was read to the newest that is unread.
 */
import type { Window } from '../../merge/windows.ts'
import type { EventRef } from '../../store/selection.ts'
import type { Lane, Lanes } from './lanes.ts'

export interface LaneEvent {
  readonly lane: Lane
  readonly place: number
  readonly ts: number
}

export function eventsIn({ read, unread }: Lane): number {
  return read.events.length + unread.events.length
}

export function isUnreadAt({ read }: Lane, place: number): boolean {
  return place >= read.events.length
}

/** The event's number in the columns of what was read, or of what is unread. */
export function numberAt({ read, unread }: Lane, place: number): number {
  const { first, length } = read.events
  return place < length ? first + place : unread.events.first + place - length
}

/** @returns NaN where there is no event */
export function tsAt(lane: Lane, place: number): number {
  const { events } = isUnreadAt(lane, place) ? lane.unread : lane.read
  return place < 0 ? NaN : events.at('ts', numberAt(lane, place))
}

/** How many events are before a time: the place of the first that is not. */
export function placeOf({ read, unread }: Lane, time: number): number {
  const before = (events: Lane['read']['events']): number => events.firstNotBelow('ts', time) - events.first
  return before(read.events) + before(unread.events)
}

export function refAt(lanes: Lanes, { lane, place }: Pick<LaneEvent, 'lane' | 'place'>): EventRef | undefined {
  return place < 0 ? undefined : lanes.refOf(lane, isUnreadAt(lane, place), numberAt(lane, place))
}

/** Where an event stands in its lane; undefined: it is not known any more. */
export function find(lanes: Lanes, ref: EventRef): LaneEvent | undefined {
  const lane = lanes.all[ref.cpu]
  if (!lane) return undefined
  for (let place = placeOf(lane, ref.ts); tsAt(lane, place) === ref.ts; place++) {
    const at = refAt(lanes, { lane, place })
    if (at?.ring === ref.ring && at.page === ref.page && at.offset === ref.offset) return { lane, place, ts: ref.ts }
  }
  return undefined
}

/** @param ref an event that may not be known any more: then its stamp decides */
export function nextOnCpu(lanes: Lanes, ref: EventRef, step: 1 | -1): LaneEvent | undefined {
  const lane = lanes.all[ref.cpu]
  return lane && eventAt(lane, neighbour(lanes, lane, ref, step))
}

export function nextMerged(lanes: Lanes, ref: EventRef, step: 1 | -1): LaneEvent | undefined {
  let best: LaneEvent | undefined
  for (const lane of lanes.all) {
    const place = lane.cpu === ref.cpu ? neighbour(lanes, lane, ref, step) : beside(lane, ref, step)
    const event = eventAt(lane, place)
    // lanes come in the order of their CPUs: of equal stamps forwards the first is next, backwards the last
    if (event && (!best || (step > 0 ? event.ts < best.ts : event.ts >= best.ts))) best = event
  }
  return best
}

/** The newest event of all, or of one CPU. */
export function newest(lanes: readonly Lane[]): LaneEvent | undefined {
  let best: LaneEvent | undefined
  for (const lane of lanes) {
    const event = eventAt(lane, eventsIn(lane) - 1)
    if (event && (!best || event.ts >= best.ts)) best = event
  }
  return best
}

export function countIn(lane: Lane, { from, to }: Window): number {
  return Math.max(0, placeOf(lane, to) - placeOf(lane, from))
}

/** How many events of the window come before one, in merged order. */
export function mergedPlace(lanes: readonly Lane[], window: Window, event: LaneEvent): number {
  return lanes.reduce((sum, lane) => {
    if (lane.cpu === event.lane.cpu) return sum + event.place - placeOf(lane, window.from)
    let place = placeOf(lane, event.ts)
    if (lane.cpu < event.lane.cpu) while (tsAt(lane, place) === event.ts) place++
    return sum + place - placeOf(lane, window.from)
  }, 0)
}

/** Events `from` … of those in a window, in merged order. @param from 0 is the first in the window */
export function mergedSlice(lanes: readonly Lane[], window: Window, from: number, count: number): LaneEvent[] {
  const begins = lanes.map((lane) => placeOf(lane, window.from))
  const before = (time: number): number =>
    lanes.reduce((sum, lane, at) => sum + placeOf(lane, time) - (begins[at] as number), 0)
  const start = latestWith(window, (time) => before(time) <= from)
  const places = lanes.map((lane) => placeOf(lane, start))
  const events: LaneEvent[] = []
  for (let at = before(start); at < from + count; at++) {
    const next = smallest(lanes, places)
    if (!next || next.ts >= window.to) break
    places[next.at] = (places[next.at] as number) + 1
    if (at >= from) events.push({ lane: next.lane, place: next.place, ts: next.ts })
  }
  return events
}

/** @returns the latest time, to the last bit, up to which a condition holds that holds at the window's begin */
function latestWith({ from, to }: Window, holds: (time: number) => boolean): number {
  let [low, high] = [from, to]
  for (;;) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) return low
    if (holds(middle)) low = middle
    else high = middle
  }
}

function smallest(lanes: readonly Lane[], places: readonly number[]): (LaneEvent & { at: number }) | undefined {
  let best: (LaneEvent & { at: number }) | undefined
  for (const [at, lane] of lanes.entries()) {
    const place = places[at] as number
    const ts = tsAt(lane, place)
    if (ts < (best?.ts ?? Infinity)) best = { lane, place, ts, at }
  }
  return best
}

function eventAt(lane: Lane, place: number): LaneEvent | undefined {
  const ts = tsAt(lane, place)
  return Number.isNaN(ts) ? undefined : { lane, place, ts }
}

function neighbour(lanes: Lanes, lane: Lane, ref: EventRef, step: 1 | -1): number {
  const here = find(lanes, ref)
  if (here) return here.place + step
  return step > 0 ? placeOf(lane, ref.ts) : placeOf(lane, ref.ts) - 1
}

/** On another CPU: behind the event, which of equal stamps is that of a higher CPU; or before it. */
function beside(lane: Lane, { cpu, ts }: EventRef, step: 1 | -1): number {
  let place = placeOf(lane, ts)
  const passesEqual = lane.cpu < cpu
  if (passesEqual) while (tsAt(lane, place) === ts) place++
  return step > 0 ? place : place - 1
}
