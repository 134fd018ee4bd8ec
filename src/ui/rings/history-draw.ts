import type { Brush } from './ring-draw.ts'
import { SAMPLES } from './history.ts'
import type { Sample } from './history.ts'
import { labelTop } from './rows-layout.ts'
import type { RingsGeometry, RowBox } from './rows-layout.ts'

const LEFT = 16
const TALLEST = 16
const LEAST = 5
const LINE_PX = 15

/** Where the strip has room under the label's words; undefined: nowhere. */
export function historyBox(row: RowBox, geometry: RingsGeometry): { x: number; y: number; height: number } | undefined {
  if (geometry.narrow || row.compact) return undefined
  const top = labelTop(row)
  const end = row.snapHeight > 0 ? row.snapY - 3 : row.y + row.height - 2
  // below the name, the rate where it has room, and what was lost
  const y = top + (end - top >= 3 * LINE_PX - 1 ? 3 : 2) * LINE_PX + 1
  const height = Math.min(TALLEST, end - y)
  return height >= LEAST ? { x: LEFT, y, height } : undefined
}

/** How full the ring was, padding above what was unread; a dot for the rate, of the fastest that is shown; a red tick where something was lost. */
export function drawHistory(brush: Brush, row: RowBox, geometry: RingsGeometry, samples: Iterable<Sample>): void {
  const box = historyBox(row, geometry)
  if (!box) return
  const { ctx, colors } = brush
  const bottom = box.y + box.height
  const shown = [...samples]
  const fastest = Math.max(...shown.map(({ rate }) => rate))
  shown.forEach(({ unread, padding, rate, lost }, at) => {
    const x = box.x + SAMPLES - shown.length + at
    const high = Math.max(0.5, Math.min(1, unread) * box.height)
    ctx.fillStyle = colors.committed
    ctx.fillRect(x, bottom - high, 1, high)
    const waste = Math.min(1 - Math.min(1, unread), padding) * box.height
    ctx.fillStyle = colors.padding
    if (waste > 0) ctx.fillRect(x, bottom - high - waste, 1, waste)
    ctx.fillStyle = colors.ink
    if (rate > 0) ctx.fillRect(x, bottom - (rate / fastest) * (box.height - 1) - 1, 1, 1)
    ctx.fillStyle = colors.lost
    if (lost) ctx.fillRect(x, box.y, 1, Math.max(2, box.height / 4))
  })
}
