/** What only a machine that is stepped has: heads and tails as they stood before the op, the reader's line, who waits for whom. Loaded when it steps. */
import { movedMarkers } from '../../recording/moved-markers.ts'
import type { MovedMarker } from '../../recording/moved-markers.ts'
import type { SlotCapture } from '../../ring/capture.ts'
import { actorWords } from '../steps/step-words.ts'
import type { View } from '../view.ts'
import { MONO_BOLD, MONO_FONT } from './ring-draw.ts'
import type { Brush } from './ring-draw.ts'
import { columnOfPage, offsetToPx } from './rows-layout.ts'
import type { RingsGeometry, RowBox } from './rows-layout.ts'
import { layoutWaits } from './waits-layout.ts'
import type { Wait, WaitLine } from './waits-layout.ts'

/** px between two lines of waiting, and from the innermost to the data */
const LANE_PX = 3.5
const GUTTER_PX = 11

export interface StepMarksInput {
  readonly view: View
  readonly geometry: RingsGeometry
  /** the rows in view */
  readonly shown: readonly [RowBox, SlotCapture][]
}

export function drawStepMarks(brush: Brush, input: StepMarksInput): void {
  const { view, geometry, shown } = input
  const { run } = view.session.stepping
  if (!run) return
  const moved = movedMarkers(run.recording, run.recording.position)
  for (const [row, capture] of shown) {
    if (row.thin || row.focused) continue
    for (const marker of moved)
      if (marker.ring === capture.liveRing)
        drawHollow(brush, geometry, row, { marker, pageSize: capture.layout.pageSize })
  }
  drawReader(brush, input)
  const lines = layoutWaits(waitsOf(view), (seat) => anchorsOf(geometry, seat))
  for (const line of lines) drawWait(brush, geometry, line)
}

/** A triangle without a body, where the full one came from. */
function drawHollow(
  { ctx, colors }: Brush,
  geometry: RingsGeometry,
  row: RowBox,
  { marker, pageSize }: { marker: MovedMarker; pageSize: number },
): void {
  const column = columnOfPage(geometry, marker.page)
  if (!column) return
  const x = offsetToPx(column, marker.page, marker.offset / pageSize)
  const isHead = marker.kind === 'head'
  const [half, height] = row.compact ? [4, 5] : [5, 7]
  const tip = isHead ? row.ringY - 1.5 : row.ringY + row.ringHeight + 1.5
  const base = isHead ? tip - height : tip + height
  ctx.fillStyle = colors.surface
  ctx.strokeStyle = colors[marker.kind]
  ctx.lineWidth = 1.25
  ctx.beginPath()
  ctx.moveTo(x, tip)
  ctx.lineTo(x - half, base)
  ctx.lineTo(x + half, base)
  ctx.closePath()
  ctx.fill()
  ctx.stroke()
}

function drawReader({ ctx, colors }: Brush, { view, geometry }: StepMarksInput): void {
  const { readerY: y } = geometry
  const { run } = view.session.stepping
  if (y === undefined || !run) return
  const { recording, cpus } = run
  ctx.textBaseline = 'middle'
  ctx.textAlign = 'left'
  ctx.font = MONO_BOLD
  ctx.fillStyle = colors.ink
  ctx.fillText('Reader', geometry.narrow ? geometry.dataX : 16, y)
  const isLast = recording.position > 0 && recording.log.seatOf(recording.position) === cpus
  ctx.font = isLast ? MONO_BOLD : MONO_FONT
  ctx.fillStyle = isLast ? colors.ink : colors.muted
  const words = actorWords(view.session.store.getState().readout?.reader, run.queued(cpus))
  ctx.fillText(words, geometry.dataX + (geometry.narrow ? 64 : 6), y)
}

function waitsOf({ session }: View): Wait[] {
  const { readout } = session.store.getState()
  const reader = readout?.cpus.length ?? 0
  const actors = readout ? [...readout.cpus, readout.reader] : []
  return actors.flatMap(({ status, waitsFor }, waiter) => {
    if (status !== 'waiting' || waitsFor === undefined) return []
    return [{ waiter, holder: waitsFor === 'reader' ? reader : waitsFor }]
  })
}

/** The wrap line has the middle of a ring; dots stand below it, arrows above. */
function anchorsOf({ rows, readerY }: RingsGeometry, seat: number): { dot: number; arrow: number } | undefined {
  const row = rows[seat]
  if (row) return { dot: row.ringY + row.ringHeight * 0.8, arrow: row.ringY + row.ringHeight * 0.2 }
  return readerY === undefined ? undefined : { dot: readerY + 3, arrow: readerY - 3 }
}

function drawWait({ ctx, colors }: Brush, { dataX, narrow }: RingsGeometry, { fromY, toY, lane }: WaitLine): void {
  const near = dataX - (narrow ? 2 : 4)
  const far = Math.max(1, dataX - (narrow ? 7 : GUTTER_PX) - lane * LANE_PX)
  ctx.strokeStyle = colors.ink
  ctx.fillStyle = colors.ink
  ctx.lineWidth = 1.5
  ctx.beginPath()
  ctx.moveTo(near, fromY)
  ctx.lineTo(far, fromY)
  ctx.lineTo(far, toY)
  ctx.lineTo(near - 4, toY)
  ctx.stroke()
  ctx.beginPath()
  ctx.arc(near, fromY, 2.5, 0, 2 * Math.PI)
  ctx.fill()
  ctx.beginPath()
  ctx.moveTo(near + 1, toY)
  ctx.lineTo(near - 5, toY - 3.5)
  ctx.lineTo(near - 5, toY + 3.5)
  ctx.fill()
}
