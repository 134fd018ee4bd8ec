/** The keys as rows, by the place where they act: for the list on the page and for the README. */
import { keyLabel, PLACES } from './command.ts'
import type { Command, Where } from './command.ts'

export interface KeyRow {
  readonly keys: readonly string[]
  readonly does: string
}

export function keyRows(commands: readonly Command[]): { place: string; rows: KeyRow[] }[] {
  const places = Object.entries(PLACES) as [Where, string][]
  return places
    .map(([where, place]) => ({
      place,
      rows: commands
        .filter((command) => command.where === where && command.keys)
        .map(({ keys = [], title }) => ({ keys: keys.map(keyLabel), does: title })),
    }))
    .filter(({ rows }) => rows.length > 0)
}

/** The table of the README. */
export function keyTable(commands: readonly Command[]): string {
  const lines = keyRows(commands).flatMap(({ place, rows }) =>
    rows.map(({ keys, does }, at) => [at === 0 ? place : '', keys.map((key) => `\`${key}\``).join(' '), does]),
  )
  const cells = [['where', 'keys', 'what'], ...lines]
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length)))
  const pad = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)).join(' | ')} |`
  const [head = [], ...rest] = cells
  return [pad(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest.map(pad)].join('\n')
}
