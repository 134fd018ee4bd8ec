/** Paints the rows that are in view, from the captures. */
import type { EventFamily } from '../../events/event-family.ts'
import type { ChangedBytes } from '../../recording/changed-bytes.ts'
import type { CapturedRing, SlotCapture } from '../../ring/capture.ts'
import type { EventRef } from '../../store/selection.ts'
import type { drawCircle } from './circle-row.ts'
import type { Circle } from './circle.ts'
import type { DensityStrips } from './density-strips.ts'
import { drawHistory } from './history-draw.ts'
import type { Sample } from './history.ts'
import { extent, layoutMarker, separate } from './marker-layout.ts'
import type { Marker } from './marker-layout.ts'
import type { OverwriteMark } from './overwrite-marks.ts'
import {
  drawDead,
  drawLost,
  drawMarker,
  drawPageNumbers,
  drawRing,
  drawSelection,
  drawSwapped,
  drawWrap,
} from './ring-draw.ts'
import type { Band, Brush } from './ring-draw.ts'
import { chosenIn, shapeRing } from './ring-shapes.ts'
import type { RingShapes } from './ring-shapes.ts'
import type { RingsGeometry, RowBox, Unrolled } from './rows-layout.ts'
import { SWAP_MS } from './swap-marks.ts'
import type { SwapMark } from './swap-marks.ts'

/** In density: which rows of the image are its rings. */
export interface Dense {
  /** undefined: still being loaded */
  readonly strips: DensityStrips | undefined
  readonly live: number
  readonly spare: number
}

export interface RowPicture {
  readonly row: RowBox
  readonly capture: SlotCapture
  /** its live ring, with bytes that were copied apart where it has none */
  readonly live: CapturedRing
  readonly geometry: RingsGeometry
  readonly mark: OverwriteMark | undefined
  readonly swap: SwapMark | undefined
  readonly crashed: boolean
  /** it waits for a lock: its data are muted */
  readonly waits: boolean
  readonly calm: boolean
  /** its label says what it does, in the place of its history */
  readonly hasWords: boolean
  /** an event of this CPU */
  readonly selected: EventRef | undefined
  readonly dense: Dense | undefined
  /** step mode: what the op that is shown has changed, of any ring */
  readonly changed: readonly ChangedBytes[]
  /** drawn as a circle; `draw` undefined: still being loaded */
  readonly circle: { readonly layout: Circle; readonly draw: typeof drawCircle | undefined } | undefined
  readonly unrolled: Unrolled | undefined
  readonly history: Iterable<Sample>
  familyOf(type: number): EventFamily
}

export function drawRow(brush: Brush, picture: RowPicture): void {
  const { ctx } = brush
  ctx.globalAlpha = picture.waits ? 0.45 : 1
  if (picture.circle) picture.circle.draw?.(brush, picture, picture.circle.layout)
  else drawStrips(brush, picture)
  ctx.globalAlpha = 1
  if (!picture.hasWords) drawHistory(brush, picture.row, picture.geometry, picture.history)
}

function drawStrips(brush: Brush, picture: RowPicture): void {
  const { row, capture, geometry, mark, dense } = picture
  const { live: band, spare: spareBand } = bandsOf(picture)
  const { dataX: left, dataWidth } = geometry
  if (!geometry.narrow && !row.compact) drawWrap(brush, { left, right: left + dataWidth }, band)
  const live = shapesOf(picture, picture.live, mark)
  if (dense) dense.strips?.draw(brush, geometry, dense.live, band)
  else drawRing(brush, live, band)
  if (live.lost) drawLost(brush, { ...live.lost, storm: mark?.storm ?? false }, band)
  drawChosen(brush, picture, live, { band, ring: capture.liveRing })
  drawChanged(brush, picture, capture, { band, ring: capture.liveRing })
  if (!row.thin) drawLiveMarkers(brush, { picture, shapes: live, band })
  if (picture.crashed) drawDead(brush, left, dataWidth, band)
  const spare = row.snapHeight > 0 ? capture.snapshot() : undefined
  if (spare) {
    const shapes = shapesOf(picture, spare, undefined)
    if (dense) dense.strips?.draw(brush, geometry, dense.spare, spareBand)
    else drawRing(brush, shapes, spareBand)
    drawChosen(brush, picture, shapes, { band: spareBand, ring: capture.spareRing })
    drawChanged(brush, picture, capture, { band: spareBand, ring: capture.spareRing })
    drawSpareMarkers(brush, { picture, shapes, band: spareBand })
    if (picture.swap) drawSwapped(brush, left + dataWidth, [band, spareBand], left)
  }
  if (picture.unrolled) drawUnrolled(brush, picture, picture.unrolled)
}

/** While they change places the rings are on their way; after that they are where they belong. */
function bandsOf({ row, swap, calm }: RowPicture): { live: Band; spare: Band } {
  const live = { y: row.ringY, height: row.ringHeight }
  const spare = { y: row.snapY, height: row.snapHeight }
  if (!swap || calm || swap.hasty || swap.ageMs >= SWAP_MS || row.snapHeight === 0) return { live, spare }
  const share = swap.ageMs / SWAP_MS
  const between = (from: Band, to: Band): Band => ({
    y: from.y + (to.y - from.y) * share,
    height: from.height + (to.height - from.height) * share,
  })
  return { live: between(spare, live), spare: between(live, spare) }
}

function shapesOf(picture: RowPicture, ring: CapturedRing, overwritten: OverwriteMark | undefined): RingShapes {
  const { geometry, dense, familyOf } = picture
  return shapeRing({ ring, geometry, familyOf, overwritten, markersOnly: dense !== undefined })
}

interface Drawn {
  picture: RowPicture
  shapes: RingShapes
  band: Band
}

function drawChosen(
  brush: Brush,
  { selected }: RowPicture,
  shapes: RingShapes,
  at: { band: Band; ring: number },
): void {
  const segment = chosenIn(shapes, selected, at.ring)
  if (segment) drawSelection(brush, segment, at.band)
}

/** Just changed: outlined as it is in the bytes. */
function drawChanged(
  brush: Brush,
  { changed, geometry, dense }: RowPicture,
  capture: SlotCapture,
  at: { band: Band; ring: number },
): void {
  if (dense) return
  const { pageSize } = capture.layout
  for (const { ring, page, at: from, end } of changed) {
    const column = ring === at.ring ? geometry.columns.find(({ firstPage }) => firstPage === page) : undefined
    if (!column) continue
    const px = column.width / pageSize
    drawSelection(brush, { x: column.x + from * px, width: (end - from) * px }, at.band)
  }
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

function drawSpareMarkers(brush: Brush, { picture, shapes, band }: Drawn): void {
  const { dataX: left, dataWidth } = picture.geometry
  const right = left + dataWidth + 8
  const marker = (kind: 'head' | 'tail', x: number | undefined): Marker | undefined =>
    x === undefined ? undefined : layoutMarker({ kind, x, offset: 0, left: left - 8, right, style: 'frozen' })
  const [head, tail] = [marker('head', shapes.headPx), marker('tail', shapes.tailPx)]
  const shown = head && tail ? separate(head, tail, left - 8, right) : [head, tail]
  for (const each of shown) if (each) drawMarker(brush, each, { band, above: false, small: true, plate: false })
}

function drawUnrolled(brush: Brush, picture: RowPicture, unrolled: Unrolled): void {
  const { capture, geometry, familyOf } = picture
  const band = { y: unrolled.y, height: unrolled.height }
  const stretch = { ...geometry, columns: unrolled.columns }
  const shapes = shapeRing({ ring: picture.live, geometry: stretch, familyOf, overwritten: picture.mark })
  drawRing(brush, shapes, band)
  const at = { band, ring: capture.liveRing }
  drawChosen(brush, picture, shapes, at)
  drawChanged(brush, { ...picture, geometry: stretch, dense: undefined }, capture, at)
  drawPageNumbers(brush, shapes, band.y + band.height + 9, undefined)
}
