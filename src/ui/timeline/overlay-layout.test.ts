import { expect, test } from 'vitest'
import { layoutOverlay } from './overlay-layout.ts'
import type { OverlayInput } from './overlay-layout.ts'
import { testFrame } from './testing/test-frame.ts'

const NOTHING: OverlayInput = {
  selected: undefined,
  gap: undefined,
  area: undefined,
  marks: [],
  cursorA: undefined,
  cursorB: undefined,
  lengthOf: ({ from, to }) => `${to - from} ns`,
}
const layout = (input: Partial<OverlayInput>) => layoutOverlay({ ...NOTHING, ...input }, testFrame({ cpus: 2 }))

test('the selected event is outlined around its tick; out of view there is nothing to outline', () => {
  expect(layout({ selected: { cpu: 1, ts: 50, isUnread: true } }).selected).toEqual({
    x: 147,
    y: 36,
    width: 8,
    height: 16,
  })
  expect(layout({ selected: { cpu: 1, ts: 50, isUnread: false } }).selected).toMatchObject({
    y: 42,
    width: 7,
    height: 10,
  })
  expect(layout({ selected: { cpu: 0, ts: 501, isUnread: false } }).selected).toBeUndefined()
})

test('a loss without bounds is outlined as far as one sees', () => {
  expect(layout({ gap: { cpu: 0, from: -Infinity, to: 50, count: 1 } }).gap).toMatchObject({ x: 100, width: 50 })
  expect(layout({ gap: { cpu: 1, from: 400, to: Infinity, count: 1 } }).gap).toMatchObject({
    x: 500,
    width: 100,
    y: 36,
  })
  expect(layout({ gap: { cpu: 1, from: 600, to: 700, count: 1 } }).gap).toBeUndefined()
})

test('cursors have their difference between them, or beside them where it does not fit; A may be behind B', () => {
  const { cursors, delta } = layout({ cursorA: 100, cursorB: 400 })
  expect(cursors).toEqual([
    { x: 200, word: 'A' },
    { x: 500, word: 'B' },
  ])
  expect(delta).toEqual({ from: 200, to: 500, words: 'B − A 300 ns', wordsX: 350 })
  expect(layout({ cursorA: 140, cursorB: 100 }).delta).toMatchObject({ words: 'B − A −40 ns' })
  expect(layout({ cursorA: 100, cursorB: 140 }).delta?.wordsX).toBeGreaterThan(240)
  expect(layout({ cursorA: 450, cursorB: 490 }).delta?.wordsX).toBeLessThan(550)
  expect(layout({ cursorA: 100 }).delta).toBeUndefined()
})

test('an area is clipped to what one sees; marks out of view are not shown', () => {
  expect(layout({ area: { from: -10, to: 50 } }).area).toEqual({ from: 100, to: 150 })
  const marks = [
    { number: 1, ts: 20 },
    { number: 2, ts: 900 },
  ]
  expect(layout({ marks }).marks).toEqual([{ x: 120, word: '1' }])
})
