import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack, paintDensity, parseRgb } from './density.ts'
import type { DensityColors, PageFill, Rgb } from './density.ts'
import { layoutColumns } from './rows-layout.ts'

const SEED = 20080924
const colors: DensityColors = {
  unread: [0, 0, 250],
  consumed: [0, 100, 200],
  reserved: [250, 200, 0],
  padding: [100, 100, 100],
  free: [30, 30, 30],
}
const X = 108

function paint(
  fills: readonly PageFill[],
  widthPx: number,
  pageSize = 100,
): { out: Uint32Array; columns: ReturnType<typeof layoutColumns> } {
  const columns = layoutColumns({ pages: fills.length, x: X, widthPx })
  const out = new Uint32Array(widthPx + 2)
  const readPage = (page: number, fill: PageFill): void => void Object.assign(fill, fills[page])
  paintDensity({ columns, x: X, pageSize, readPage, colors }, out)
  return { out, columns }
}

test('a page that has several pixels is to scale', () => {
  const page = { committed: 60, consumed: 20, reserved: 10, padding: 0 }
  const { out, columns } = paint([page, { committed: 80, consumed: 80, reserved: 0, padding: 20 }], 84)
  const [first, second] = columns
  const count = (column = first, colour: Rgb): number =>
    [...out.subarray((column?.x ?? 0) - X, (column?.x ?? 0) - X + (column?.width ?? 0))].filter(
      (pixel) => pixel === pack(colour),
    ).length
  expect([colors.consumed, colors.unread, colors.reserved, colors.free].map((colour) => count(first, colour))).toEqual([
    8, 16, 4, 12,
  ])
  expect([colors.consumed, colors.padding].map((colour) => count(second, colour))).toEqual([32, 8])
})

test('pages that share a pixel are their mean', () => {
  const full = { committed: 100, consumed: 0, reserved: 0, padding: 0 }
  const empty = { committed: 0, consumed: 0, reserved: 0, padding: 0 }
  const { out } = paint(
    Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? full : empty)),
    100,
  )
  expect(out[50]).toBe(pack([15, 15, 140]))
})

test(`whatever the words say, every pixel of a column has a colour between those of the roles, seed ${SEED}`, () => {
  const word = fc.integer({ min: -50, max: 400 })
  const fill = fc.record({ committed: word, consumed: word, reserved: word, padding: word })
  const property = fc.property(
    fc.array(fill, { minLength: 2, maxLength: 300 }),
    fc.integer({ min: 20, max: 700 }),
    (fills, width) => {
      const { out, columns } = paint(fills, width)
      for (const column of columns) {
        for (let at = column.x - X; at < Math.min(out.length, column.x - X + column.width); at++) {
          const pixel = out[at] ?? 0
          expect(pixel >>> 24).toBe(255)
          expect(pixel & 255).toBeLessThanOrEqual(250)
        }
      }
    },
  )
  fc.assert(property, { seed: SEED, numRuns: 60 })
})

test('colours', () => {
  expect(parseRgb('#0f141b')).toEqual([15, 20, 27])
  expect(pack([1, 2, 3])).toBe(0xff030201)
})
