/** Paints the strip of ops: what each was, who held a lock, what was lost, where one is. */
import { holdsLock, opKind } from '../../recording/op-kinds.ts'
import type { OpKind } from '../../recording/op-kinds.ts'
import type { StepLog } from '../../recording/step-log.ts'
import { MONO_BOLD, MONO_FONT } from '../rings/ring-draw.ts'
import type { Brush } from '../rings/ring-draw.ts'
import { cellX, LANE_PX, laneY, MARGIN_PX, OVERVIEW_PX, overviewX } from './ops-layout.ts'
import type { OpsLayout } from './ops-layout.ts'

export interface OpsInput {
  readonly log: StepLog
  readonly position: number
  readonly cpus: number
  readonly layout: OpsLayout
}

/** what is still to come, or was undone */
const FUTURE_ALPHA = 0.38
const SIDE = 9

export function drawOps(brush: Brush, input: OpsInput): void {
  drawOverview(brush, input)
  drawCursor(brush, input)
  for (let seat = 0; seat <= input.cpus; seat++) drawLane(brush, input, seat)
}

/** One mark a pixel and kind at most; losses on top, since they are what is looked for. */
function drawOverview({ ctx, colors }: Brush, { log, position, layout }: OpsInput): void {
  const { length } = log
  const middle = OVERVIEW_PX / 2
  ctx.fillStyle = colors.muted
  ctx.fillRect(layout.x, middle, layout.width, 1)
  const marks: Record<'turn' | 'wait' | 'interrupt' | 'loss', Set<number>> = {
    turn: new Set(),
    wait: new Set(),
    interrupt: new Set(),
    loss: new Set(),
  }
  for (let op = 1; op <= length; op++) {
    const kind = opKind(log, op)
    if (kind in marks) marks[kind as keyof typeof marks].add(Math.round(overviewX(layout, op, length)))
  }
  for (const x of marks.turn) ctx.fillRect(x, middle - 4, 1, 9)
  ctx.fillStyle = colors.consumed
  for (const x of marks.wait) ctx.fillRect(x - 1, middle + 5, 2, 3)
  ctx.fillStyle = colors.families.irq
  for (const x of marks.interrupt) triangle(ctx, x, 1)
  ctx.strokeStyle = colors.lost
  ctx.lineWidth = 1.5
  for (const x of marks.loss) cross(ctx, x, middle, 3.5)
  ctx.strokeStyle = colors.ink
  ctx.lineWidth = 1
  const from = overviewX(layout, layout.first - 1, length)
  ctx.strokeRect(from + 0.5, 0.5, Math.max(3, overviewX(layout, layout.last, length) - from), OVERVIEW_PX - 1)
  ctx.fillStyle = colors.ink
  ctx.fillRect(Math.round(overviewX(layout, position, length)) - 1, 0, 2, OVERVIEW_PX)
}

/** The column of the op that is shown is tinted as its line of source is. */
function drawCursor({ ctx, colors }: Brush, { position, cpus, layout }: OpsInput): void {
  if (position < layout.first || position > layout.last) return
  const x = cellX(layout, position)
  const height = laneY(cpus + 1) - laneY(0)
  ctx.globalAlpha = 0.24
  ctx.fillStyle = colors.reserved
  ctx.fillRect(x, laneY(0), layout.cellWidth, height)
  ctx.globalAlpha = 1
  ctx.fillStyle = colors.ink
  ctx.fillRect(Math.round(x + layout.cellWidth), laneY(0) - 4, 1, height + 4)
}

function drawLane(brush: Brush, { log, position, cpus, layout }: OpsInput, seat: number): void {
  const { ctx, colors } = brush
  const y = laneY(seat)
  const isLast = position > 0 && log.seatOf(position) === seat
  ctx.fillStyle = isLast ? colors.ink : colors.muted
  ctx.font = isLast ? MONO_BOLD : MONO_FONT
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'left'
  ctx.fillText(seat === cpus ? 'Reader' : `CPU ${seat}`, MARGIN_PX, y + LANE_PX / 2)
  ctx.fillStyle = colors.hairline
  ctx.fillRect(layout.x, y + LANE_PX - 0.5, layout.width, 1)
  let holds = holdsLock(log, layout.first - 1, seat)
  for (let op = layout.first; op <= layout.last; op++) {
    ctx.globalAlpha = op > position ? FUTURE_ALPHA : 1
    const x = cellX(layout, op)
    if (log.seatOf(op) === seat) {
      holds = holdsLock(log, op, seat)
      drawCell(brush, opKind(log, op), x + layout.cellWidth / 2, y + LANE_PX / 2 - 1)
    }
    ctx.fillStyle = colors.ink
    if (holds) ctx.fillRect(x, y + LANE_PX - 2, layout.cellWidth, 1.5)
  }
  ctx.globalAlpha = 1
}

function drawCell({ ctx, colors, hatches }: Brush, kind: OpKind, x: number, y: number): void {
  const half = SIDE / 2
  ctx.lineWidth = 1.5
  switch (kind) {
    case 'reserved':
    case 'committed':
    case 'consumed':
      ctx.fillStyle = kind === 'reserved' ? hatches.reserved : colors[kind]
      return ctx.fillRect(x - half, y - half, SIDE, SIDE)
    case 'turn':
      ctx.fillStyle = colors.padding
      return ctx.fillRect(x - 1.5, y - half, 3, SIDE)
    case 'loss':
      ctx.strokeStyle = colors.lost
      return cross(ctx, x, y, half)
    case 'end':
    case 'switch':
      ctx.strokeStyle = colors.ink
      return cross(ctx, x, y, half)
    case 'wait':
      ctx.strokeStyle = colors.ink
      ctx.lineWidth = 1
      ctx.setLineDash([2, 2])
      ctx.strokeRect(x - half, y - half, SIDE, SIDE)
      return ctx.setLineDash([])
    case 'interrupt':
      ctx.fillStyle = colors.families.irq
      return triangle(ctx, x, y - half + 1)
    case 'step':
      ctx.fillStyle = colors.muted
      ctx.fillRect(x - 1.5, y - 1.5, 3, 3)
  }
}

function triangle(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  ctx.beginPath()
  ctx.moveTo(x - 4, y)
  ctx.lineTo(x + 4, y)
  ctx.lineTo(x, y + 7)
  ctx.fill()
}

function cross(ctx: CanvasRenderingContext2D, x: number, y: number, half: number): void {
  ctx.beginPath()
  ctx.moveTo(x - half, y - half)
  ctx.lineTo(x + half, y + half)
  ctx.moveTo(x + half, y - half)
  ctx.lineTo(x - half, y + half)
  ctx.stroke()
}
