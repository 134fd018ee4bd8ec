import { expect, test } from 'vitest'
import { historyBox } from './history-draw.ts'
import { labelTop, layoutGeometry } from './rows-layout.ts'

const panel = { pages: 8, pageSize: 256, widthPx: 792, heightPx: 420, focusedCpu: 0, narrow: false }

test.each([
  { cpus: 2, snapshot: true },
  { cpus: 4, snapshot: true },
  { cpus: 6, snapshot: true },
  { cpus: 6, snapshot: false },
])(
  'beside each of $cpus rings, snapshot $snapshot, its history has room between the words and the spare ring',
  (of) => {
    const geometry = layoutGeometry({ ...panel, ...of })
    for (const row of geometry.rows) {
      const box = historyBox(row, geometry)
      expect(box?.height).toBeGreaterThanOrEqual(5)
      expect(box?.y).toBeGreaterThan(labelTop(row) + 2 * 15)
      const end = row.snapHeight > 0 ? row.snapY : row.y + row.height
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(end)
      expect(labelTop(row)).toBeGreaterThanOrEqual(row.y)
    }
  },
)

test('where rows are low there is none', () => {
  const geometry = layoutGeometry({ ...panel, cpus: 16, snapshot: true })
  expect(geometry.rows.slice(1).map((row) => historyBox(row, geometry))).toEqual(Array(15).fill(undefined))
})
