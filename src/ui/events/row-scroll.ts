/**
 * Scrolling through more rows than an element can be high. Browsers cut heights off (Chromium at 2^25 device pixels, which on a phone with three
 * of them per css pixel is 11 million; Firefox at 17.9 million css pixels), so a longer list is laid out in a shorter element:
 *
 *   top      where the view is in the list, px; up to height - view
 *   at       where the element is scrolled to, px; up to size - view. For lists that fit, the same
 *
 * A short way scrolled by hand is as long in the list, so that rows move with the finger; a long one, as with the bar, goes to the same share of
 * both. Afterwards `at` is put where it belongs.
 */

/** safe for four device pixels per css pixel, with the browser's zoom at 100 % */
const MAX_SIZE_PX = 8_000_000
/** views that are scrolled by hand, a wheel or a key at once at most */
const SHORT_WAY_VIEWS = 2

export interface RowScroll {
  readonly top: number
  readonly at: number
}

export interface ScrollExtent {
  /** px of all rows */
  readonly height: number
  /** px of them that are seen */
  readonly view: number
}

/** px that the scrolled element is high */
export function sizeOf({ height }: ScrollExtent): number {
  return Math.min(height, MAX_SIZE_PX)
}

export function maxTop({ height, view }: ScrollExtent): number {
  return Math.max(0, height - view)
}

/** The list with its view at `top`. */
export function scrollTo(top: number, extent: ScrollExtent): RowScroll {
  const [most, mostAt] = [maxTop(extent), Math.max(0, sizeOf(extent) - extent.view)]
  const within = Math.min(Math.max(0, top), most)
  return { top: within, at: most === mostAt ? within : (within / most) * mostAt }
}

/** The element was scrolled by hand. @param at where to */
export function scrolledBy(before: RowScroll, at: number, extent: ScrollExtent): RowScroll {
  const [most, mostAt] = [maxTop(extent), Math.max(0, sizeOf(extent) - extent.view)]
  if (most === mostAt) return scrollTo(at, extent)
  // half a pixel: browsers round to device pixels
  if (at <= 0.5) return { top: 0, at }
  if (at >= mostAt - 0.5) return { top: most, at }
  const way = at - before.at
  const top = Math.abs(way) <= SHORT_WAY_VIEWS * extent.view ? before.top + way : (at / mostAt) * most
  return { top: Math.min(Math.max(0, top), most), at }
}

/** The least scrolling by which a row is seen whole, with a neighbour where there is one. */
export function revealRow(top: number, index: number, { rowPx, view }: { rowPx: number; view: number }): number {
  const rowTop = index * rowPx
  const margin = Math.min(rowPx, Math.max(0, (view - rowPx) / 2))
  if (rowTop - margin < top) return Math.max(0, rowTop - margin)
  if (rowTop + rowPx + margin > top + view) return rowTop + rowPx + margin - view
  return top
}
