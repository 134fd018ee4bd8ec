/** A CPU that has the room of all, as a circle. Loaded when it is first asked for. */
import { drawBentMarker, drawBentNumbers, drawBentRing, drawBentSelection, layoutBentMarkers } from './circle-draw.ts'
import type { Circle } from './circle.ts'
import type { Brush } from './ring-draw.ts'
import { chosenIn, shapeRing } from './ring-shapes.ts'
import type { RowPicture } from './rows-draw.ts'

export function drawCircle(brush: Brush, picture: RowPicture, circle: Circle): void {
  const { capture, familyOf, geometry, selected } = picture
  const bent = { ...geometry, columns: circle.columns, dataX: 0, dataWidth: circle.width }
  const live = shapeRing({ ring: capture.live(), geometry: bent, familyOf, overwritten: picture.mark })
  drawBentRing(brush, circle, circle.live, live)
  const chosen = chosenIn(live, selected, capture.liveRing)
  if (chosen) drawBentSelection(brush, circle, circle.live, chosen)
  const spare = circle.spare && capture.snapshot()
  if (spare && circle.spare) {
    const shapes = shapeRing({ ring: spare, geometry: bent, familyOf, overwritten: undefined })
    drawBentRing(brush, circle, circle.spare, shapes)
    const below = chosenIn(shapes, selected, capture.spareRing)
    if (below) drawBentSelection(brush, circle, circle.spare, below)
  }
  drawBentNumbers(brush, circle)
  const { head, tail } = capture.live()
  const markerAt = (x: number | undefined, word: string) => (x === undefined ? undefined : { x, word })
  const markers = layoutBentMarkers(
    circle,
    markerAt(live.headPx, `HEAD ${head}`),
    markerAt(live.tailPx, `TAIL ${tail}`),
  )
  for (const marker of markers) drawBentMarker(brush, circle, circle.live, marker)
}
