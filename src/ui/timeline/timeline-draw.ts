/** Paints the timeline from its rectangles; the ticks come as an image, see lanes-canvas.ts. */
import { LABEL_PX, textWidth } from '../rings/marker-layout.ts'
import { MONO_BOLD, MONO_FONT } from '../rings/ring-draw.ts'
import type { Brush } from '../rings/ring-draw.ts'
import { laneY, timeToPx } from './frame.ts'
import type { TimelineFrame } from './frame.ts'
import { ROOMY_PX } from './lanes-image.ts'
import { drawChosen, drawFlags } from './overlay-draw.ts'
import type { OverlayShapes } from './overlay-layout.ts'
import type { AxisTick } from './time-axis.ts'
import type { CommonShape, GapShape, LineShape } from './timeline-layout.ts'

export interface TimelinePicture {
  readonly frame: TimelineFrame
  readonly gaps: readonly GapShape[]
  readonly lines: readonly LineShape[]
  readonly axis: readonly AxisTick[]
  /** where laps of a looping trace begin */
  readonly laps: readonly number[]
  readonly common: CommonShape | undefined
  readonly overlay: OverlayShapes
  /** per CPU, by how much its clock is off on purpose: the longest words first; empty: not at all */
  readonly offsets: readonly (readonly string[])[]
  /** the ticks of all lanes */
  readonly drawTicks: (ctx: CanvasRenderingContext2D) => void
}

export function drawTimeline(brush: Brush, picture: TimelinePicture): void {
  const { ctx, colors } = brush
  const { frame, lines, gaps } = picture
  ctx.save()
  ctx.beginPath()
  ctx.rect(0, frame.top - 2, frame.right + 16, frame.bottom - frame.top + 2)
  ctx.clip()
  drawLanes(brush, picture)
  drawCommonTint(brush, picture)
  for (const { x, width, y, height, kind } of lines) {
    ctx.fillStyle = kind === 'unread' ? colors.committed : kind === 'read' ? colors.consumed : colors.consumedBorder
    ctx.fillRect(x, y, width, height)
  }
  picture.drawTicks(ctx)
  for (const gap of gaps) drawGap(brush, gap)
  drawChosen(brush, picture.overlay, frame)
  ctx.restore()
  drawCommonBracket(brush, picture)
  drawLaps(brush, picture)
  drawAxis(brush, picture)
  drawFlags(brush, picture.overlay, frame)
}

function drawLanes({ ctx, colors }: Brush, { frame, offsets }: TimelinePicture): void {
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  const wide = frame.left > 60
  const labelX = wide ? 16 : 2
  const every = Math.max(1, Math.ceil(12 / frame.laneHeight))
  for (let cpu = 0; cpu < frame.cpus; cpu++) {
    const y = laneY(cpu, frame)
    if (y + frame.laneHeight < frame.top || y > frame.bottom) continue
    ctx.fillStyle = colors.hairline
    if (frame.laneHeight >= ROOMY_PX) ctx.fillRect(frame.left, y + frame.laneHeight - 1, frame.right - frame.left, 1)
    if (cpu % every !== 0) continue
    const label = wide ? `CPU ${cpu}` : String(cpu)
    const middle = y + Math.max(frame.laneHeight, 10) / 2
    ctx.fillStyle = colors.ink
    ctx.font = MONO_FONT
    ctx.fillText(label, labelX, middle)
    const markX = labelX + textWidth(label) + (wide ? 6 : 1)
    const mark = offsets[cpu]?.find((words) => markX + textWidth(words) <= frame.left - (wide ? 4 : 0))
    if (!mark) continue
    ctx.font = MONO_BOLD
    ctx.fillText(mark, markX, middle)
  }
}

function drawCommonTint({ ctx, colors }: Brush, { frame, common }: TimelinePicture): void {
  if (!common) return
  ctx.fillStyle = colors.committed
  ctx.globalAlpha = 0.13
  ctx.fillRect(common.x, frame.top - 2, common.width, frame.bottom - frame.top + 2)
  ctx.globalAlpha = 1
}

/** Over gaps and ticks, so that its ends can be seen; an end out of view has no edge. */
function drawCommonBracket({ ctx, colors }: Brush, { frame, common }: TimelinePicture): void {
  if (!common) return
  const { x, width, beginsHere, endsHere, words, wordsX } = common
  const height = frame.bottom - frame.top + 2
  ctx.fillStyle = colors.committed
  ctx.fillRect(x, frame.top - 2, width, 1)
  if (beginsHere) ctx.fillRect(x, frame.top - 2, 1, height)
  if (endsHere) ctx.fillRect(x + width - 1, frame.top - 2, 1, height)
  ctx.fillStyle = colors.ink
  ctx.font = MONO_FONT
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(words, wordsX, frame.top - 9)
}

function drawGap({ ctx, colors, hatches }: Brush, gap: GapShape): void {
  ctx.fillStyle = hatches.gap
  ctx.fillRect(gap.x, gap.y, gap.width, gap.height)
  ctx.strokeStyle = colors.lost
  ctx.lineWidth = 1
  ctx.strokeRect(gap.x + 0.5, gap.y + 0.5, gap.width - 1, gap.height - 1)
  if (!gap.words) return
  const width = textWidth(gap.words) + 6
  const middle = gap.x + gap.width / 2
  ctx.fillStyle = colors.surface
  ctx.fillRect(middle - width / 2, gap.y + 1, width, gap.height - 2)
  ctx.font = MONO_BOLD
  ctx.fillStyle = colors.lost
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillText(gap.words, middle, gap.y + gap.height / 2 + 0.5)
}

function drawLaps({ ctx, colors }: Brush, { frame, laps }: TimelinePicture): void {
  ctx.strokeStyle = colors.muted
  ctx.lineWidth = 1
  ctx.setLineDash([3, 3])
  for (const lap of laps) {
    const x = Math.round(timeToPx(lap, frame)) + 0.5
    ctx.beginPath()
    ctx.moveTo(x, frame.top - 3)
    ctx.lineTo(x, frame.bottom)
    ctx.stroke()
  }
  ctx.setLineDash([])
}

function drawAxis({ ctx, colors }: Brush, { frame, axis }: TimelinePicture): void {
  const y = frame.bottom
  ctx.font = MONO_FONT
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  let end = -Infinity
  for (const { time, label } of axis) {
    const x = Math.round(timeToPx(time, frame))
    ctx.fillStyle = colors.muted
    ctx.fillRect(x, y, 1, 4)
    const half = textWidth(label, LABEL_PX) / 2
    if (x - half < Math.max(end + 8, 0) || x + half > frame.right + 16) continue
    ctx.fillText(label, x, y + 12)
    end = x + half
  }
}
