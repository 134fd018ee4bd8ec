/**
 * What pointers do on the picture. A mouse drags an area, with Shift the window, and by its flag a cursor; one finger drags the window, two
 * zoom it; what does not move chooses. Each gesture starts from the window at its begin, so nothing adds up.
 */
import type { Window } from '../../merge/windows.ts'
import type { View } from '../view.ts'
import { refAt } from './event-order.ts'
import { pxToTime, timeToPx } from './frame.ts'
import type { TimelineFrame } from './frame.ts'
import { hitEvent, hitGap, RADIUS } from './hit-test.ts'
import type { Point } from './hit-test.ts'
import { selectEvent, setCursor, showWindow, zoomBy } from './timeline-actions.ts'
import { panned, pinched } from './window-moves.ts'

export interface PointerAt extends Point {
  readonly id: number
  readonly isTouch: boolean
  readonly shift: boolean
}

/** a hand that clicks trembles by so many px */
const CLICK_PX = 4
/** px around a cursor's flag in which it is grabbed */
const GRAB_PX = 8
/** wheels of mice say 100 px per notch */
const WHEEL_ZOOM = 0.003

interface Held {
  readonly from: PointerAt
  now: PointerAt
}

type Drag = 'none' | 'window' | 'area' | 'cursorA' | 'cursorB'

export class Gestures {
  private readonly held = new Map<number, Held>()
  private window: Window = { from: 0, to: 1 }
  private drag: Drag = 'none'
  private moved = false

  constructor(private readonly view: View) {}

  down(pointer: PointerAt): void {
    const { frame } = this
    if (!frame) return
    this.held.set(pointer.id, { from: pointer, now: pointer })
    // with a second finger both begin anew
    for (const [id, { now }] of this.held) this.held.set(id, { from: now, now })
    this.window = this.view.timeline.shown
    this.moved = this.held.size > 1
    this.drag = dragOf(pointer, frame, this.view.timeline.store.getState())
  }

  move(pointer: PointerAt): void {
    const { frame } = this
    if (!frame) return
    const held = this.held.get(pointer.id)
    const { left, right } = frame
    this.view.timeline.pointer =
      pointer.isTouch || !isOver(pointer, frame) ? undefined : (pointer.x - left) / (right - left)
    if (!held) return
    held.now = pointer
    this.moved ||= Math.abs(pointer.x - held.from.x) > CLICK_PX
    if (!this.moved) return
    const [one, other] = this.held.values()
    if (one && other) this.pinch(one, other, frame)
    else this.dragTo(held, frame)
  }

  up(pointer: PointerAt): void {
    const wasHeld = this.held.delete(pointer.id)
    if (wasHeld && !this.moved && this.held.size === 0) this.click(pointer)
    // the finger that stays goes on from here
    for (const [id, { now }] of this.held) this.held.set(id, { from: now, now })
    this.window = this.view.timeline.shown
  }

  cancel(): void {
    this.held.clear()
  }

  leave(): void {
    this.view.timeline.pointer = undefined
  }

  /** @returns whether it meant the timeline; else the page scrolls */
  wheel({ x, dx, dy, ctrl, shift }: { x: number; dx: number; dy: number; ctrl: boolean; shift: boolean }): boolean {
    const { frame, view } = this
    if (!frame) return false
    if (ctrl) {
      zoomBy(view, Math.exp(-dy * WHEEL_ZOOM), pxToTime(x, frame))
      return true
    }
    const across = shift && dx === 0 ? dy : dx
    if (across === 0 || Math.abs(across) < Math.abs(shift ? 0 : dy)) return false
    showWindow(view, panned(view.timeline.shown, across / (frame.right - frame.left)))
    return true
  }

  private get frame(): TimelineFrame | undefined {
    return this.view.timeline.painted?.frame
  }

  private pinch(one: Held, other: Held, { left, right }: TimelineFrame): void {
    const before: [number, number] = [one.from.x - left, other.from.x - left]
    const now: [number, number] = [one.now.x - left, other.now.x - left]
    showWindow(this.view, pinched(this.window, { before, now, width: right - left }))
  }

  private dragTo({ from, now }: Held, frame: TimelineFrame): void {
    const { view, drag } = this
    if (drag === 'window') showWindow(view, panned(this.window, (from.x - now.x) / (frame.right - frame.left)))
    else if (drag === 'area') {
      const [a, b] = [timeIn(from.x, frame), timeIn(now.x, frame)]
      const area = { from: Math.min(a, b), to: Math.max(a, b) }
      view.timeline.store.setState({ gap: undefined, area: area.to > area.from ? area : undefined })
    } else if (drag !== 'none') setCursor(view, drag, timeIn(now.x, frame))
  }

  private click(point: PointerAt): void {
    const { view } = this
    const { lanes, painted, store } = view.timeline
    if (!painted) return
    const radius = point.isTouch ? RADIUS.touch : RADIUS.mouse
    const event = hitEvent(lanes.all, painted, point, radius)
    const gap = event ? undefined : hitGap(lanes.all, painted.frame, point)
    store.setState({ gap, area: undefined })
    if (event) selectEvent(view, refAt(lanes, event))
  }
}

function dragOf(
  { x, y, isTouch, shift }: PointerAt,
  frame: TimelineFrame,
  { cursorA, cursorB }: { cursorA: number | undefined; cursorB: number | undefined },
): Drag {
  const isAt = (ts: number | undefined): boolean =>
    ts !== undefined && y > frame.bottom && Math.abs(timeToPx(ts, frame) - x) <= GRAB_PX
  if (isAt(cursorB)) return 'cursorB'
  if (isAt(cursorA)) return 'cursorA'
  return isTouch || shift ? 'window' : 'area'
}

function isOver({ x }: Point, { left, right }: TimelineFrame): boolean {
  return x >= left && x <= right
}

function timeIn(x: number, frame: TimelineFrame): number {
  return pxToTime(Math.max(frame.left, Math.min(frame.right, x)), frame)
}
