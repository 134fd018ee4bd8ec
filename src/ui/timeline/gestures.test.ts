/** What hands and keys do, on a timeline that is painted in a window from 0 to 500, a pixel each from x 100. */
import { expect, test } from 'vitest'
import type { LogRow } from '../../store/event-log.ts'
import { Gestures } from './gestures.ts'
import type { PointerAt } from './gestures.ts'
import { lost, readEvent } from './testing/test-lanes.ts'
import { testView } from './testing/test-view.ts'
import {
  centreOrFit,
  clearChosen,
  goToEnd,
  panBy,
  selectBetweenCursors,
  setCursor,
  setMark,
  stepEvent,
  stepGap,
  toggleFollow,
  zoomBy,
} from './timeline-actions.ts'

const ROWS: readonly LogRow[] = [
  readEvent(0, 100, { page: 1 }),
  readEvent(1, 150, { page: 2 }),
  lost(0, 7, 300),
  readEvent(0, 300, { page: 3 }),
  readEvent(1, 1000, { page: 4 }),
]

function painted() {
  const made = testView(ROWS)
  made.timeline.store.setState({ window: { from: 0, to: 500 } })
  made.paint()
  const gestures = new Gestures(made.view)
  const at = (x: number, y = 25, more: Partial<PointerAt> = {}): PointerAt => ({
    x,
    y,
    id: 1,
    isTouch: false,
    shift: false,
    ...more,
  })
  const drag = (from: PointerAt, to: PointerAt): void => {
    gestures.down(from)
    gestures.move(to)
    made.paint()
    gestures.up(to)
  }
  const selected = () => made.source.store.getState().selection
  const state = () => made.timeline.store.getState()
  return { ...made, gestures, at, drag, selected, state }
}

test('a click selects the nearest event; on a loss it explains it; beside both it lets go', () => {
  const { gestures, at, selected, state } = painted()
  const click = (x: number, y?: number): void => {
    gestures.down(at(x, y))
    gestures.up(at(x, y))
  }
  click(203)
  expect(selected()).toMatchObject({ cpu: 0, page: 1, event: { ts: 100 } })
  click(300)
  expect(state().gap).toEqual({ cpu: 0, from: 100, to: 300, count: 7 })
  expect(selected()).toMatchObject({ page: 1 })
  click(450)
  expect(state().gap).toBeUndefined()
})

test('a mouse drags an area, with Shift the window; a finger drags the window, two zoom it', () => {
  const { drag, at, state, gestures, paint } = painted()
  drag(at(200), at(150))
  expect(state().area).toEqual({ from: 50, to: 100 })
  drag(at(200, 25, { shift: true }), at(150, 25, { shift: true }))
  expect(state().window).toEqual({ from: 50, to: 550 })
  const finger = (id: number, x: number): PointerAt => at(x, 25, { id, isTouch: true })
  drag(finger(1, 200), finger(1, 250))
  expect(state().window).toEqual({ from: 0, to: 500 })
  gestures.down(finger(1, 225))
  gestures.down(finger(2, 475))
  gestures.move(finger(1, 100))
  gestures.move(finger(2, 600))
  paint()
  expect(state().window).toEqual({ from: 125, to: 375 })
  gestures.up(finger(1, 100))
  gestures.up(finger(2, 600))
  // lifting two fingers is no click
  expect(state().area).toEqual({ from: 50, to: 100 })
})

test('a cursor is dragged by its flag', () => {
  const { drag, at, state, view } = painted()
  setCursor(view, 'cursorA', 100)
  drag(at(203, 60), at(303, 60))
  expect(state()).toMatchObject({ cursorA: 203, area: undefined })
})

test('the wheel zooms with Ctrl around the pointer, pans across, and else is the page’s', () => {
  const { gestures, state } = painted()
  const wheel = (more: Partial<Parameters<Gestures['wheel']>[0]>) =>
    gestures.wheel({ x: 200, dx: 0, dy: 0, ctrl: false, shift: false, ...more })
  expect(wheel({ dy: 100 })).toBe(false)
  expect(state().window).toEqual({ from: 0, to: 500 })
  expect(wheel({ dy: -100, ctrl: true })).toBe(true)
  const { from = 0, to = 0 } = state().window ?? {}
  expect(to - from).toBeLessThan(500)
  expect((100 - from) / (to - from)).toBeCloseTo(0.2)
})

test('next and previous event: of the CPU, of all; out of view the window goes there', () => {
  const { view, selected, state, paint } = painted()
  const step = (by: 1 | -1, over: 'cpu' | 'all'): number | undefined => {
    stepEvent(view, by, over)
    paint()
    return selected()?.event?.ts
  }
  expect(step(1, 'cpu')).toBe(1000)
  expect(state().window).toEqual({ from: 750, to: 1250 })
  expect([step(-1, 'cpu'), step(-1, 'all'), step(1, 'cpu'), step(1, 'cpu')]).toEqual([150, 100, 300, 300])
  expect(step(1, 'all')).toBe(1000)
})

test('what is selected elsewhere comes into view, unless the timeline follows', () => {
  const { source, state, timeline } = painted()
  const select = (ts: number): void =>
    source.store.setState({ selection: { cpu: 1, page: 4, snapshot: false, event: { ring: 1, offset: 0, ts } } })
  select(400)
  expect(state().window).toEqual({ from: 0, to: 500 })
  select(1000)
  expect(state().window).toEqual({ from: 750, to: 1250 })
  timeline.store.setState({ window: undefined })
  select(20)
  expect(state().window).toBeUndefined()
})

test('keys that come between two frames add up', () => {
  const { view, state } = painted()
  for (let press = 0; press < 3; press++) panBy(view, 0.2)
  expect(state().window).toEqual({ from: 300, to: 800 })
})

test('losses are gone to, with their whole stretch in view', () => {
  const { view, state, paint } = painted()
  zoomBy(view, 5, 120)
  paint()
  stepGap(view, 1)
  expect(state().gap).toMatchObject({ count: 7 })
  expect(state().window?.from).toBeLessThanOrEqual(100)
  expect(state().window?.to).toBeGreaterThanOrEqual(300)
})

test('F: the area, else the selection in the middle, then all', () => {
  const { view, state, paint } = painted()
  const press = () => {
    centreOrFit(view)
    paint()
    return state().window
  }
  const all = { from: 82, to: 1018 }
  expect(press()).toEqual(all)
  stepEvent(view, -1, 'all')
  stepEvent(view, -1, 'cpu')
  paint()
  expect(press()).toEqual({ from: -318, to: 618 })
  expect(press()).toEqual(all)
  view.timeline.store.setState({ area: { from: 100, to: 200 } })
  expect(press()).toEqual({ from: 100, to: 200 })
  expect(press()).toEqual(all)
})

test('ends, following, marks and cursors', () => {
  const { view, state, timeline, paint } = painted()
  goToEnd(view, 'newest')
  expect(state().window).toEqual({ from: 510, to: 1010 })
  goToEnd(view, 'oldest')
  expect(state().window).toEqual({ from: 90, to: 590 })
  paint()
  setMark(view)
  setCursor(view, 'cursorA')
  timeline.pointer = 0.25
  setCursor(view, 'cursorB')
  expect(state()).toMatchObject({ marks: [{ number: 1, ts: 340 }], cursorA: 340, cursorB: 215 })
  selectBetweenCursors(view)
  expect(state().area).toEqual({ from: 215, to: 340 })
  clearChosen(view)
  expect(state()).toMatchObject({ area: undefined, cursorA: undefined, cursorB: undefined })
  toggleFollow(view)
  expect(timeline.isFollowing).toBe(true)
  paint()
  toggleFollow(view)
  expect(state().window).toEqual(timeline.shown)
})

test('a cursor is put where the pointer is, also when the window has moved below it', () => {
  const { view, state, timeline, paint } = painted()
  goToEnd(view, 'oldest')
  paint()
  timeline.pointer = 0.5
  setCursor(view, 'cursorA')
  panBy(view, 0.2)
  paint()
  setCursor(view, 'cursorB')
  expect(state()).toMatchObject({ cursorA: 340, cursorB: 440 })
})

test('times go with the machine that had them', () => {
  const { source, state } = painted()
  source.store.setState({ boot: 2 })
  expect(state()).toMatchObject({ window: undefined, marks: [] })
})
