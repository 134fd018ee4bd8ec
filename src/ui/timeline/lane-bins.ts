/**
 * How many events of which family, and which losses, fall on each column of pixels of each lane. Kept from frame to frame: what is new is added,
 * what was dropped is taken away, and when the window moves only the columns that came into view are filled. So a frame costs what has
 * changed, not what is there.
 *
 * A bin is a stretch of `binNs`; bin k begins at k * binNs, whatever the window. The columns lie in a ring: bin k in slot k mod columns.
 */
import { bisectLeft } from 'd3-array'
import type { EventColumns, GapColumns } from './columns.ts'
import { FAMILIES } from './families.ts'

/** What is counted per bin: a plane per family, all families together, then how many losses touch the bin, and how many begin in it. */
export const Plane = { events: FAMILIES.length, covers: FAMILIES.length + 1, begins: FAMILIES.length + 2 } as const
export const PLANES = FAMILIES.length + 3

export interface BinnedLane {
  readonly events: EventColumns
  readonly gaps: GapColumns
}

type AnyColumns = Pick<EventColumns, 'base' | 'first' | 'end'>

/** Bins, or rows of a lane: from … to - 1. */
export interface Range {
  from: number
  to: number
}

const NO_RANGE: Range = { from: 0, to: 0 }

export class LaneBins {
  /** slot by slot, in it lane by lane, in it plane by plane */
  readonly counts: Uint32Array
  binNs = 0
  /** the bins that are shown: columns of them */
  first = 0
  /** rows of each lane that are counted in, by number */
  private readonly events: Range[]
  private readonly gaps: Range[]
  private changed: Range = NO_RANGE

  constructor(
    readonly lanes: number,
    readonly columns: number,
  ) {
    this.counts = new Uint32Array(columns * lanes * PLANES)
    this.events = Array.from({ length: lanes }, () => ({ from: 0, to: 0 }))
    this.gaps = Array.from({ length: lanes }, () => ({ from: 0, to: 0 }))
  }

  /** Where the planes of a lane's bin begin in `counts`. */
  at(bin: number, lane: number): number {
    return (this.slot(bin) * this.lanes + lane) * PLANES
  }

  slot(bin: number): number {
    const slot = bin % this.columns
    return slot < 0 ? slot + this.columns : slot
  }

  /** Bins that have changed since this was last asked. */
  takeChanged(): Range {
    const { changed, first, columns } = this
    this.changed = NO_RANGE
    return { from: Math.max(first, changed.from), to: Math.min(first + columns, changed.to) }
  }

  /** Brings the bins to a window and to what the lanes hold by now. @param anew rows have been replaced, not only added and dropped */
  show(lanes: readonly BinnedLane[], binNs: number, first: number, anew = false): void {
    const shift = first - this.first
    const gone = lanes.some(
      ({ events, gaps }, at) => isGone(this.events[at] as Range, events) || isGone(this.gaps[at] as Range, gaps),
    )
    if (anew || gone || binNs !== this.binNs || Math.abs(shift) >= this.columns) {
      this.rebuild(lanes, binNs, first)
      return
    }
    for (const [at, lane] of lanes.entries()) this.takeRows(lane, at)
    this.first = first
    const end = first + this.columns
    if (shift > 0) this.fill(lanes, { from: end - shift, to: end })
    if (shift < 0) this.fill(lanes, { from: first, to: first - shift })
  }

  private rebuild(lanes: readonly BinnedLane[], binNs: number, first: number): void {
    this.binNs = binNs
    this.first = first
    for (const [at, { events, gaps }] of lanes.entries()) {
      this.events[at] = { from: events.first, to: events.end }
      this.gaps[at] = { from: gaps.first, to: gaps.end }
    }
    this.fill(lanes, { from: first, to: first + this.columns })
  }

  /** Bins that came into view. */
  private fill(lanes: readonly BinnedLane[], bins: Range): void {
    const stride = this.lanes * PLANES
    for (let bin = bins.from; bin < bins.to; bin++) {
      const at = this.slot(bin) * stride
      this.counts.fill(0, at, at + stride)
    }
    for (const [lane, { events, gaps }] of lanes.entries()) {
      this.countEvents(events, this.events[lane] as Range, { lane, bins, sign: 1 })
      this.countGaps(gaps, this.gaps[lane] as Range, { lane, bins, sign: 1 })
    }
    this.note(bins.from, bins.to)
  }

  /** Rows that came or went. */
  private takeRows({ events, gaps }: BinnedLane, lane: number): void {
    const bins = { from: this.first, to: this.first + this.columns }
    takeDifference(events, this.events[lane] as Range, (rows, sign) =>
      this.countEvents(events, rows, { lane, bins, sign }),
    )
    takeDifference(gaps, this.gaps[lane] as Range, (rows, sign) => this.countGaps(gaps, rows, { lane, bins, sign }))
  }

  private countEvents({ of: { ts, family }, base }: EventColumns, rows: Range, { lane, bins, sign }: Counting): void {
    const { counts, binNs } = this
    // what is one bin too far is left out below: near a bin's edge only the division decides
    const from = bisectLeft(ts, (bins.from - 1) * binNs, rows.from - base, rows.to - base)
    const to = bisectLeft(ts, (bins.to + 1) * binNs, from, rows.to - base)
    let [current, at] = [NaN, 0]
    let [least, most] = [Infinity, -Infinity]
    for (let index = from; index < to; index++) {
      const bin = Math.floor((ts[index] as number) / binNs)
      if (bin < bins.from || bin >= bins.to) continue
      if (bin !== current) {
        current = bin
        at = this.at(bin, lane)
        least = Math.min(least, bin)
        most = bin
      }
      const plane = at + (family[index] as number)
      counts[plane] = (counts[plane] as number) + sign
      counts[at + Plane.events] = (counts[at + Plane.events] as number) + sign
    }
    this.note(least, most + 1)
  }

  private countGaps({ of, base }: GapColumns, rows: Range, { lane, bins, sign }: Counting): void {
    const { binNs } = this
    const end = rows.to - base
    const add = (bin: number, plane: number): void => {
      const at = this.at(bin, lane) + plane
      this.counts[at] = (this.counts[at] as number) + sign
    }
    for (let index = bisectLeft(of.to, (bins.from - 1) * binNs, rows.from - base, end); index < end; index++) {
      const begin = Math.floor((of.from[index] as number) / binNs)
      if (begin >= bins.to) break
      const last = Math.floor((of.to[index] as number) / binNs)
      const [from, to] = [Math.max(begin, bins.from), Math.min(last + 1, bins.to)]
      for (let bin = from; bin < to; bin++) add(bin, Plane.covers)
      if (begin >= bins.from) add(begin, Plane.begins)
      this.note(from, to)
    }
  }

  private note(from: number, to: number): void {
    if (to <= from) return
    const { changed } = this
    this.changed =
      changed.to > changed.from ? { from: Math.min(from, changed.from), to: Math.max(to, changed.to) } : { from, to }
  }
}

interface Counting {
  lane: number
  bins: Range
  /** -1 takes away */
  sign: 1 | -1
}

/** Rows that were counted in and cannot be read any more cannot be counted out. */
function isGone(seen: Range, { base, end }: AnyColumns): boolean {
  return seen.to > end || (seen.from < base && seen.to > seen.from)
}

/** What of the rows counted in has been dropped, and what has come. */
function takeDifference(columns: AnyColumns, seen: Range, count: (rows: Range, sign: 1 | -1) => void): void {
  const { first, end } = columns
  const dropped = { from: seen.from, to: Math.min(first, seen.to) }
  const added = { from: Math.max(first, seen.to), to: end }
  if (dropped.to > dropped.from) count(dropped, -1)
  if (added.to > added.from) count(added, 1)
  seen.from = first
  seen.to = end
}
