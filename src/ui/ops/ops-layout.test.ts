import { expect, test } from 'vitest'
import { CELLS, cellX, laneY, opAt, opsLayout, overviewX, stripHeight } from './ops-layout.ts'

/** 480 px of data from x 108 on: a cell is 10 px wide. */
const WIDTH = 604
const layout = (position: number, length: number) => opsLayout(WIDTH, position, length)

test('as long as they fit, all ops are cells', () => {
  expect(layout(5, 20)).toEqual({ x: 108, width: 480, first: 1, last: 20, cellWidth: 10 })
  expect(layout(0, 0)).toEqual({ x: 108, width: 480, first: 1, last: 0, cellWidth: 10 })
})

test('of more, the window goes along, with eight of what comes behind the op that is shown', () => {
  expect(layout(0, 2000)).toMatchObject({ first: 1, last: 48 })
  expect(layout(40, 2000)).toMatchObject({ first: 1, last: 48 })
  expect(layout(41, 2000)).toMatchObject({ first: 2, last: 49 })
  expect(layout(1000, 2000)).toMatchObject({ first: 961, last: 1008 })
  expect(layout(1996, 2000)).toMatchObject({ first: 1953, last: 2000 })
  expect(layout(2000, 2000)).toMatchObject({ first: 1953, last: 2000 })
})

test('the overview has all ops on one axis, the cells the window', () => {
  const at = layout(1000, 2000)
  expect([0, 500, 2000].map((op) => overviewX(at, op, 2000))).toEqual([108, 228, 588])
  expect(overviewX(at, 0, 0)).toBe(108)
  expect([961, 962, 1008].map((op) => cellX(at, op))).toEqual([108, 118, 578])
})

test('a point is the op under it: in the overview any, below it that of the cell, and never one that is not there', () => {
  const at = layout(1000, 2000)
  expect(opAt(at, 108, 3, 2000)).toBe(0)
  expect(opAt(at, 228, 3, 2000)).toBe(500)
  expect(opAt(at, -50, 3, 2000)).toBe(0)
  expect(opAt(at, 9999, 3, 2000)).toBe(2000)
  expect(opAt(at, 108, laneY(1), 2000)).toBe(961)
  expect(opAt(at, 119, laneY(1), 2000)).toBe(962)
  expect(opAt(at, 9999, laneY(1), 2000)).toBe(1008)
  // left of the first cell is the op before it
  expect(opAt(at, 100, laneY(1), 2000)).toBe(960)
  expect(opAt(layout(3, 5), 100, laneY(1), 5)).toBe(0)
})

test('every op that is a cell is found again under its own middle', () => {
  for (const position of [0, 17, 48, 300, 1999, 2000]) {
    const at = layout(position, 2000)
    for (let op = at.first; op <= at.last; op++)
      expect(opAt(at, cellX(at, op) + at.cellWidth / 2, laneY(0), 2000)).toBe(op)
    expect(at.last - at.first + 1).toBe(CELLS)
  }
})

test('lanes lie below the overview and below each other, and the strip holds them', () => {
  expect([0, 1, 2].map(laneY)).toEqual([28, 43, 58])
  expect(stripHeight(3)).toBe(laneY(3) + 4)
})

test('on a phone fewer ops are cells, none of them lower than it is wide', () => {
  const narrow = opsLayout(390, 1000, 2000)
  expect(narrow).toMatchObject({ width: 266, first: 983, last: 1008 })
  expect(narrow.cellWidth).toBeGreaterThanOrEqual(10)
})

test('a strip without room is still one', () => {
  expect(opsLayout(20, 3, 5)).toMatchObject({ width: 1 })
  expect(opAt(opsLayout(20, 3, 5), 0, 3, 5)).toBe(0)
})
