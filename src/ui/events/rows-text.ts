/** Rows on their way out of the page: made in slices, with progress, and cancelled at will. */
import { formatPlain } from '../../trace-files/plain-format.ts'
import { makeText } from '../../store/making.ts'
import type { Making } from '../../store/making.ts'
import { BLOCK_ROWS, RowKind } from '../../store/log-block.ts'
import { NOTE_NUMBER } from './list-rows.ts'
import type { ListRows } from './list-rows.ts'
import type { RowPrinter } from './row-printer.ts'

/** Places in the list, without `end`. */
export interface Range {
  readonly from: number
  readonly end: number
}

export interface ListText {
  readonly rows: ListRows
  readonly printer: RowPrinter
  readonly range: Range
}

/** The lines as `trace` prints them. The rows are those that are there now: the list may go on meanwhile. */
export function copyText(text: ListText, making: Making): Promise<Blob> {
  return makeLines(text, making, () => [])
}

/** The same as a file, with the header that `trace` begins with. */
export function fileText(
  text: ListText,
  making: Making,
  { cpus, counts }: { cpus: number; counts: boolean },
): Promise<Blob> {
  return makeLines(text, making, (numbers) => {
    const { entries, lost } = countRows(text.rows, numbers)
    const stamp = counts ? 'count' : 'us'
    return formatPlain([], { tracer: 'nop', entries, written: entries + lost, cpus, irqInfo: false, stamp })
  })
}

function makeLines(
  { rows, printer, range }: ListText,
  making: Making,
  header: (numbers: Float64Array) => Iterable<string>,
): Promise<Blob> {
  const numbers = Float64Array.from({ length: range.end - range.from }, (_, at) => rows.numberAt(range.from + at))
  let made = 0
  function* lines(): Generator<string> {
    yield* header(numbers)
    let gone = 0
    for (const number of numbers) {
      made++
      const row = rows.row(number)
      if (!row && number !== NOTE_NUMBER) gone++
      if (!row) continue
      if (gone > 0) yield goneLine(gone)
      gone = 0
      yield printer.traceLine(row)
    }
    if (gone > 0) yield goneLine(gone)
  }
  return makeText(lines(), making, () => made / Math.max(1, numbers.length))
}

/** Rows that the log has given up for newer ones since. */
function goneLine(count: number): string {
  return `# ${count} rows were no longer kept when this was made`
}

function countRows(rows: ListRows, numbers: Float64Array): { entries: number; lost: number } {
  let [entries, lost] = [0, 0]
  for (const number of numbers) {
    const block = rows.blockOf(number)
    const at = number % BLOCK_ROWS
    if (block?.kind[at] === RowKind.event) entries++
    if (block?.kind[at] === RowKind.lost) lost += block.value[at] as number
  }
  return { entries, lost }
}
