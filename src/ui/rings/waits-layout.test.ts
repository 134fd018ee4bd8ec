import { expect, test } from 'vitest'
import { layoutWaits } from './waits-layout.ts'

/** Rows of 100 px; the reader is seat 4. */
const yOf = (seat: number) => ({ dot: seat * 100 + 40, arrow: seat * 100 + 20 })

test('from who waits to who holds', () => {
  expect(layoutWaits([{ waiter: 0, holder: 2 }], yOf)).toEqual([{ waiter: 0, holder: 2, fromY: 40, toY: 220, lane: 0 }])
})

test('the shorter lies inside of the longer that spans it; those apart share a lane', () => {
  const lines = layoutWaits(
    [
      { waiter: 0, holder: 4 },
      { waiter: 1, holder: 2 },
      { waiter: 3, holder: 3 },
    ],
    yOf,
  )
  const lanes = Object.fromEntries(lines.map(({ waiter, lane }) => [waiter, lane]))
  expect(lanes).toEqual({ 3: 0, 1: 0, 0: 1 })
})

test('all wait for the reader: each has a lane of its own where they meet', () => {
  const lines = layoutWaits(
    [0, 1, 2].map((waiter) => ({ waiter, holder: 4 })),
    yOf,
  )
  expect(lines.map(({ waiter, lane }) => [waiter, lane])).toEqual([
    [2, 0],
    [1, 1],
    [0, 2],
  ])
})

test('who is not shown has no line', () => {
  expect(layoutWaits([{ waiter: 0, holder: 9 }], (seat) => (seat === 9 ? undefined : yOf(seat)))).toEqual([])
})
