/** Paints the rows that are in view, from the captures. */
import type { EventFamily } from '../../events/event-family.ts'
import type { SlotCapture } from '../../ring/capture.ts'
import { extent, layoutMarker, separate } from './marker-layout.ts'
import type { Marker } from './marker-layout.ts'
import type { OverwriteMark } from './overwrite-marks.ts'
import { drawDead, drawLost, drawMarker, drawPageNumbers, drawRing, drawWrap } from './ring-draw.ts'
import type { Band, Brush } from './ring-draw.ts'
import { shapeRing } from './ring-shapes.ts'
import type { RingShapes } from './ring-shapes.ts'
import type { RingsGeometry, RowBox } from './rows-layout.ts'

export interface RowPicture {
  readonly row: RowBox
  readonly capture: SlotCapture
  readonly geometry: RingsGeometry
  readonly mark: OverwriteMark | undefined
  readonly crashed: boolean
  familyOf(type: number): EventFamily
}

export function drawRow(brush: Brush, picture: RowPicture): void {
  const { row, capture, geometry, mark, crashed } = picture
  const live = shapeRing({ ring: capture.live(), geometry, familyOf: picture.familyOf, overwritten: mark })
  const band = { y: row.ringY, height: row.ringHeight }
  const { dataX: left, dataWidth } = geometry
  const right = left + dataWidth
  if (!geometry.narrow && !row.compact) drawWrap(brush, { left, right }, band)
  drawRing(brush, live, band)
  if (live.lost) drawLost(brush, { ...live.lost, storm: mark?.storm ?? false }, band)
  drawLiveMarkers(brush, { picture, shapes: live, band })
  if (crashed) drawDead(brush, left, dataWidth, band)
  const spare = row.snapHeight > 0 ? capture.snapshot() : undefined
  if (!spare) return
  const shapes = shapeRing({ ring: spare, geometry, familyOf: picture.familyOf, overwritten: undefined })
  drawSpare(brush, { picture, shapes, band: { y: row.snapY, height: row.snapHeight } })
}

interface Drawn {
  picture: RowPicture
  shapes: RingShapes
  band: Band
}

function drawLiveMarkers(brush: Brush, { picture, shapes, band }: Drawn): void {
  const { geometry, row, capture } = picture
  const [left, right] = [geometry.dataX - 8, geometry.dataX + geometry.dataWidth + 8]
  const ring = capture.live()
  const style = geometry.narrow || row.compact ? 'letter' : 'full'
  const place = { band, small: row.compact, plate: !geometry.narrow && !row.compact }
  let covered: [number, number] | undefined
  if (shapes.tailPx !== undefined) {
    const tail = layoutMarker({ kind: 'tail', x: shapes.tailPx, offset: ring.tail, left, right, style })
    covered = extent(tail)
    drawMarker(brush, tail, { ...place, above: false, plate: false })
  }
  if (!row.compact && (geometry.columns[0]?.width ?? 0) >= 4) {
    drawPageNumbers(brush, shapes, band.y + band.height + 9, covered)
  }
  if (shapes.headPx === undefined) return
  drawMarker(brush, layoutMarker({ kind: 'head', x: shapes.headPx, offset: ring.head, left, right, style }), {
    ...place,
    above: true,
  })
}

function drawSpare(brush: Brush, { picture, shapes, band }: Drawn): void {
  drawRing(brush, shapes, band)
  const { dataX: left, dataWidth } = picture.geometry
  const right = left + dataWidth + 8
  const marker = (kind: 'head' | 'tail', x: number | undefined): Marker | undefined =>
    x === undefined ? undefined : layoutMarker({ kind, x, offset: 0, left: left - 8, right, style: 'frozen' })
  const [head, tail] = [marker('head', shapes.headPx), marker('tail', shapes.tailPx)]
  const shown = head && tail ? separate(head, tail, left - 8, right) : [head, tail]
  for (const each of shown) if (each) drawMarker(brush, each, { band, above: false, small: true, plate: false })
}
