/**
 * The rows of the list, by their place in it: what was read, then the line about what is unread in the rings, then that itself while the
 * machine stands still.
 *
 *   place     0 …                 read.shown                 …                    length
 *   number    the log's own       NOTE_NUMBER                UNREAD_FROM + the unread log's own
 *
 * A row's number stays when rows before it go, are filtered out or come back.
 */
import type { EventLog, LogRow } from '../../store/event-log.ts'
import { BLOCK_ROWS, RowKind } from '../../store/log-block.ts'
import type { LogBlock } from '../../store/log-block.ts'
import type { EventRef } from '../../store/selection.ts'
import type { ListPart } from './list-part.ts'
import { placeOf } from './row-numbers.ts'
import type { RowRun } from './row-numbers.ts'

/** no log has so many rows: at a million a second it would take 35 years */
export const UNREAD_FROM = 2 ** 50
export const NOTE_NUMBER = UNREAD_FROM - 1

export class ListRows {
  /** there are unread events, listed or not */
  hasNote = false

  constructor(
    readonly read: ListPart,
    readonly unread: ListPart,
  ) {}

  get length(): number {
    return this.readEnd + lengthOf(this.unread.shown)
  }
  /** how many rows there are up to and with the line about what is unread: here the list ends while it follows */
  get readEnd(): number {
    return lengthOf(this.read.shown) + (this.hasNote ? 1 : 0)
  }
  /** rows of both logs, whatever is shown of them; the line about what is unread is not counted */
  get all(): number {
    return this.read.log.length + this.unread.log.length
  }
  get shown(): number {
    return lengthOf(this.read.shown) + lengthOf(this.unread.shown)
  }

  /** @param index place in the list, from 0 */
  numberAt(index: number): number {
    const { read, unread } = this
    if (index < lengthOf(read.shown)) return read.shown.at(read.shown.from + index)
    if (index < this.readEnd) return NOTE_NUMBER
    return UNREAD_FROM + unread.shown.at(unread.shown.from + index - this.readEnd)
  }

  /** Place of this row, or of the first one behind it. */
  indexOf(number: number): number {
    const { read, unread } = this
    if (number >= UNREAD_FROM) return this.readEnd + placeOf(unread.shown, number - UNREAD_FROM) - unread.shown.from
    return placeOf(read.shown, number) - read.shown.from
  }

  /** undefined: the line about what is unread, or a row that is no longer kept */
  row(number: number): LogRow | undefined {
    if (number === NOTE_NUMBER) return undefined
    return number < UNREAD_FROM ? rowOf(this.read.log, number) : rowOf(this.unread.log, number - UNREAD_FROM)
  }

  /** The columns in which the row is, at `number % BLOCK_ROWS`: logs lose whole blocks only. */
  blockOf(number: number): LogBlock | undefined {
    if (number === NOTE_NUMBER) return undefined
    const { log } = number < UNREAD_FROM ? this.read : this.unread
    const index = (number < UNREAD_FROM ? number : number - UNREAD_FROM) - log.first
    return index < 0 ? undefined : log.block(Math.floor(index / BLOCK_ROWS))
  }

  /** Number of an event's row, the newest where it was listed twice. */
  find(event: EventRef): number | undefined {
    const unread = findIn(this.unread.log, event)
    return unread === undefined ? findIn(this.read.log, event) : UNREAD_FROM + unread
  }

  get matchCount(): number {
    return lengthOf(this.read.matches) + lengthOf(this.unread.matches)
  }

  /** @param at from 0 */
  matchAt(at: number): number {
    const { read, unread } = this
    const inRead = lengthOf(read.matches)
    if (at < inRead) return read.matches.at(read.matches.from + at)
    return UNREAD_FROM + unread.matches.at(unread.matches.from + at - inRead)
  }

  /** Which match this row is, or would be. */
  matchIndexOf(number: number): number {
    const { read, unread } = this
    if (number < UNREAD_FROM) return placeOf(read.matches, number) - read.matches.from
    return lengthOf(read.matches) + placeOf(unread.matches, number - UNREAD_FROM) - unread.matches.from
  }
}

function lengthOf({ from, end }: RowRun): number {
  return end - from
}

function rowOf(log: EventLog, number: number): LogRow | undefined {
  return number < log.first ? undefined : log.row(number - log.first)
}

/** From the newest back, by columns; only where stamp and CPU are those of the event, its place is looked at. */
function findIn(log: EventLog, { cpu, ts, ring, page, offset }: EventRef): number | undefined {
  for (let index = log.length - 1; index >= 0; index--) {
    const block = log.block(Math.floor(index / BLOCK_ROWS))
    const at = index % BLOCK_ROWS
    if (block?.ts[at] !== ts || block.cpu[at] !== cpu || block.kind[at] !== RowKind.event) continue
    const row = block.row(at)
    if (row?.kind !== 'event') continue
    if (row.place.offset === offset && row.place.page === page && row.place.ring === ring) return log.first + index
  }
  return undefined
}
