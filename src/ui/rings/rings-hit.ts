/** What of the rings lies under a point: from the same rectangles that are drawn. */
import type { CapturedRing, SlotCapture } from '../../ring/capture.ts'
import { selectionOf } from '../../store/selection.ts'
import type { Selection } from '../../store/selection.ts'
import { hitCircle, unbend } from './circle.ts'
import type { PictureInput } from './rings-picture.ts'
import { unrolledOf } from './rings-picture.ts'
import { eventAt, shapeRing } from './ring-shapes.ts'
import { columnOfPage, hitTest } from './rows-layout.ts'
import type { RingHit, RingsGeometry } from './rows-layout.ts'

interface Hit {
  readonly page: RingHit
  /** the strip's own x, and the columns that it was drawn with */
  readonly x: number
  readonly geometry: RingsGeometry
}

export interface DrawnRings {
  capture(cpu: number): SlotCapture | undefined
  /** with its bytes, where they are there */
  live(cpu: number): CapturedRing | undefined
}

/** @returns the page there, with the event where events are drawn apart; undefined: beside all rings */
export function selectionAt(
  input: PictureInput,
  point: { x: number; y: number },
  drawn: DrawnRings,
): Selection | undefined {
  const hit = hitAt(input, point)
  if (!hit) return undefined
  const { page: place, x, geometry } = hit
  const capture = drawn.capture(place.cpu)
  const ring = place.snapshot ? capture?.snapshot() : drawn.live(place.cpu)
  if (!capture || !ring || ring.layout.pagesPerCpu !== geometry.pages) return place
  const shapes = shapeRing({ ring, geometry, familyOf: () => 'other', overwritten: undefined })
  const event = eventAt(shapes, x)
  if (!event) return place
  const number = place.snapshot ? capture.spareRing : capture.liveRing
  return selectionOf({ cpu: place.cpu, ring: number, ...event }, capture)
}

function hitAt(input: PictureInput, { x, y }: { x: number; y: number }): Hit | undefined {
  const { geometry, circle } = input
  const row = geometry.rows.find((box) => y >= box.y && y < box.y + box.height)
  if (!row) return undefined
  if (row.focused && circle) {
    const [page, bent] = [hitCircle(circle, row.cpu, x, y), unbend(circle, x, y)]
    const columns = { ...geometry, columns: circle.columns, dataX: 0, dataWidth: circle.width }
    return page && bent && { page, x: bent.x, geometry: columns }
  }
  const unrolled = unrolledOf(input, row)
  if (unrolled && y >= unrolled.y && y < unrolled.y + unrolled.height) {
    const column = unrolled.columns.find((each) => x >= each.x && x < each.x + each.width)
    const page = column && { cpu: row.cpu, page: column.firstPage, snapshot: false }
    return page && { page, x, geometry: { ...geometry, columns: unrolled.columns } }
  }
  const page = hitTest(geometry, x, y)
  return page && columnOfPage(geometry, page.page) ? { page, x, geometry } : undefined
}
