import { expect, test } from 'vitest'
import { centredOn, fitted, kept, panned, pinched, zoomed } from './window-moves.ts'

const WINDOW = { from: 100, to: 200 }

test('zooming keeps the time around which it zooms where it is', () => {
  expect(zoomed(WINDOW, 2, 150)).toEqual({ from: 125, to: 175 })
  expect(zoomed(WINDOW, 2, 100)).toEqual({ from: 100, to: 150 })
  expect(zoomed(WINDOW, 0.5, 200)).toEqual({ from: 0, to: 200 })
  const { from, to } = zoomed(WINDOW, 1e9, 150)
  expect(to - from).toBe(8)
})

test('panning, centring and fitting', () => {
  expect(panned(WINDOW, 0.2)).toEqual({ from: 120, to: 220 })
  expect(centredOn(WINDOW, 400)).toEqual({ from: 350, to: 450 })
  expect(fitted({ from: 0, to: 1000 })).toEqual({ from: -20, to: 1020 })
  expect(fitted({ from: 5, to: 5 })).toEqual({ from: 1, to: 9 })
})

test('a window always shows something, and is not much wider than all that there is', () => {
  const extent = { from: 0, to: 1000 }
  expect(kept(WINDOW, extent)).toBe(WINDOW)
  expect(kept(WINDOW, undefined)).toBe(WINDOW)
  expect(kept({ from: 1500, to: 1600 }, extent)).toEqual({ from: 998, to: 1098 })
  expect(kept({ from: -600, to: -500 }, extent)).toEqual({ from: -98, to: 2 })
  expect(kept({ from: -9500, to: 10500 }, extent)).toEqual({ from: -1500, to: 2500 })
})

test('two fingers keep what is under them', () => {
  const pinch = (now: [number, number]) => pinched(WINDOW, { before: [250, 750], now, width: 1000 })
  expect(pinch([250, 750])).toEqual(WINDOW)
  expect(pinch([350, 850])).toEqual({ from: 90, to: 190 })
  // 125 and 175 are now 1000 px apart
  expect(pinch([0, 1000])).toEqual({ from: 125, to: 175 })
  const { from, to } = pinch([500, 500])
  expect(to - from).toBe(50_000)
})
