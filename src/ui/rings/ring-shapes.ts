/** One ring as rectangles: what each stretch of bytes is, and where head and tail point. Pure; ring-draw.ts paints it. */
import type { EventFamily } from '../../events/event-family.ts'
import type { CapturedRing } from '../../ring/capture.ts'
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import type { EventRef } from '../../store/selection.ts'
import { partsOfPage } from './page-parts.ts'
import type { PageParts } from './page-parts.ts'
import { columnOfPage, drawsEvents, offsetToPx } from './rows-layout.ts'
import type { PageColumn, RingsGeometry } from './rows-layout.ts'

export type SegmentKind = 'unread' | 'consumed' | 'reserved' | 'padding' | 'stale' | 'overwritten'

export interface Segment {
  readonly x: number
  readonly width: number
  /** of the ring's height, from its upper edge; less than all only where pages share columns */
  readonly top: number
  readonly share: number
  readonly kind: SegmentKind
  /** one event: with its type bar. Undefined: a stretch of events too small to tell apart */
  readonly family?: EventFamily
  /** that event */
  readonly event?: { readonly page: number; readonly offset: number; readonly ts: number }
}

export interface RingShapes {
  readonly columns: readonly PageColumn[]
  readonly bordered: boolean
  readonly segments: readonly Segment[]
  /** consumed runs: one dashed border each */
  readonly runs: readonly { x: number; width: number }[]
  readonly headPx: number | undefined
  readonly tailPx: number | undefined
  readonly lost: { x: number; width: number; count: number } | undefined
}

export interface RingShapesInput {
  readonly ring: CapturedRing
  readonly geometry: RingsGeometry
  familyOf(type: number): EventFamily
  /** the page that was pushed out a moment ago, and what was lost there */
  /** storm: where filling the page would flash, its place is told and nothing filled */
  readonly overwritten: { page: number; lost: number; storm: boolean } | undefined
  /** true: the pages are drawn as density, so that only head, tail and what was lost are wanted */
  readonly markersOnly?: boolean
}

export function shapeRing(input: RingShapesInput): RingShapes {
  const { ring, geometry } = input
  const { columns } = geometry
  const width = columns[0]?.width ?? 0
  const segments: Segment[] = []
  const runs: { x: number; width: number }[] = []
  let lost: RingShapes['lost']
  const perEvent = ring.bytes.length > 0 && drawsEvents(width, ring.layout.pageSize)
  if (input.markersOnly) lost = lostOn(input)
  for (const column of input.markersOnly ? [] : columns) {
    if (width < 4) {
      stackColumn(input, column, segments)
      continue
    }
    for (let page = column.firstPage; page < column.endPage; page++) {
      const parts = partsOfPage(ring, page)
      lost = shapePage({ input, column, parts, perEvent, segments }) ?? lost
      const end = offsetToPx(column, page, parts.consumed / parts.size)
      const start = offsetToPx(column, page, 0)
      if (end - start > 2) runs.push({ x: start, width: end - start })
    }
  }
  const { headPage, head, tailPage, tail } = ring
  return {
    columns,
    bordered: width >= 8,
    segments,
    runs,
    headPx: pointPx(ring, geometry, headPage, head),
    tailPx: pointPx(ring, geometry, tailPage, tail),
    lost,
  }
}

/** The page that was pushed out, at least as wide as one can see. */
function lostOn({ geometry, overwritten }: RingShapesInput): RingShapes['lost'] {
  const column = overwritten && columnOfPage(geometry, overwritten.page)
  if (!column) return undefined
  return { x: column.x, width: Math.max(3, column.width), count: overwritten.lost }
}

/** The segment that is this event, where events are drawn apart. */
export function segmentOf(
  { segments }: Pick<RingShapes, 'segments'>,
  { page, offset, ts }: { page: number; offset: number; ts: number },
): Segment | undefined {
  return segments.find(({ event }) => event?.offset === offset && event.page === page && event.ts === ts)
}

/** The event that is drawn at this x. */
export function eventAt({ segments }: Pick<RingShapes, 'segments'>, x: number): Segment['event'] {
  return segments.find((segment) => segment.event && x >= segment.x && x < segment.x + segment.width)?.event
}

interface PageInput {
  input: RingShapesInput
  column: PageColumn
  parts: PageParts
  perEvent: boolean
  segments: Segment[]
}

function shapePage({ input, column, parts, perEvent, segments }: PageInput): RingShapes['lost'] {
  const { page, size } = parts
  const px = (bytes: number): number => offsetToPx(column, page, bytes / size)
  const push = (from: number, to: number, kind: SegmentKind, family?: EventFamily, event?: Segment['event']): void => {
    const x = px(from)
    const width = px(to) - x
    if (width > 0)
      segments.push({ x, width, top: 0, share: 1, kind, ...(family && { family }), ...(event && { event }) })
  }
  const told = perEvent ? shapeEvents(input, parts, push) : 0
  push(told, Math.max(told, parts.consumed), 'consumed')
  push(Math.max(told, parts.consumed), parts.committed, 'unread')
  push(parts.committed, parts.reserved, 'reserved')
  const overwritten = input.overwritten?.page === page
  if (overwritten && !input.overwritten?.storm) push(parts.reserved, parts.free, 'overwritten')
  else if (parts.stale) push(parts.reserved, parts.free, 'stale')
  push(parts.free, size, 'padding')
  if (!overwritten) return undefined
  const x = px(parts.reserved)
  return { x, width: px(parts.free) - x, count: input.overwritten?.lost ?? 0 }
}

/** @returns the offset behind the last event that made sense */
function shapeEvents(
  input: RingShapesInput,
  parts: PageParts,
  push: (from: number, to: number, kind: SegmentKind, family: EventFamily, event: Segment['event']) => void,
): number {
  let end = 0
  for (const event of eventsOnPage(input.ring.bytes, parts.page * parts.size, parts.committed)) {
    end = event.offset + event.length
    const kind = event.offset < parts.consumed ? 'consumed' : 'unread'
    const at = { page: parts.page, offset: event.offset, ts: event.ts }
    push(event.offset, end, kind, input.familyOf(event.type), at)
  }
  return end
}

/** Pages of a few pixels: how much of them is unread from below, consumed above it; what is being written and padding are too thin to show. */
function stackColumn({ ring }: RingShapesInput, column: PageColumn, segments: Segment[]): void {
  let [unread, consumed, reserved, all] = [0, 0, 0, 0]
  for (let page = column.firstPage; page < column.endPage; page++) {
    const parts = partsOfPage(ring, page)
    unread += parts.committed - parts.consumed
    consumed += parts.consumed
    reserved += parts.reserved - parts.committed
    all += parts.size
  }
  const { x, width } = column
  let top = 1
  const stack = (bytes: number, kind: SegmentKind): void => {
    if (bytes === 0 || all === 0) return
    top -= bytes / all
    segments.push({ x, width, top: Math.max(0, top), share: bytes / all, kind })
  }
  stack(unread, 'unread')
  stack(reserved, 'reserved')
  stack(consumed, 'consumed')
}

function pointPx(ring: CapturedRing, geometry: RingsGeometry, page: number, offset: number): number | undefined {
  const column = columnOfPage(geometry, page)
  return column && offsetToPx(column, page, offset / ring.layout.pageSize)
}

/** @param ring number of the ring that has these shapes */
export function chosenIn(shapes: RingShapes, selected: EventRef | undefined, ring: number): Segment | undefined {
  return selected?.ring === ring ? segmentOf(shapes, selected) : undefined
}
