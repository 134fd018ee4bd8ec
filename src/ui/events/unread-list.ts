/** What is unread in the rings while the machine stands still, as rows; made in slices. */
import type { SlotCapture } from '../../ring/capture.ts'
import { copyOf, sameUnread } from '../../ring/same-unread.ts'
import { EventLog } from '../../store/event-log.ts'
import type { LogRow } from '../../store/event-log.ts'
import type { WholeRing } from '../whole-rings.ts'
import { RowsAfter } from './rows-after.ts'
import { unreadRows } from './unread-rows.ts'

export class UnreadList {
  readonly log = new EventLog()
  /** events are unread, and the bytes of the rings are not there, or not yet */
  lacksBytes = false
  private making: Iterator<LogRow[]> | undefined
  /** what it is a list of */
  private of: readonly SlotCapture[] = []

  /** Whether it is, or is being made, the list of what is unread there. */
  isOf(captures: readonly SlotCapture[]): boolean {
    const { of } = this
    return (
      of.length === captures.length && captures.every((capture, cpu) => sameUnread(capture, of[cpu] as SlotCapture))
    )
  }

  /** @param captures of all CPUs @param rings of those whose bytes are there @param rows that go on where the list of what was read ends */
  begin(captures: readonly SlotCapture[], rings: readonly WholeRing[], rows: RowsAfter): void {
    this.clear()
    this.of = captures.map(copyOf)
    this.lacksBytes = rings.length < captures.length
    if (!this.lacksBytes) this.making = unreadRows(rings, rows)
  }

  clear(): void {
    this.making = undefined
    this.of = []
    this.lacksBytes = false
    if (this.log.length > 0) this.log.clear()
  }

  /** @returns whether all of it is listed */
  advance(isOver: () => boolean): boolean {
    while (this.making) {
      const { value, done } = this.making.next()
      if (done) this.making = undefined
      else this.log.append(value)
      if (isOver()) return this.making === undefined
    }
    return true
  }
}
