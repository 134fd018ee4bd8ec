/** One log in the list: which of its rows are shown, and which of these hold what is searched for. */
import type { EventLog } from '../../store/event-log.ts'
import { LogRun, RowNumbers } from './row-numbers.ts'
import type { RowRun } from './row-numbers.ts'
import { RowScan } from './row-scan.ts'
import type { RowTest } from './row-scan.ts'

/** What is looked for; undefined: all rows are shown, nothing is searched for. */
export interface RowTests {
  readonly filter: RowTest | undefined
  readonly search: RowTest | undefined
}

const NONE = new RowNumbers()

export class ListPart {
  private readonly all: LogRun
  private filtering: RowScan | undefined
  private searching: RowScan | undefined

  constructor(readonly log: EventLog) {
    this.all = new LogRun(log)
  }

  get shown(): RowRun {
    return this.filtering?.found ?? this.all
  }
  get matches(): RowRun {
    return this.searching?.found ?? NONE
  }

  /** Both begin anew. */
  look({ filter, search }: RowTests): void {
    this.filtering = filter && new RowScan(this.log, this.all, filter)
    this.search(search)
  }

  /** The rows that are shown stay as they are. */
  search(search: RowTest | undefined): void {
    this.searching = search && new RowScan(this.log, this.shown, search)
  }

  /** @returns whether all rows have been looked at */
  advance(isOver: () => boolean): boolean {
    return (this.filtering?.advance(isOver) ?? true) && (this.searching?.advance(isOver) ?? true)
  }

  /** of the work there is, how much is done: 0 … 1 */
  get share(): number {
    const scans = [this.filtering, this.searching].filter((scan) => scan !== undefined)
    return scans.length === 0 ? 1 : scans.reduce((sum, scan) => sum + scan.share, 0) / scans.length
  }
}
