import { expect, test } from 'vitest'
import { columnOfPage, hitTest, layoutColumns, layoutGeometry, layoutRows, offsetToPx } from './rows-layout.ts'

const wide = {
  cpus: 4,
  pages: 8,
  pageSize: 256,
  snapshot: true,
  widthPx: 792,
  heightPx: 554,
  focusedCpu: 0,
  narrow: false,
}

test('four CPUs at 1440x900: the grid of the mock-ups', () => {
  const { columns, rows } = layoutGeometry(wide)
  expect(columns.map(({ x, width }) => [x, width]).slice(0, 3)).toEqual([
    [108, 80],
    [192, 80],
    [276, 80],
  ])
  expect(columns.at(-1)).toMatchObject({ x: 696, width: 80 })
  expect(rows[0]).toMatchObject({ y: 4, height: 136, ringHeight: 46, snapHeight: 23 })
})

test.each([1, 6, 8, 9, 64, 256])('%i CPUs: rows lie below each other, and their parts in them', (cpus) => {
  const rows = layoutRows({ ...wide, cpus, unrolls: false })
  expect(rows).toHaveLength(cpus)
  for (const [at, row] of rows.entries()) {
    expect(row.y).toBe(at === 0 ? 4 : (rows[at - 1]?.y ?? 0) + (rows[at - 1]?.height ?? 0))
    const end = row.snapHeight > 0 ? row.snapY + row.snapHeight : row.ringY + row.ringHeight
    expect(end).toBeLessThanOrEqual(row.y + row.height)
    expect(row.ringHeight).toBeGreaterThanOrEqual(12)
  }
})

test.each([
  [1, 200, 78],
  [2, 200, 78],
  [3, 136, 46],
])('%i CPUs have rows of %i px, with rings of %i', (cpus, height, ringHeight) => {
  const rows = layoutRows({ ...wide, cpus, unrolls: false })
  expect(rows.map((row) => [row.height, row.ringHeight])).toEqual(Array(cpus).fill([height, ringHeight]))
})

test('of many CPUs the focused one has its full height', () => {
  const rows = layoutRows({ ...wide, cpus: 12, focusedCpu: 3, unrolls: false })
  expect(rows.filter(({ compact }) => !compact).map(({ cpu }) => cpu)).toEqual([3])
})

test.each([1, 2, 8, 63, 64, 65, 200, 668, 669, 1024, 5000])(
  '%i pages: columns lie inside, in order, every page in one',
  (pages) => {
    const columns = layoutColumns({ pages, x: 108, widthPx: 668 })
    expect(columns[0]?.x).toBe(108)
    expect(columns.at(-1)?.endPage).toBe(pages)
    for (const [at, column] of columns.entries()) {
      expect(column.firstPage).toBe(at === 0 ? 0 : columns[at - 1]?.endPage)
      expect(column.x + column.width).toBeLessThanOrEqual(108 + 668 + 1)
    }
    for (const page of [0, Math.floor(pages / 2), pages - 1]) {
      const column = columnOfPage({ columns, pages }, page)
      expect(column && page >= column.firstPage && page < column.endPage).toBe(true)
    }
    expect(columnOfPage({ columns, pages }, pages)).toBeUndefined()
  },
)

test('a byte lies inside the border', () => {
  const column = { x: 100, width: 80, firstPage: 2, endPage: 3 }
  expect([0, 0.5, 1, 7, -1].map((share) => offsetToPx(column, 2, share))).toEqual([101, 140, 179, 179, 101])
})

test('hits', () => {
  const geometry = layoutGeometry(wide)
  const { ringY, snapY } = geometry.rows[1] ?? { ringY: 0, snapY: 0 }
  expect(hitTest(geometry, 193, ringY + 1)).toEqual({ cpu: 1, page: 1, snapshot: false })
  expect(hitTest(geometry, 193, snapY + 1)).toEqual({ cpu: 1, page: 1, snapshot: true })
  expect(hitTest(geometry, 190, ringY + 1)).toBeUndefined()
  expect(hitTest(geometry, 193, ringY - 3)).toBeUndefined()
})
