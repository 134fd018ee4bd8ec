/** What keys, buttons and pointer do to the timeline. */
import type { Window } from '../../merge/windows.ts'
import { selectedRef, selectionOf } from '../../store/selection.ts'
import type { EventRef } from '../../store/selection.ts'
import type { View } from '../view.ts'
import { newest, nextMerged, nextOnCpu, refAt } from './event-order.ts'
import type { LaneEvent } from './event-order.ts'
import { nextGap } from './gaps.ts'
import { addMark } from './timeline-store.ts'
import { centredOn, contains, fitted, kept, panned, spanOf, zoomed } from './window-moves.ts'

/** Leaves following. */
export function showWindow({ timeline }: View, window: Window): void {
  timeline.store.setState({ window: kept(window, timeline.lanes.extent()) })
}

/** @param around a time; undefined: where the pointer is, else the middle */
export function zoomBy(view: View, factor: number, around?: number): void {
  showWindow(view, zoomed(view.timeline.shown, factor, around ?? timeOf(view)))
}

export function panBy(view: View, share: number): void {
  showWindow(view, panned(view.timeline.shown, share))
}

/** The stretch that is selected; else the selected event in the middle; when it is there already, or nothing is selected, all. */
export function centreOrFit(view: View): void {
  const { timeline, session } = view
  const { area } = timeline.store.getState()
  const ts = session.store.getState().selection?.event?.ts
  const { from, to } = timeline.shown
  if (area && (from !== area.from || to !== area.to)) showWindow(view, area)
  else if (!area && ts !== undefined && Math.abs(ts - (from + to) / 2) > (to - from) / 100)
    showWindow(view, centredOn(timeline.shown, ts))
  else fitAll(view)
}

/** All that is there by now, be it in the picture already or not. */
export function fitAll(view: View): void {
  const { lanes } = view.timeline
  lanes.sync()
  const extent = lanes.extent()
  if (extent) showWindow(view, fitted(extent))
}

export function toggleFollow({ timeline }: View): void {
  timeline.store.setState({ window: timeline.isFollowing ? timeline.shown : undefined })
}

export function goToEnd(view: View, end: 'oldest' | 'newest'): void {
  const { shown, lanes } = view.timeline
  lanes.sync()
  const extent = lanes.extent()
  if (!extent) return
  const [span, air] = [spanOf(shown), spanOf(shown) * 0.02]
  if (end === 'oldest') showWindow(view, { from: extent.from - air, to: extent.from - air + span })
  else showWindow(view, { from: extent.to + air - span, to: extent.to + air })
}

export function selectEvent({ session }: View, ref: EventRef | undefined): void {
  if (ref) session.store.setState({ selection: selectionOf(ref, session.captures.latest(ref.cpu)) })
}

/** The event before or behind the selected one, on its CPU or of all; the newest where none is selected. It is brought into view. */
export function stepEvent(view: View, step: 1 | -1, over: 'cpu' | 'all'): void {
  const { lanes } = view.timeline
  lanes.sync()
  const ref = selectedRef(view.session.store.getState().selection)
  const next = ref ? (over === 'cpu' ? nextOnCpu : nextMerged)(lanes, ref, step) : newest(lanes.all)
  if (next) selectAndShow(view, next)
}

function selectAndShow(view: View, event: LaneEvent): void {
  const { timeline } = view
  if (!contains(timeline.shown, event.ts)) showWindow(view, centredOn(timeline.shown, event.ts))
  selectEvent(view, refAt(timeline.lanes, event))
}

/** The loss behind or before the one that is explained; the newest, or the oldest, where none is. */
export function stepGap(view: View, step: 1 | -1): void {
  const { timeline } = view
  const { gap } = timeline.store.getState()
  const outside = { cpu: step > 0 ? -1 : Infinity, to: step > 0 ? -Infinity : Infinity }
  timeline.lanes.sync()
  const next = nextGap(timeline.lanes.all, gap ?? outside, step)
  if (!next) return
  timeline.store.setState({ gap: next })
  const { shown } = timeline
  const at = Number.isFinite(next.to) ? next.to : next.from
  if (!contains(shown, at) || (next.from > -Infinity && !contains(shown, next.from)))
    showWindow(view, Number.isFinite(at) ? around(shown, next) : shown)
}

/** A window that holds all of a loss, as wide as before where that is enough. */
function around(shown: Window, { from, to }: Window): Window {
  const [begin, end] = [Number.isFinite(from) ? from : to, Number.isFinite(to) ? to : from]
  const window = centredOn(shown, (begin + end) / 2)
  return spanOf(window) > end - begin ? window : fitted({ from: begin, to: end })
}

export function setMark(view: View): void {
  addMark(view.timeline.store, chosenTime(view))
}

export function setCursor(view: View, cursor: 'cursorA' | 'cursorB', ts = chosenTime(view)): void {
  view.timeline.store.setState({ [cursor]: ts })
}

/** Keyboards have no drag: the stretch between the cursors is selected. */
export function selectBetweenCursors({ timeline }: View): void {
  const { cursorA: a, cursorB: b } = timeline.store.getState()
  if (a !== undefined && b !== undefined && a !== b)
    timeline.store.setState({ area: { from: Math.min(a, b), to: Math.max(a, b) } })
}

export function clearChosen({ timeline }: View): void {
  timeline.store.setState({ area: undefined, gap: undefined, cursorA: undefined, cursorB: undefined })
}

/** What a mark or a cursor is put on: the pointer, else the selected event if it is in view, else the middle. */
function chosenTime(view: View): number {
  const { timeline, session } = view
  const selected = session.store.getState().selection?.event?.ts
  const isSeen = selected !== undefined && contains(timeline.shown, selected)
  return timeline.pointer === undefined && isSeen ? selected : timeOf(view)
}

function timeOf({ timeline }: View): number {
  const { from, to } = timeline.shown
  return from + (timeline.pointer ?? 0.5) * (to - from)
}
