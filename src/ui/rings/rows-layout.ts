/**
 * Where the rows of the CPUs and the pages of a ring lie. All rings have the same pages at the same x, so that they can be compared.
 *
 *          | HEAD lane                      words above the ring, with the wrap line
 *   label  | [page][page][page]             ring, to scale
 *          | TAIL lane                      page numbers, tail
 *          | [page][page][page]             the spare ring, half as high
 *          | its lane
 */

export interface RowBox {
  readonly cpu: number
  readonly y: number
  readonly height: number
  readonly ringY: number
  readonly ringHeight: number
  /** the spare ring; height 0 where it is not drawn */
  readonly snapY: number
  readonly snapHeight: number
  /** one of many CPUs: the label on one line, the spare ring left out */
  readonly compact: boolean
  /** beside a CPU that has the room: as low as a line of words, without markers */
  readonly thin: boolean
  /** it has the room of all others */
  readonly focused: boolean
}

/** A page; of very many pages, several that share a column of pixels. */
export interface PageColumn {
  readonly x: number
  readonly width: number
  readonly firstPage: number
  /** exclusive */
  readonly endPage: number
}

export interface RingsGeometry {
  readonly widthPx: number
  readonly heightPx: number
  readonly rows: readonly RowBox[]
  readonly columns: readonly PageColumn[]
  readonly pages: number
  readonly dataX: number
  readonly dataWidth: number
  readonly narrow: boolean
  /** pages of the focused CPU that are shown in full below its ring; 0: the ring itself shows each event */
  readonly unrolled: number
  /** the middle of the reader's line below the rings; undefined: it has none */
  readonly readerY?: number
}

export interface GeometryInput {
  readonly cpus: number
  readonly pages: number
  /** bytes */
  readonly pageSize: number
  readonly snapshot: boolean
  readonly widthPx: number
  readonly heightPx: number
  /** of many CPUs the one that keeps its height */
  readonly focusedCpu: number
  /** the CPU that gets the room of all */
  readonly focus?: number | undefined
  /** a phone: labels above the rings instead of beside them */
  readonly narrow: boolean
  /** where one steps the reader is an actor among others, with a line of its own */
  readonly withReader?: boolean
}

/** more CPUs than this: all but one shrink to compact rows */
export const FULL_ROWS = 8
/** more pages than this: no gaps, borders and numbers */
export const WIDE_PAGES = 64
/** an event narrower than this cannot show bar and body: then stretches are drawn, not events; px */
const NARROWEST_EVENT = 3
/** bytes of a usual short event */
const SHORT_EVENT = 24

const TALLEST_ROW = 136
/** of one CPU or two, which have room to spare */
const TALLEST_OF_FEW = 200
const RING_HEIGHT = 46
const COMPACT_ROW = 52
const THIN_ROW = 22
const READER_LINE = 22
const LEAST_FOCUS = 260
const NARROW_LABEL = 22
const LABEL_WIDTH = 108
const MARGIN = 16
const NARROW_MARGIN = 12

export function layoutGeometry(input: GeometryInput): RingsGeometry {
  const { narrow, widthPx, pages, withReader = false } = input
  const dataX = narrow ? NARROW_MARGIN : LABEL_WIDTH
  const dataWidth = Math.max(0, widthPx - dataX - (narrow ? NARROW_MARGIN : MARGIN))
  const readerPx = withReader ? READER_LINE : 0
  const columns = layoutColumns({ pages, x: dataX, widthPx: dataWidth })
  const unrolled = unrolledPages(columns, input, dataWidth)
  const rows = layoutRows({ ...input, heightPx: input.heightPx - readerPx, unrolls: unrolled > 0 })
  const last = rows.at(-1)
  const end = last ? last.y + last.height : 0
  const readerY = withReader ? { readerY: end + readerPx / 2 } : {}
  return { widthPx, heightPx: end + readerPx, rows, columns, pages, dataX, dataWidth, narrow, unrolled, ...readerY }
}

/** Whether each event of a page that is so wide can be drawn apart. */
export function drawsEvents(widthPx: number, pageSize: number): boolean {
  return (widthPx / pageSize) * SHORT_EVENT >= NARROWEST_EVENT
}

/** As many as show their events, where the ring itself cannot. */
function unrolledPages(
  columns: readonly PageColumn[],
  { pages, pageSize }: Pick<GeometryInput, 'pages' | 'pageSize'>,
  dataWidth: number,
): number {
  if (pages <= WIDE_PAGES && drawsEvents(columns[0]?.width ?? 0, pageSize)) return 0
  const most = Math.floor((dataWidth * SHORT_EVENT) / (pageSize * NARROWEST_EVENT))
  return Math.min(pages, Math.max(1, Math.min(UNROLLED_PAGES, most)))
}

type RowsInput = Pick<GeometryInput, 'cpus' | 'snapshot' | 'heightPx' | 'focusedCpu' | 'focus' | 'narrow'> & {
  /** the focused CPU needs room for pages in full */
  readonly unrolls: boolean
}

export function layoutRows(input: RowsInput): RowBox[] {
  if (input.focus !== undefined && input.focus < input.cpus) return layoutFocus({ ...input, focus: input.focus })
  const { cpus, snapshot, narrow } = input
  const many = cpus > FULL_ROWS
  const least = (snapshot ? 68 : 52) + (narrow ? NARROW_LABEL + 16 : 0)
  const tallest = cpus > 2 ? TALLEST_ROW : TALLEST_OF_FEW
  const even = Math.max(least, Math.min(tallest, Math.floor((input.heightPx - 8) / cpus)))
  let y = 4
  return Array.from({ length: cpus }, (_, cpu) => {
    const compact = many && cpu !== input.focusedCpu
    const height = compact ? COMPACT_ROW + (narrow ? NARROW_LABEL : 0) : many ? 112 : even
    const box = layoutRow({ cpu, y, height, snapshot: snapshot && !compact, compact, narrow })
    y += height
    return box
  })
}

/** One CPU gets the room that the others leave, which are as low as they can be. */
function layoutFocus(input: RowsInput & { focus: number }): RowBox[] {
  const { cpus, snapshot, narrow, focus, unrolls } = input
  const thin = THIN_ROW + (narrow ? NARROW_LABEL : 0)
  const room = Math.max(LEAST_FOCUS, input.heightPx - 8 - (cpus - 1) * thin)
  let y = 4
  return Array.from({ length: cpus }, (_, cpu) => {
    const height = cpu === focus ? room : thin
    const box =
      cpu === focus ? focusedRow({ cpu, y, height, snapshot, narrow, unrolls }) : thinRow(cpu, y, height, narrow)
    y += height
    return box
  })
}

function thinRow(cpu: number, y: number, height: number, narrow: boolean): RowBox {
  const ringY = y + 4 + (narrow ? NARROW_LABEL : 0)
  const flags = { compact: true, thin: true, focused: false }
  return { cpu, y, height, ringY, ringHeight: THIN_ROW - 8, snapY: ringY, snapHeight: 0, ...flags }
}

function focusedRow({
  cpu,
  y,
  height,
  snapshot,
  narrow,
  unrolls,
}: Omit<RowInput, 'compact'> & { unrolls: boolean }): RowBox {
  const lanes = 19 + 17 + (narrow ? NARROW_LABEL : 0) + (snapshot ? 20 : 0)
  const room = height - lanes - FOCUS_TOOLS - (unrolls ? UNROLLED_PX : 0)
  const ringHeight = Math.max(46, Math.min(150, Math.round(room * (snapshot ? 0.6 : 0.9))))
  const snapHeight = snapshot ? Math.max(23, Math.min(75, Math.round(ringHeight / 2))) : 0
  const ringY = y + 19 + (narrow ? NARROW_LABEL : 0)
  const flags = { compact: false, thin: false, focused: true }
  return { cpu, y, height, ringY, ringHeight, snapY: ringY + ringHeight + 17, snapHeight, ...flags }
}

/** px for a stretch in full, with its page numbers */
const UNROLLED_PX = 104

/** px below the rings of the CPU that has the room: how it is shown, and back to all */
export const FOCUS_TOOLS = 40

interface RowInput {
  cpu: number
  y: number
  height: number
  snapshot: boolean
  compact: boolean
  narrow: boolean
}

function layoutRow({ cpu, y, height, snapshot, compact, narrow }: RowInput): RowBox {
  const roomy = height >= 118
  const headLane = (compact ? 13 : roomy ? 19 : 15) + (narrow ? NARROW_LABEL : 0)
  const tailLane = compact ? 13 : roomy ? 17 : 14
  const lanes = headLane + tailLane + (snapshot ? 10 : 0)
  const air = roomy ? 16 : compact ? 6 : 4
  const room = Math.max(12, height - lanes - air)
  const most = RING_HEIGHT + Math.round(Math.max(0, height - TALLEST_ROW) / 2)
  const ringHeight = Math.min(most, snapshot ? Math.round(room * 0.67) : room)
  const snapHeight = snapshot ? Math.min(Math.round(most / 2), room - ringHeight) : 0
  const ringY = y + headLane
  const flags = { compact, thin: false, focused: false }
  return { cpu, y, height, ringY, ringHeight, snapY: ringY + ringHeight + tailLane, snapHeight, ...flags }
}

/** Where the words of a row that is not narrow begin; of a low ring they need its HEAD lane too. */
export function labelTop(row: RowBox): number {
  if (row.thin) return row.ringY - 1
  if (row.compact) return row.ringY - 8
  return row.ringHeight >= 44 ? row.ringY + 2 : row.y + 2
}

export function layoutColumns({ pages, x, widthPx }: { pages: number; x: number; widthPx: number }): PageColumn[] {
  const count = Math.max(1, Math.min(pages, Math.floor(widthPx)))
  const each = widthPx / count
  const gap = count > WIDE_PAGES ? 0 : each >= 28 ? 4 : each >= 12 ? 2 : 1
  const step = (widthPx + gap) / count
  return Array.from({ length: count }, (_, column) => {
    const left = Math.round(x + column * step)
    const right = Math.round(x + (column + 1) * step - gap)
    const firstPage = Math.floor((column * pages) / count)
    return { x: left, width: Math.max(1, right - left), firstPage, endPage: Math.floor(((column + 1) * pages) / count) }
  })
}

export function columnOfPage(geometry: Pick<RingsGeometry, 'columns' | 'pages'>, page: number): PageColumn | undefined {
  const { columns, pages } = geometry
  const guess = Math.floor((page * columns.length) / pages)
  const near = [guess, guess + 1, guess - 1].map((at) => columns[at])
  // a stretch of the ring does not begin with page 0
  const candidates = columns.length < UNROLLED_PAGES + 1 ? columns : near
  return candidates.find((c) => c && page >= c.firstPage && page < c.endPage)
}

/** pages that are shown in full at most */
const UNROLLED_PAGES = 8

/** A stretch of the focused CPU's ring in full, below the strip of all its pages. */
export interface Unrolled {
  readonly columns: readonly PageColumn[]
  readonly y: number
  readonly height: number
}

/** @param around the page in its middle @returns undefined where there is no room */
export function layoutUnrolled(row: RowBox, geometry: RingsGeometry, around: number): Unrolled | undefined {
  const y = Math.max(row.snapY + row.snapHeight, row.ringY + row.ringHeight + 17) + 24
  const height = Math.min(60, row.y + row.height - FOCUS_TOOLS - 18 - y)
  const { unrolled, pages } = geometry
  if (!row.focused || height < 24 || unrolled === 0) return undefined
  const first = Math.max(0, Math.min(pages - unrolled, around - Math.floor(unrolled / 2)))
  const columns = layoutColumns({ pages: unrolled, x: geometry.dataX, widthPx: geometry.dataWidth })
  return { columns: columns.map((column) => shifted(column, first)), y, height }
}

function shifted(column: PageColumn, by: number): PageColumn {
  return { ...column, firstPage: column.firstPage + by, endPage: column.endPage + by }
}

/** The x of a byte offset in a page, inside its border of one pixel. */
export function offsetToPx(column: PageColumn, page: number, share: number): number {
  const pages = column.endPage - column.firstPage
  const border = column.width >= 8 ? 1 : 0
  const inner = column.width - 2 * border
  return column.x + border + Math.round(((page - column.firstPage + Math.min(1, Math.max(0, share))) / pages) * inner)
}

export interface RingHit {
  readonly cpu: number
  readonly page: number
  readonly snapshot: boolean
}

/** Which page lies under this point, if any. */
export function hitTest(geometry: RingsGeometry, x: number, y: number): RingHit | undefined {
  const row = geometry.rows.find((box) => y >= box.y && y < box.y + box.height)
  const column = geometry.columns.find((box) => x >= box.x && x < box.x + box.width)
  if (!row || !column) return undefined
  const share = (x - column.x) / column.width
  const page =
    column.firstPage +
    Math.min(column.endPage - column.firstPage - 1, Math.floor(share * (column.endPage - column.firstPage)))
  if (y >= row.ringY && y < row.ringY + row.ringHeight) return { cpu: row.cpu, page, snapshot: false }
  if (row.snapHeight > 0 && y >= row.snapY && y < row.snapY + row.snapHeight)
    return { cpu: row.cpu, page, snapshot: true }
  return undefined
}
