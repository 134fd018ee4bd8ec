/** Paints what one has put on the timeline. */
import { textWidth } from '../rings/marker-layout.ts'
import { MONO_BOLD } from '../rings/ring-draw.ts'
import type { Brush } from '../rings/ring-draw.ts'
import type { TimelineFrame } from './frame.ts'
import { PLATE_PX } from './overlay-layout.ts'
import type { Box, FlagShape, OverlayShapes } from './overlay-layout.ts'

/** Within the lanes' region. */
export function drawChosen({ ctx, colors }: Brush, { area, gap, selected }: OverlayShapes, frame: TimelineFrame): void {
  if (area) {
    ctx.fillStyle = colors.ink
    ctx.globalAlpha = 0.12
    ctx.fillRect(area.from, frame.top, area.to - area.from, frame.bottom - frame.top)
    ctx.globalAlpha = 1
    for (const x of [area.from, area.to - 1]) ctx.fillRect(x, frame.top, 1, frame.bottom - frame.top)
  }
  ctx.strokeStyle = colors.ink
  ctx.lineWidth = 2
  for (const box of [gap, selected]) if (box) outline(ctx, box)
}

/** Flags of marks stand over the lanes, those of the cursors on the axis, and between them how far they are apart. */
export function drawFlags(brush: Brush, { marks, cursors, delta }: OverlayShapes, frame: TimelineFrame): void {
  const { ctx, colors } = brush
  const axis = frame.bottom + 4
  for (const mark of marks) drawFlag(brush, mark, { plateY: 1, from: 1 + PLATE_PX, to: frame.bottom })
  if (delta) {
    // the axis gives way
    ctx.fillStyle = colors.surface
    ctx.fillRect(delta.from, axis, delta.to - delta.from, PLATE_PX + 4)
  }
  for (const cursor of cursors) drawFlag(brush, cursor, { plateY: axis, from: frame.top, to: axis })
  if (!delta) return
  const middle = axis + PLATE_PX / 2
  const half = textWidth(delta.words) / 2 + 4
  ctx.fillStyle = colors.ink
  const inside = delta.wordsX > delta.from && delta.wordsX < delta.to
  if (inside) ctx.fillRect(delta.from, Math.floor(middle), delta.to - delta.from, 1)
  ctx.fillStyle = colors.surface
  ctx.fillRect(delta.wordsX - half, axis, 2 * half, PLATE_PX)
  ctx.fillStyle = colors.ink
  ctx.font = MONO_BOLD
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(delta.words, delta.wordsX, middle + 0.5)
}

function drawFlag(
  { ctx, colors }: Brush,
  { x, word }: FlagShape,
  { plateY, from, to }: { plateY: number; from: number; to: number },
): void {
  const width = Math.max(PLATE_PX, textWidth(word) + 6)
  ctx.fillStyle = colors.ink
  ctx.fillRect(x, from, 1, to - from)
  ctx.fillRect(Math.round(x - width / 2), plateY, width, PLATE_PX)
  ctx.fillStyle = colors.surface
  ctx.font = MONO_BOLD
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(word, x + 0.5, plateY + PLATE_PX / 2 + 0.5)
}

function outline(ctx: CanvasRenderingContext2D, { x, y, width, height }: Box): void {
  ctx.strokeRect(x + 1, y + 1, Math.max(1, width - 2), Math.max(1, height - 2))
}
