/** What the list says about itself. */
import type { ListRows } from './list-rows.ts'

interface MatchInput {
  readonly rows: Pick<ListRows, 'matchCount' | 'matchIndexOf' | 'matchAt'>
  /** number of the picked row */
  readonly at: number | undefined
  /** of all rows, how many have been searched */
  readonly share: number
  readonly format: (count: number) => string
}

/** `3 of 128`, `128 matches`, `no match`; while rows are still to be searched, how far it is. */
export function matchWords({ rows, at, share, format }: MatchInput): string {
  const count = rows.matchCount
  const index = at === undefined ? count : rows.matchIndexOf(at)
  const isPicked = index < count && rows.matchAt(index) === at
  const words = isPicked
    ? `${format(index + 1)} of ${format(count)}`
    : count === 0
      ? 'no match'
      : `${format(count)} match${count === 1 ? '' : 'es'}`
  if (share === 1) return words
  return `${count === 0 ? 'searching' : words} … ${Math.floor(100 * share)} %`
}

/** `1 203 of 45 000 rows`, or only how many there are. */
export function countWords(shown: number, all: number, format: (count: number) => string): string {
  const rows = `${format(all)} row${all === 1 ? '' : 's'}`
  return shown === all ? rows : `${format(shown)} of ${rows}`
}
