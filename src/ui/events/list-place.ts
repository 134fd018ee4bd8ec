/**
 * Where the list is scrolled to: at its end while it follows, else where a person or the picked row has brought it. It is kept as the row at the
 * top of the view, so that this row stays there whatever comes, goes or is filtered out, and when the panel is opened again.
 */
import { UNREAD_FROM } from './list-rows.ts'
import type { ListRows } from './list-rows.ts'
import { maxTop, revealRow, scrolledBy, scrollTo } from './row-scroll.ts'
import type { RowScroll, ScrollExtent } from './row-scroll.ts'

export interface ListSize {
  readonly rowPx: number
  /** px of the list that are seen; 0: it is hidden */
  readonly view: number
}

interface Anchor {
  /** of the row at the top */
  readonly number: number
  /** px of it that are out of view */
  readonly within: number
  readonly scroll: RowScroll
}

/** The list with so many rows at one moment. */
export interface ListView extends ListSize {
  readonly extent: ScrollExtent
  readonly scroll: RowScroll
  readonly follow: boolean
}

const START: RowScroll = { top: 0, at: 0 }

export class ListPlace {
  private anchor: Anchor = { number: 0, within: 0, scroll: START }
  /** as it was last drawn */
  private drawn: ListView = { rowPx: 1, view: 0, extent: { height: 0, view: 0 }, scroll: START, follow: true }

  constructor(private readonly rows: ListRows) {}

  /** The row at the top is one of those that are unread. */
  get isUnread(): boolean {
    return this.anchor.number >= UNREAD_FROM
  }

  /** Where it is to be drawn. */
  look(size: ListSize, follow: boolean): ListView {
    const extent = { height: this.rows.length * size.rowPx, view: size.view }
    return { ...size, extent, follow, scroll: follow ? scrollTo(this.followTop(size), extent) : this.anchored(size) }
  }

  /** It has been drawn so. */
  settle(view: ListView): void {
    if (view.view === 0) return
    this.drawn = view
    if (view.follow) this.anchorAt(view.scroll, view.rowPx)
  }

  /** The element was scrolled by hand. @returns whether that brought it to the end that it follows; undefined: it is where it was put */
  scrolled(at: number): boolean | undefined {
    const { drawn } = this
    if (Math.abs(at - drawn.scroll.at) < 1) return undefined
    const scroll = scrolledBy(drawn.scroll, at, drawn.extent)
    this.drawn = { ...drawn, scroll }
    this.anchorAt(scroll, drawn.rowPx)
    return Math.abs(scroll.top - Math.min(this.followTop(drawn), maxTop(drawn.extent))) <= 1
  }

  /** A gesture is over: the element may be scrolled to where it belongs. */
  rest(): void {
    const { scroll, extent, rowPx } = this.drawn
    this.anchorAt(scrollTo(scroll.top, extent), rowPx)
  }

  /** Goes to a row, no farther than to see it. */
  reveal(number: number): void {
    const { rowPx, view, scroll } = this.drawn
    const index = this.rows.indexOf(number)
    if (view === 0) this.anchor = { number, within: 0, scroll: START }
    else {
      const extent = { height: this.rows.length * rowPx, view }
      this.anchorAt(scrollTo(revealRow(scroll.top, index, { rowPx, view }), extent), rowPx)
    }
  }

  /** The list ends with what was read, and with the line that says how much is not. */
  private followTop({ rowPx, view }: ListSize): number {
    return Math.max(0, this.rows.readEnd * rowPx - view)
  }

  private anchored({ rowPx, view }: ListSize): RowScroll {
    const { number, within, scroll } = this.anchor
    const extent = { height: this.rows.length * rowPx, view }
    const next = scrollTo(this.rows.indexOf(number) * rowPx + within, extent)
    // as a gesture has left it: the element is not scrolled under it
    return Math.abs(next.top - scroll.top) < 1 ? scroll : next
  }

  private anchorAt(scroll: RowScroll, rowPx: number): void {
    const { rows } = this
    const index = Math.min(Math.floor(scroll.top / rowPx), Math.max(0, rows.length - 1))
    const number = rows.length > 0 ? rows.numberAt(index) : 0
    this.anchor = { number, within: scroll.top - index * rowPx, scroll }
  }
}
