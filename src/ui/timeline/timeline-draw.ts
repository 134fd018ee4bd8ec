/** Paints the timeline from its rectangles. */
import { LABEL_PX, textWidth } from '../rings/marker-layout.ts'
import { MONO_BOLD, MONO_FONT } from '../rings/ring-draw.ts'
import type { Brush } from '../rings/ring-draw.ts'
import type { AxisTick } from './time-axis.ts'
import { timeToPx } from './timeline-layout.ts'
import type { CommonShape, GapShape, TimelineFrame, TimelineShapes } from './timeline-layout.ts'

export interface TimelinePicture {
  readonly frame: TimelineFrame
  readonly shapes: TimelineShapes
  readonly axis: readonly AxisTick[]
  /** where laps of a looping trace begin */
  readonly laps: readonly number[]
  readonly common: CommonShape | undefined
  readonly cpus: number
  /** per CPU, by how much its clock is off on purpose: the longest words first; empty: not at all */
  readonly offsets: readonly (readonly string[])[]
}

export function drawTimeline(brush: Brush, picture: TimelinePicture): void {
  const { ctx, colors } = brush
  const { frame, shapes } = picture
  drawLanes(brush, picture)
  drawCommonTint(brush, picture)
  for (const { x, width, y, kind } of shapes.lines) {
    ctx.fillStyle = kind === 'unread' ? colors.committed : kind === 'read' ? colors.consumed : colors.consumedBorder
    ctx.fillRect(x, y, width, frame.laneHeight >= 10 && kind !== 'extent' ? 3 : 1)
  }
  for (const { x, y, height, family, unread } of shapes.ticks) {
    ctx.fillStyle = colors.families[family]
    ctx.globalAlpha = unread ? 1 : 0.75
    ctx.fillRect(x, y, unread ? 2 : 1, height)
  }
  ctx.globalAlpha = 1
  for (const gap of shapes.gaps) drawGap(brush, gap)
  drawCommonBracket(brush, picture)
  drawLaps(brush, picture)
  drawAxis(brush, picture)
}

function drawLanes({ ctx, colors }: Brush, { frame, cpus, offsets }: TimelinePicture): void {
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  const wide = frame.left > 60
  const labelX = wide ? 16 : 2
  const every = Math.max(1, Math.ceil(12 / frame.laneHeight))
  for (let cpu = 0; cpu < cpus; cpu++) {
    const y = frame.top + cpu * frame.laneHeight
    ctx.fillStyle = colors.hairline
    if (frame.laneHeight >= 10) ctx.fillRect(frame.left, y + frame.laneHeight - 1, frame.right - frame.left, 1)
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

function drawCommonTint({ ctx, colors }: Brush, { frame, common, cpus }: TimelinePicture): void {
  if (!common) return
  ctx.fillStyle = colors.committed
  ctx.globalAlpha = 0.13
  ctx.fillRect(common.x, frame.top - 2, common.width, cpus * frame.laneHeight + 2)
  ctx.globalAlpha = 1
}

/** Over gaps and ticks, so that its ends can be seen; an end out of view has no edge. */
function drawCommonBracket({ ctx, colors }: Brush, { frame, common, cpus }: TimelinePicture): void {
  if (!common) return
  const { x, width, beginsHere, endsHere, words, wordsX } = common
  const height = cpus * frame.laneHeight + 2
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

function drawGap(brush: Brush, gap: GapShape): void {
  const { ctx, colors, hatches } = brush
  if (gap.height < 8) {
    // too low for a hatch: a line that leaves the lane's neighbours to be seen
    ctx.fillStyle = colors.lost
    ctx.globalAlpha = 0.7
    ctx.fillRect(gap.x, gap.y, gap.width, 1)
    ctx.globalAlpha = 1
    return
  }
  ctx.fillStyle = hatches.gap
  ctx.fillRect(gap.x, gap.y, gap.width, gap.height)
  ctx.strokeStyle = colors.lost
  ctx.lineWidth = 1
  if (gap.width > 3) ctx.strokeRect(gap.x + 0.5, gap.y + 0.5, gap.width - 1, gap.height - 1)
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

function drawLaps({ ctx, colors }: Brush, { frame, laps, cpus }: TimelinePicture): void {
  ctx.strokeStyle = colors.muted
  ctx.lineWidth = 1
  ctx.setLineDash([3, 3])
  for (const lap of laps) {
    const x = Math.round(timeToPx(lap, frame)) + 0.5
    ctx.beginPath()
    ctx.moveTo(x, frame.top - 3)
    ctx.lineTo(x, frame.top + cpus * frame.laneHeight)
    ctx.stroke()
  }
  ctx.setLineDash([])
}

function drawAxis({ ctx, colors }: Brush, { frame, axis, cpus }: TimelinePicture): void {
  const y = frame.top + cpus * frame.laneHeight
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
