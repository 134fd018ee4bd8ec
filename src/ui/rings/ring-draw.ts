/** Paints a ring from its rectangles. Decides nothing: what is where comes from ring-shapes.ts and marker-layout.ts. */
import type { CanvasColors } from '../canvas-theme.ts'
import type { Hatches } from '../hatch.ts'
import type { Marker } from './marker-layout.ts'
import { LABEL_PX, textWidth } from './marker-layout.ts'
import type { RingShapes, Segment } from './ring-shapes.ts'

export interface Brush {
  readonly ctx: CanvasRenderingContext2D
  readonly colors: CanvasColors
  readonly hatches: Hatches
}

export interface Band {
  readonly y: number
  readonly height: number
}

export const MONO_FONT = `${LABEL_PX}px 'IBM Plex Mono', monospace`
export const MONO_BOLD = `600 ${MONO_FONT}`

export function drawRing(brush: Brush, shapes: RingShapes, band: Band): void {
  const { ctx, colors } = brush
  ctx.fillStyle = colors.free
  for (const { x, width } of shapes.columns) ctx.fillRect(x, band.y, width, band.height)
  for (const segment of shapes.segments) drawSegment(brush, segment, band)
  drawRuns(brush, shapes, band)
  if (!shapes.bordered) return
  ctx.strokeStyle = colors.freeBorder
  ctx.lineWidth = 1
  for (const { x, width } of shapes.columns) ctx.strokeRect(x + 0.5, band.y + 0.5, width - 1, band.height - 1)
}

function drawSegment(brush: Brush, segment: Segment, band: Band): void {
  const { ctx } = brush
  const inset = segment.share === 1 ? 1 : 0
  const y = band.y + inset + segment.top * band.height
  const height = segment.share * band.height - 2 * inset
  if (segment.family !== undefined) {
    drawEvent(brush, segment, { y, height })
    return
  }
  ctx.fillStyle = fillOf(brush, segment.kind)
  ctx.fillRect(segment.x, y, segment.width, height)
}

/** Type bar, gap, body, gap: the gap keeps a blue bar legible on blue. Low rings have no room for the gap at the bar. */
function drawEvent(brush: Brush, segment: Segment, { y, height }: Band): void {
  const { ctx, colors } = brush
  const { x, width, kind, family } = segment
  const pale = kind === 'consumed'
  const bar = pale || height < 28 ? 2 : 3
  const gap = height < 28 || width < 6 ? 0 : 1
  ctx.fillStyle = pale ? colors.consumed : colors.committed
  ctx.fillRect(x + (pale ? 0 : bar + gap), y, width - (pale ? 1 : bar + gap + 1), height)
  ctx.fillStyle = colors.families[family ?? 'other']
  ctx.globalAlpha = pale ? 0.55 : 1
  ctx.fillRect(x, y, Math.min(bar, width), height)
  ctx.globalAlpha = 1
}

function fillOf({ colors, hatches }: Brush, kind: Segment['kind']): string | CanvasPattern {
  if (kind === 'unread') return colors.committed
  if (kind === 'reserved' || kind === 'padding') return hatches[kind]
  return colors[kind]
}

function drawRuns({ ctx, colors }: Brush, shapes: RingShapes, band: Band): void {
  ctx.strokeStyle = colors.consumedBorder
  ctx.lineWidth = 1
  ctx.setLineDash([3, 2])
  for (const { x, width } of shapes.runs) ctx.strokeRect(x + 0.5, band.y + 1.5, width - 1, band.height - 3)
  ctx.setLineDash([])
}

export interface LostBox {
  readonly x: number
  readonly width: number
  readonly count: number
  /** an outline only, where a filled page would flash */
  readonly storm: boolean
}

/** ✕ above "n lost"; the words go first where there is no room. */
export function drawLost(brush: Brush, box: LostBox, band: Band): void {
  const { ctx, colors } = brush
  const { x, width } = box
  if (width < 3) return
  if (box.storm) {
    ctx.strokeStyle = colors.overwritten
    ctx.lineWidth = 2
    ctx.strokeRect(x + 1, band.y + 2, width - 2, band.height - 4)
  }
  const words = [`${box.count} lost`, `${box.count}`].find((text) => textWidth(text) + 6 <= width)
  const tall = band.height >= 34
  const middle = x + width / 2
  const showWords = words !== undefined && (tall || width > textWidth(words) + 26)
  const crossX = showWords && !tall ? middle - textWidth(words) / 2 - 4 : middle
  const crossY = band.y + band.height * (showWords && tall ? 0.32 : 0.5)
  const arm = Math.min(5, width / 3)
  drawCross(ctx, crossX, crossY, arm, box.storm ? colors.overwritten : '#fff')
  if (!showWords) return
  ctx.font = MONO_BOLD
  ctx.fillStyle = box.storm ? colors.lost : colors.overwrittenInk
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(words, tall ? middle : middle + 7, band.y + band.height * (tall ? 0.7 : 0.52))
}

function drawCross(ctx: CanvasRenderingContext2D, x: number, y: number, arm: number, ink: string): void {
  ctx.strokeStyle = ink
  ctx.lineWidth = 2
  ctx.beginPath()
  ctx.moveTo(x - arm, y - arm)
  ctx.lineTo(x + arm, y + arm)
  ctx.moveTo(x + arm, y - arm)
  ctx.lineTo(x - arm, y + arm)
  ctx.stroke()
}

/** @param lane above: the triangle stands on the band and points down; below: under it, pointing up */
export function drawMarker(
  brush: Brush,
  marker: Marker,
  place: { band: Band; above: boolean; small: boolean; plate: boolean },
): void {
  const { ctx, colors } = brush
  const { band, above, small } = place
  const ink = colors[marker.kind]
  const half = small ? 4 : 5
  const tip = above ? band.y - 1 : band.y + band.height + 1
  const base = above ? tip - (small ? 5 : 7) : tip + (small ? 5 : 7)
  const textY = above ? tip - 8 : tip + (small ? 7 : 9)
  if (place.plate && marker.word) {
    const width = textWidth(marker.word)
    ctx.fillStyle = colors.surface
    ctx.fillRect(
      marker.align === 'left' ? marker.x - half - 1 : marker.textX - width - 3,
      textY - 7,
      width + half + 11,
      14,
    )
  }
  ctx.fillStyle = ink
  ctx.fillRect(marker.x - 0.75, band.y, 1.5, band.height)
  ctx.beginPath()
  ctx.moveTo(marker.x, tip)
  ctx.lineTo(marker.x - half, base)
  ctx.lineTo(marker.x + half, base)
  ctx.fill()
  if (!marker.word) return
  ctx.font = small ? MONO_FONT : MONO_BOLD
  ctx.textAlign = marker.align
  ctx.textBaseline = 'middle'
  ctx.fillText(marker.word, marker.textX, textY)
}

/** 2 px of ink, the same in rings, bytes, timeline and list. */
export function drawSelection({ ctx, colors }: Brush, { x, width }: { x: number; width: number }, band: Band): void {
  ctx.strokeStyle = colors.ink
  ctx.lineWidth = 2
  ctx.strokeRect(x - 1, band.y, Math.max(4, width + 1), band.height)
}

const SWAPPED = 'swapped'

/** Both rings outlined, and the word between them at their right end. */
export function drawSwapped({ ctx, colors }: Brush, right: number, bands: readonly Band[], left: number): void {
  ctx.strokeStyle = colors.ink
  ctx.lineWidth = 1.5
  for (const { y, height } of bands) ctx.strokeRect(left - 2, y - 2, right - left + 4, height + 4)
  const [live] = bands
  if (!live) return
  const width = textWidth(SWAPPED) + 8
  ctx.fillStyle = colors.surface
  ctx.fillRect(right - width, live.y + live.height + 3, width, 13)
  ctx.font = MONO_BOLD
  ctx.fillStyle = colors.ink
  ctx.textAlign = 'right'
  ctx.textBaseline = 'middle'
  ctx.fillText(SWAPPED, right - 4, live.y + live.height + 9.5)
}

/** From the last page over the top back into page 0: dashed, with an arrow. */
export function drawWrap({ ctx, colors }: Brush, from: { left: number; right: number }, band: Band): void {
  const [left, right] = [from.left - 7.5, from.right + 7.5]
  const [top, middle] = [Math.round(band.y - 11) + 0.5, Math.round(band.y + band.height / 2) + 0.5]
  ctx.strokeStyle = colors.muted
  ctx.lineWidth = 1
  ctx.setLineDash([2, 3])
  ctx.beginPath()
  ctx.moveTo(from.right + 1, middle)
  ctx.lineTo(right, middle)
  ctx.lineTo(right, top)
  ctx.lineTo(left, top)
  ctx.lineTo(left, middle)
  ctx.stroke()
  ctx.setLineDash([])
  ctx.fillStyle = colors.muted
  ctx.beginPath()
  ctx.moveTo(from.left - 2, middle)
  ctx.lineTo(from.left - 7, middle - 3.5)
  ctx.lineTo(from.left - 7, middle + 3.5)
  ctx.fill()
}

export function drawPageNumbers(
  { ctx, colors }: Brush,
  shapes: RingShapes,
  y: number,
  covered: [number, number] | undefined,
): void {
  ctx.font = MONO_FONT
  ctx.fillStyle = colors.muted
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  let end = -Infinity
  for (const { x, firstPage } of shapes.columns) {
    const word = String(firstPage)
    const right = x + textWidth(word)
    if (x < end + 6 || (covered && right + 8 > covered[0] && x - 8 < covered[1])) continue
    ctx.fillText(word, x, y)
    end = right
  }
}

/** A dead CPU's row: hatched over, so that its pages can still be made out. */
export function drawDead({ ctx, hatches }: Brush, x: number, width: number, band: Band): void {
  ctx.fillStyle = hatches.dead
  ctx.fillRect(x, band.y, width, band.height)
}
