/** Paints a bent strip from its rectangles. */
import { angleOf } from './circle.ts'
import type { Annulus, Circle } from './circle.ts'
import { MONO_BOLD, MONO_FONT } from './ring-draw.ts'
import type { Brush } from './ring-draw.ts'
import type { RingShapes, Segment } from './ring-shapes.ts'

export function drawBentRing(brush: Brush, circle: Circle, annulus: Annulus, shapes: RingShapes): void {
  const { ctx, colors } = brush
  for (const { x, width } of circle.columns) {
    tracePath(brush, circle, annulus, x, x + width)
    ctx.fillStyle = colors.free
    ctx.fill()
  }
  for (const segment of shapes.segments) drawBentSegment(brush, circle, annulus, segment)
  if (!shapes.bordered) return
  ctx.strokeStyle = colors.freeBorder
  ctx.lineWidth = 1
  for (const { x, width } of circle.columns) {
    tracePath(brush, circle, annulus, x, x + width)
    ctx.stroke()
  }
}

function drawBentSegment(brush: Brush, circle: Circle, { outer, inner }: Annulus, segment: Segment): void {
  const { ctx, colors, hatches } = brush
  const { x, width, kind, family } = segment
  // stacked where pages share columns: from the outside inwards
  const thick = outer - inner
  const share = { outer: outer - segment.top * thick, inner: outer - (segment.top + segment.share) * thick }
  const gap = family === undefined || width < 6 ? 0 : 1
  tracePath(brush, circle, share, x, x + width - gap)
  ctx.fillStyle =
    kind === 'unread' ? colors.committed : kind === 'reserved' || kind === 'padding' ? hatches[kind] : colors[kind]
  ctx.fill()
  if (family === undefined) return
  tracePath(brush, circle, share, x, x + Math.min(3, width))
  ctx.globalAlpha = kind === 'consumed' ? 0.55 : 1
  ctx.fillStyle = colors.families[family]
  ctx.fill()
  ctx.globalAlpha = 1
}

/** 2 px of ink around what is selected. */
export function drawBentSelection(
  brush: Brush,
  circle: Circle,
  annulus: Annulus,
  { x, width }: { x: number; width: number },
): void {
  tracePath(brush, circle, annulus, x, x + Math.max(3, width))
  brush.ctx.strokeStyle = brush.colors.ink
  brush.ctx.lineWidth = 2
  brush.ctx.stroke()
}

export interface BentMarker {
  readonly kind: 'head' | 'tail'
  readonly x: number
  readonly word: string
  /** px from the ring's edge to the word: two that would touch stand in two lanes */
  readonly lane: number
}

const MARKER_LANE = 14
const LANE_PX = 15
/** words nearer to each other than this along the ring need two lanes */
const NEAR_PX = 90

/** Head and tail, each with its word, never on each other. */
export function layoutBentMarkers(
  circle: Pick<Circle, 'width'>,
  head: { x: number; word: string } | undefined,
  tail: { x: number; word: string } | undefined,
): BentMarker[] {
  const apart = head && tail ? Math.abs(head.x - tail.x) : Infinity
  const near = Math.min(apart, circle.width - apart) < NEAR_PX
  return [
    ...(head ? [{ kind: 'head' as const, ...head, lane: MARKER_LANE }] : []),
    ...(tail ? [{ kind: 'tail' as const, ...tail, lane: MARKER_LANE + (near ? LANE_PX : 0) }] : []),
  ]
}

export function drawBentMarker(brush: Brush, circle: Circle, annulus: Annulus, marker: BentMarker): void {
  const { ctx, colors } = brush
  const { cx, cy } = circle
  const angle = angleOf(circle, marker.x)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const at = (radius: number): [number, number] => [cx + radius * cos, cy + radius * sin]
  ctx.strokeStyle = ctx.fillStyle = colors[marker.kind]
  ctx.lineWidth = 2
  ctx.beginPath()
  ctx.moveTo(...at(annulus.inner - 4))
  ctx.lineTo(...at(annulus.outer + 3))
  ctx.stroke()
  // the head points in from the outside, the tail out from the inside
  const [tip, base] =
    marker.kind === 'head' ? [annulus.outer + 1, annulus.outer + 9] : [annulus.inner - 1, annulus.inner - 9]
  const [bx, by] = at(base)
  ctx.beginPath()
  ctx.moveTo(...at(tip))
  ctx.lineTo(bx - 5 * sin, by + 5 * cos)
  ctx.lineTo(bx + 5 * sin, by - 5 * cos)
  ctx.fill()
  const [wx, wy] = at(annulus.outer + marker.lane)
  ctx.font = MONO_BOLD
  ctx.textBaseline = 'middle'
  ctx.textAlign = Math.abs(cos) < 0.2 ? 'center' : cos > 0 ? 'left' : 'right'
  ctx.fillText(marker.word, wx, wy)
}

export function drawBentNumbers({ ctx, colors }: Brush, circle: Circle): void {
  if (circle.pages > 32) return
  ctx.font = MONO_FONT
  ctx.fillStyle = colors.muted
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  for (const { x, width, firstPage } of circle.columns) {
    const angle = angleOf(circle, x + width / 2)
    const radius = (circle.live.inner + (circle.spare?.outer ?? circle.live.inner - 36)) / 2
    ctx.fillText(String(firstPage), circle.cx + radius * Math.cos(angle), circle.cy + radius * Math.sin(angle))
  }
}

function tracePath({ ctx }: Brush, circle: Circle, { outer, inner }: Annulus, from: number, to: number): void {
  const [a, b] = [angleOf(circle, from), angleOf(circle, to)]
  ctx.beginPath()
  ctx.arc(circle.cx, circle.cy, outer, a, b)
  ctx.arc(circle.cx, circle.cy, Math.max(0, inner), b, a, true)
  ctx.closePath()
}
