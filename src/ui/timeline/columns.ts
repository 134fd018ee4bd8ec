/**
 * Rows in typed arrays: appended at the end, dropped at the begin, and every row keeps its number while it is kept.
 *
 *   index   0        first - base          end - base        capacity
 *           | dropped | kept               | room            |
 *
 * Dropped rows stay readable until the room runs out and `base` moves: who counted them in can count them out again.
 */
import { bisectLeft } from 'd3-array'

type Column = Float64Array | Uint8Array

const FIRST_ROWS = 64

export class Columns<Name extends string> {
  /** number of the oldest row kept, and one behind the newest's */
  first = 0
  end = 0
  /** number of the row at index 0 */
  base = 0
  /** arrays as they are now: growing replaces them */
  of: Record<Name, Column>
  private capacity = FIRST_ROWS

  /** @param types the columns by name, each with the kind of array that holds it */
  constructor(private readonly types: Record<Name, Float64ArrayConstructor | Uint8ArrayConstructor>) {
    this.of = this.mapped((name) => new types[name](FIRST_ROWS))
  }

  get length(): number {
    return this.end - this.first
  }

  /** @returns the index at which the new row is to be stored */
  append(): number {
    if (this.end - this.base === this.capacity) this.makeRoom()
    return this.end++ - this.base
  }

  /** @param number of a row that is kept; else NaN */
  at(name: Name, number: number): number {
    return number >= this.first && number < this.end ? (this.of[name][number - this.base] as number) : NaN
  }

  /** The first row not below a value, in a column that ascends. @returns its number; `end` where there is none */
  firstNotBelow(name: Name, value: number): number {
    return this.base + bisectLeft(this.of[name], value, this.first - this.base, this.end - this.base)
  }

  /** Rows before this number go. */
  dropBefore(number: number): void {
    this.first = Math.max(this.first, Math.min(number, this.end))
  }

  clear(): void {
    this.first = this.end = this.base = 0
  }

  /** Half of it dropped: the kept rows move to the begin; else twice as large. */
  private makeRoom(): void {
    const from = this.first - this.base
    const kept = this.length
    if (kept > this.capacity / 2) {
      this.capacity *= 2
      const old = this.of
      this.of = this.mapped((name) => {
        const larger = new this.types[name](this.capacity)
        larger.set(old[name].subarray(from))
        return larger
      })
    } else for (const name of this.names) this.of[name].copyWithin(0, from, from + kept)
    this.base = this.first
  }

  private get names(): Name[] {
    // an object's keys are the names that its type says
    return Object.keys(this.types) as Name[]
  }

  private mapped(make: (name: Name) => Column): Record<Name, Column> {
    return Object.fromEntries(this.names.map((name) => [name, make(name)])) as Record<Name, Column>
  }
}

/** Events of one CPU: stamps ascend; `where` is the log's row number, or of unread events their place (see places.ts). */
export type EventColumns = Columns<'ts' | 'family' | 'where'>

/**
 * Losses of one CPU. `from` and `to` are the stamps on both sides, infinite where no event is known; `count` events were lost, `lost` with
 * all losses before it, so that what a stretch has lost is one subtraction; `event` is the number of the event behind the loss, `where` the log's
 * row number.
 */
export type GapColumns = Columns<'from' | 'to' | 'count' | 'lost' | 'event' | 'where'>

export function eventColumns(): EventColumns {
  return new Columns({ ts: Float64Array, family: Uint8Array, where: Float64Array })
}

export function gapColumns(): GapColumns {
  return new Columns({
    from: Float64Array,
    to: Float64Array,
    count: Float64Array,
    lost: Float64Array,
    event: Float64Array,
    where: Float64Array,
  })
}

export interface NewGap {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly event: number
  readonly where: number
}

export function appendGap(gaps: GapColumns, { from, to, count, event, where }: NewGap): void {
  const before = gaps.end > gaps.base ? (gaps.of.lost[gaps.end - 1 - gaps.base] as number) : 0
  const at = gaps.append()
  gaps.of.from[at] = from
  gaps.of.to[at] = to
  gaps.of.count[at] = count
  gaps.of.lost[at] = before + count
  gaps.of.event[at] = event
  gaps.of.where[at] = where
}

/** How many events were lost in the losses numbered from … to - 1. */
export function lostBetween(gaps: GapColumns, from: number, to: number): number {
  return to > from ? gaps.at('lost', to - 1) - gaps.at('lost', from) + gaps.at('count', from) : 0
}
