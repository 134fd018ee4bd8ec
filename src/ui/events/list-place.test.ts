import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventTypes } from '../../events/event-types.ts'
import { EventLog } from '../../store/event-log.ts'
import { NO_FILTER } from './events-store.ts'
import { movedTo } from './list-keys.ts'
import { ListPart } from './list-part.ts'
import { ListPlace } from './list-place.ts'
import { ListRows, UNREAD_FROM } from './list-rows.ts'
import { RowPrinter } from './row-printer.ts'
import { maxTop, revealRow, scrolledBy, scrollTo, sizeOf } from './row-scroll.ts'
import { rowTests } from './row-tests.ts'
import { eventRow } from './testing/made-rows.ts'

const SEED = 2008
const extentOf = fc.record({ height: fc.integer({ min: 1, max: 90_000_000 }), view: fc.integer({ min: 1, max: 2000 }) })

test(`the bar's ends are the list's ends, and what is asked for is in view, seed ${SEED}`, () => {
  fc.assert(
    fc.property(extentOf, fc.nat(100_000_000), (extent, wanted) => {
      const { top, at } = scrollTo(wanted, extent)
      const mostAt = Math.max(0, sizeOf(extent) - extent.view)
      expect(sizeOf(extent)).toBeLessThanOrEqual(8_000_000)
      expect(top).toBe(Math.min(wanted, maxTop(extent)))
      expect(at).toBeGreaterThanOrEqual(0)
      expect(at).toBeLessThanOrEqual(mostAt)
      expect(scrolledBy({ top, at }, 0, extent).top).toBe(0)
      expect(scrolledBy({ top, at }, mostAt, extent).top).toBe(maxTop(extent))
    }),
    { seed: SEED },
  )
})

test('a short way is as long in the list, however long that is; a long way goes by shares', () => {
  const extent = { height: 40_000_000, view: 500 }
  const here = scrollTo(20_000_000, extent)
  const further = scrolledBy(here, here.at + 100, extent)
  expect(further.top - here.top).toBe(100)
  expect(scrolledBy(further, further.at - 100, extent)).toEqual(here)
  const dragged = scrolledBy(here, (8_000_000 - 500) / 4, extent)
  expect(dragged.top).toBeCloseTo((40_000_000 - 500) / 4, 3)
  // a gesture never leaves the list
  expect(scrolledBy({ top: 30, at: 6 }, 1, { height: 40_000_000, view: 500 }).top).toBe(25)
  expect(scrolledBy({ top: 30, at: 90 }, 20, { height: 40_000_000, view: 500 }).top).toBe(0)
})

test('a list that fits is scrolled as it is', () => {
  const extent = { height: 1000, view: 300 }
  expect(scrolledBy(scrollTo(0, extent), 650, extent)).toEqual({ top: 650, at: 650 })
  expect(scrollTo(9999, extent)).toEqual({ top: 700, at: 700 })
})

test('to a row the list goes no farther than to see it with a neighbour', () => {
  const size = { rowPx: 16, view: 160 }
  expect(revealRow(320, 25, size)).toBe(320)
  expect(revealRow(320, 20, size)).toBe(304)
  expect(revealRow(320, 40, size)).toBe(42 * 16 - 160)
  expect(revealRow(320, 0, size)).toBe(0)
  // no room for a neighbour
  expect(revealRow(0, 5, { rowPx: 16, view: 20 })).toBe(78)
})

test.each([
  ['ArrowDown', 5, 6],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 5, 14],
  ['PageUp', 5, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['ArrowDown', undefined, 42],
  ['a', 5, undefined],
])('%s from row %s goes to %s', (key, at, to) => {
  expect(movedTo(key, { at, start: 42, count: 100, page: 10 })).toBe(to)
})

test('no key goes anywhere in an empty list', () => {
  expect(movedTo('End', { at: undefined, start: -1, count: 0, page: 10 })).toBeUndefined()
})

/** Rows of 10 px in a view of 100. */
function made(read: number, unread = 0) {
  const [log, unreadLog] = [new EventLog(), new EventLog()]
  const add = (count: number) => log.append(Array.from({ length: count }, (_, at) => eventRow({ cpu: at % 2 })))
  add(read)
  unreadLog.append(Array.from({ length: unread }, () => eventRow()))
  const rows = new ListRows(new ListPart(log), new ListPart(unreadLog))
  rows.hasNote = unread > 0
  const place = new ListPlace(rows)
  const draw = (follow: boolean): number => {
    const view = place.look({ rowPx: 10, view: 100 }, follow)
    place.settle(view)
    return view.scroll.top
  }
  return { add, rows, place, draw }
}

test('while it follows, the line about what is unread is the last in view', () => {
  const { add, draw } = made(50, 30)
  expect(draw(true)).toBe(51 * 10 - 100)
  add(5)
  expect(draw(true)).toBe(56 * 10 - 100)
})

test('with nothing read, what is unread begins at the top', () => {
  expect(made(0, 30).draw(true)).toBe(0)
})

test('scrolled up it stays at its row; at the end it follows again', () => {
  const { add, place, draw } = made(50)
  draw(true)
  expect(place.scrolled(205)).toBe(false)
  add(50)
  expect(draw(false)).toBe(205)
  expect(place.scrolled(205)).toBeUndefined()
  expect(place.scrolled(900)).toBe(true)
})

test('the row at the top stays there when rows above it are filtered out', () => {
  const { rows, place, draw } = made(60)
  draw(true)
  place.scrolled(303)
  expect(rows.numberAt(30)).toBe(30)
  const types = new EventTypes()
  const printer = new RowPrinter(types, false)
  rows.read.look(rowTests({ decisions: { ...NO_FILTER, hiddenCpus: [0], text: '' }, types, printer }))
  rows.read.advance(() => false)
  // its even rows are gone: the next one has its place
  expect(rows.numberAt(Math.floor(draw(false) / 10))).toBe(31)
})

test('a row is revealed from where the list is, and hidden it is kept for later', () => {
  const { place, draw } = made(50)
  draw(true)
  place.reveal(3)
  expect(draw(false)).toBe(20)
  const hidden = made(50)
  hidden.place.reveal(7)
  expect(hidden.draw(false)).toBe(70)
})

test('behind what was read there is what is unread, and the line between is one row', () => {
  const { rows, place, draw } = made(3, 2)
  expect(rows.length).toBe(6)
  expect(Array.from({ length: 6 }, (_, at) => rows.numberAt(at))).toEqual([
    0,
    1,
    2,
    UNREAD_FROM - 1,
    UNREAD_FROM,
    UNREAD_FROM + 1,
  ])
  expect([0, 2, UNREAD_FROM - 1, UNREAD_FROM + 1].map((number) => rows.indexOf(number))).toEqual([0, 2, 3, 5])
  expect([rows.shown, rows.all, rows.readEnd]).toEqual([5, 5, 4])
  place.reveal(UNREAD_FROM)
  draw(false)
  expect(place.isUnread).toBe(true)
})
