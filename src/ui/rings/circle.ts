/**
 * The ring of the focused CPU as what its name says. A strip is bent: what shapes a strip shapes the circle too, and its x, from 0 to `width`, is an
 * angle that begins at the top and goes with the clock. Pure; circle-draw.ts paints it.
 */
import type { PageColumn, RingHit, RowBox } from './rows-layout.ts'
import { FOCUS_TOOLS, layoutColumns } from './rows-layout.ts'

export interface Annulus {
  readonly outer: number
  readonly inner: number
}

export interface Circle {
  readonly cx: number
  readonly cy: number
  readonly live: Annulus
  /** undefined where there is no spare ring */
  readonly spare: Annulus | undefined
  /** px of the strip that is bent, along the middle of the ring */
  readonly width: number
  readonly columns: readonly PageColumn[]
  readonly pages: number
}

/** room for triangles and words around it */
const AROUND = 34

export interface CircleInput {
  readonly row: RowBox
  readonly dataX: number
  readonly dataWidth: number
  readonly pages: number
}

export function layoutCircle({ row, dataX, dataWidth, pages }: CircleInput): Circle {
  const height = row.y + row.height - FOCUS_TOOLS - row.ringY + 16
  const outer = Math.max(40, Math.min(dataWidth / 2 - 90, height / 2 - AROUND))
  const live = { outer, inner: outer * 0.68 }
  const spare = row.snapHeight > 0 ? { outer: outer * 0.5, inner: outer * 0.36 } : undefined
  const width = Math.round(Math.PI * (live.outer + live.inner))
  const columns = layoutColumns({ pages, x: 0, widthPx: width })
  return { cx: dataX + dataWidth / 2, cy: row.ringY - 16 + height / 2, live, spare, width, columns, pages }
}

/** radians, as a canvas counts them: 0 to the right, with the clock */
export function angleOf({ width }: Pick<Circle, 'width'>, x: number): number {
  return (x / width) * 2 * Math.PI - Math.PI / 2
}

/** Where the strip that was bent lies under a point; undefined: beside both rings. */
export function unbend(circle: Circle, px: number, py: number): { x: number; snapshot: boolean } | undefined {
  const [dx, dy] = [px - circle.cx, py - circle.cy]
  const radius = Math.hypot(dx, dy)
  const turned = (Math.atan2(dy, dx) + Math.PI / 2 + 2 * Math.PI) % (2 * Math.PI)
  const x = (turned / (2 * Math.PI)) * circle.width
  if (isIn(circle.live, radius)) return { x, snapshot: false }
  return circle.spare && isIn(circle.spare, radius) ? { x, snapshot: true } : undefined
}

export function hitCircle(circle: Circle, cpu: number, px: number, py: number): RingHit | undefined {
  const at = unbend(circle, px, py)
  const column = at && circle.columns.find(({ x, width }) => at.x >= x && at.x < x + width)
  if (!at || !column) return undefined
  const share = (at.x - column.x) / column.width
  const page = column.firstPage + Math.floor(share * (column.endPage - column.firstPage))
  return { cpu, page: Math.min(page, column.endPage - 1), snapshot: at.snapshot }
}

/** Where the middle of a page lies, for who needs a place in the grid. */
export function middleOf(circle: Circle, column: PageColumn, snapshot: boolean): { x: number; y: number } {
  const annulus = snapshot ? (circle.spare ?? circle.live) : circle.live
  const angle = angleOf(circle, column.x + column.width / 2)
  const radius = (annulus.outer + annulus.inner) / 2
  return { x: circle.cx + radius * Math.cos(angle), y: circle.cy + radius * Math.sin(angle) }
}

function isIn({ outer, inner }: Annulus, radius: number): boolean {
  return radius >= inner && radius <= outer
}
