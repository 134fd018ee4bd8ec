/**
 * Which rows pass a test, found a slice at a time and on and on as rows arrive: a million rows must not hold up the page. A scan looks at a
 * run of rows (all of the log, or what another scan has found) from the oldest on, at each row once.
 */
import type { EventLog } from '../../store/event-log.ts'
import { BLOCK_ROWS } from '../../store/log-block.ts'
import type { LogBlock } from '../../store/log-block.ts'
import { RowNumbers } from './row-numbers.ts'
import type { RowRun } from './row-numbers.ts'

/** @param at row of the block */
export type RowTest = (block: LogBlock, at: number) => boolean

/** rows between two looks at the time: their lines are printed in well under a millisecond */
const ROWS_PER_LOOK = 64

export class RowScan {
  readonly found = new RowNumbers()
  /** place in the run of the next row to be looked at */
  private next: number

  constructor(
    private readonly log: EventLog,
    private readonly run: RowRun,
    private readonly test: RowTest,
  ) {
    this.next = run.from
  }

  /** @param isOver whether the slice is over @returns whether all rows that there are have been looked at */
  advance(isOver: () => boolean): boolean {
    const { log, run, test, found } = this
    found.dropBefore(log.first)
    this.next = Math.max(this.next, run.from)
    for (let looked = 1; this.next < run.end; looked++) {
      const number = run.at(this.next++)
      const index = number - log.first
      const block = index < 0 ? undefined : log.block(Math.floor(index / BLOCK_ROWS))
      if (block && test(block, index % BLOCK_ROWS)) found.push(number)
      if (looked % ROWS_PER_LOOK === 0 && isOver()) return this.next === run.end
    }
    return true
  }

  /** of the rows that there are, how many have been looked at: 0 … 1 */
  get share(): number {
    const { from, end } = this.run
    return end === from ? 1 : Math.max(0, this.next - from) / (end - from)
  }
}
