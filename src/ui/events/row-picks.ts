/**
 * The rows that are picked: the one at which the keys act, and from where a range reaches to it. An event that is picked is the page's one
 * selection, and a selection that is made elsewhere is picked here, as far as it is listed.
 */
import { selectedRef, selectionOf } from '../../store/selection.ts'
import type { Selection } from '../../store/selection.ts'
import type { Session } from '../../store/session.ts'
import type { ListRows } from './list-rows.ts'

export interface Picked {
  readonly anchor: number
  /** number of the row at which the keys act */
  readonly at: number
}

export class RowPicks {
  picked: Picked | undefined
  /** the selection as it was set here: it comes back as if it were made elsewhere */
  private own: Selection | undefined

  constructor(
    private readonly session: Session,
    private readonly rows: ListRows,
    /** is called once the picks have changed. @param reveal number of a row that is to be brought into view */
    private readonly onChange: (reveal?: number) => void,
  ) {}

  /** @param extend the range reaches from where it began to this row */
  pick(number: number, extend = false): void {
    const anchor = extend ? (this.picked?.anchor ?? number) : number
    this.picked = { anchor, at: number }
    const row = this.rows.row(number)
    if (row?.kind === 'event') {
      const { cpu, ts, place } = row
      this.own = selectionOf({ cpu, ts, ...place }, this.session.captures.latest(cpu))
      this.session.store.setState({ selection: this.own })
    }
    this.onChange(number)
  }

  /** All rows that are shown; the keys go on from where they were. */
  pickAll(): void {
    const { rows } = this
    if (rows.length === 0) return
    this.picked = { anchor: rows.numberAt(0), at: rows.numberAt(rows.length - 1) }
    this.onChange()
  }

  clear(): void {
    this.picked = undefined
    this.onChange()
  }

  /** A selection was made somewhere. @param reveal whether the list goes to it */
  adopt(selection: Selection | undefined, reveal: boolean): void {
    if (selection === this.own && reveal) return
    const ref = selectedRef(selection)
    const number = ref && this.rows.find(ref)
    this.picked = number === undefined ? undefined : { anchor: number, at: number }
    this.onChange(reveal ? number : undefined)
  }

  /** Places in the list, from the first row of the range up to and without `end`; undefined: nothing that is shown is picked */
  range(): { from: number; end: number } | undefined {
    const { picked, rows } = this
    if (!picked) return undefined
    const [first, last] = [Math.min(picked.anchor, picked.at), Math.max(picked.anchor, picked.at)]
    const from = rows.indexOf(first)
    const after = rows.indexOf(last)
    const end = after < rows.length && rows.numberAt(after) === last ? after + 1 : after
    return from < end ? { from, end } : undefined
  }

  /** Goes to the match after or before the picked row, and round at the ends. @param from number of the row to begin at where none is picked */
  step(by: 1 | -1, from: number): void {
    const { rows, picked } = this
    const count = rows.matchCount
    if (count === 0) return
    const at = picked?.at ?? from
    const here = rows.matchIndexOf(at)
    const isMatch = here < count && rows.matchAt(here) === at
    const next = by < 0 ? here - 1 : isMatch && picked ? here + 1 : here
    this.pick(rows.matchAt((next + count) % count))
  }
}
