/** What is unread in the rings while the machine stands still, as rows; made in slices. */
import { SlotCapture } from '../../ring/capture.ts'
import { EventLog } from '../../store/event-log.ts'
import type { LogRow } from '../../store/event-log.ts'
import { RowsAfter } from './rows-after.ts'
import { sameUnread, unreadRows } from './unread-rows.ts'

export class UnreadList {
  readonly log = new EventLog()
  /** events are unread, and the rings are captured without their bytes */
  isTooLarge = false
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

  /** @param captures of all CPUs @param rows that go on where the list of what was read ends */
  begin(captures: readonly SlotCapture[], rows: RowsAfter): void {
    this.clear()
    this.of = captures.map(copyOf)
    this.isTooLarge = captures.some((capture) => capture.live().bytes.length === 0)
    if (!this.isTooLarge) this.making = unreadRows(captures, rows)
  }

  clear(): void {
    this.making = undefined
    this.of = []
    this.isTooLarge = false
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

function copyOf(capture: SlotCapture): SlotCapture {
  const copy = SlotCapture.allocate(capture.layout)
  copy.copyFrom(capture)
  return copy
}
