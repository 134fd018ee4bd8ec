import { expect, test } from 'vitest'
import { addMark, applyTimelineLink, createTimelineStore, deleteMark, timelineLink } from './timeline-store.ts'
import type { TimelineLink } from './timeline-store.ts'

test('marks are numbered, and keep their numbers when another goes', () => {
  const store = createTimelineStore()
  for (const ts of [10, 30, 20]) addMark(store, ts)
  deleteMark(store, 2)
  addMark(store, 5)
  expect(store.getState().marks).toEqual([
    { number: 1, ts: 10 },
    { number: 3, ts: 20 },
    { number: 4, ts: 5 },
  ])
})

test('what a link says is what is shown, through JSON', () => {
  const store = createTimelineStore()
  expect(timelineLink(store)).toEqual({})
  store.setState({ window: { from: 1, to: 9 }, area: { from: 2, to: 3 }, cursorA: 4, cursorB: 0, asTable: true })
  addMark(store, 7)
  const link = JSON.parse(JSON.stringify(timelineLink(store))) as TimelineLink
  expect(link).toEqual({ window: [1, 9], area: [2, 3], a: 4, b: 0, marks: [7], table: true })
  const other = createTimelineStore()
  applyTimelineLink(other, link)
  expect(other.getState()).toEqual(store.getState())
})

test('a link that makes no sense is as if it said nothing', () => {
  const store = createTimelineStore()
  const nonsense = { window: [9, 1], area: 'x', a: '4', marks: ['x', null], table: 1 }
  for (const link of [nonsense, undefined, 7, 'x']) applyTimelineLink(store, link)
  expect(store.getState()).toEqual(createTimelineStore().getState())
})
