/** The columns of the table: what each shows, how it is written, by what it is sorted. */
import { formatCount, formatDuration, formatRate, formatStamp } from '../numbers.ts'
import type { StatRow } from './statistics-rows.ts'

export interface Column {
  readonly id: string
  readonly title: string
  /** in a sentence, for who points at the title or hears it */
  readonly meaning: string
  /** undefined: not known, or there is none */
  readonly value: (row: StatRow) => number | undefined
  readonly write: (value: number, counts: boolean) => string
}

export const COLUMNS: readonly Column[] = [
  {
    id: 'cpu',
    title: 'CPU',
    meaning: 'the CPU that writes into this ring',
    value: ({ cpu }) => cpu,
    write: String,
  },
  {
    id: 'written',
    title: 'written',
    meaning: 'events committed per second',
    value: ({ flow }) => flow?.committed,
    write: formatRate,
  },
  {
    id: 'read',
    title: 'read',
    meaning: 'events consumed per second',
    value: ({ flow }) => flow?.read,
    write: formatRate,
  },
  {
    id: 'lost',
    title: 'lost',
    meaning: 'events overrun or refused as full per second',
    value: ({ flow }) => flow?.lost,
    write: formatRate,
  },
  {
    id: 'full',
    title: 'full',
    meaning: 'unread bytes of all bytes of the ring',
    value: ({ occupancy }) => occupancy,
    write: percent,
  },
  { id: 'events', title: 'events', meaning: 'events unread', value: ({ events }) => events, write: formatCount },
  {
    id: 'bytes',
    title: 'bytes',
    meaning: 'bytes of the unread events, with headers and rounding',
    value: ({ bytes }) => bytes,
    write: formatCount,
  },
  {
    id: 'wasted',
    title: 'wasted',
    meaning: 'bytes of padding on the pages of the ring',
    value: ({ wasted }) => wasted,
    write: formatCount,
  },
  {
    id: 'wasted-share',
    title: 'of comm.',
    meaning: 'bytes of padding, of the bytes committed on the same pages',
    value: ({ wastedShare }) => wastedShare,
    write: percent,
  },
  {
    id: 'wasted-page',
    title: 'per page',
    meaning: 'bytes of padding per page that has any, on average',
    value: ({ wastedPerPage }) => wastedPerPage,
    write: (bytes) => bytes.toFixed(1),
  },
  {
    id: 'oldest',
    title: 'oldest',
    meaning: 'stamp of the oldest unread event',
    value: ({ oldest }) => oldest,
    write: formatStamp,
  },
  {
    id: 'newest',
    title: 'newest',
    meaning: 'stamp of the newest unread event',
    value: ({ newest }) => newest,
    write: formatStamp,
  },
  {
    id: 'stretch',
    title: 'stretch',
    meaning: 'from the oldest to the newest unread event',
    value: ({ oldest, newest }) => (oldest === undefined || newest === undefined ? undefined : newest - oldest),
    write: (ns, counts) => (counts ? formatCount(ns) : formatDuration(ns)),
  },
  {
    id: 'write-time',
    title: 'ns/write',
    meaning:
      'ns per write, over the last 1 024 writes or more, measured in the CPU’s own thread; workload, locks and waiting for a processor included',
    value: ({ writeNs }) => writeNs,
    write: (ns) => formatCount(Math.round(ns)),
  },
]

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`
}

export function writeCell(column: Column, row: StatRow, counts: boolean): string {
  const value = column.value(row)
  return value === undefined ? '–' : column.write(value, counts)
}

export interface Sorting {
  readonly column: string
  readonly down: boolean
}

/** What is not known comes last, whichever way; equal values stay in CPU order. */
export function sortRows(rows: readonly StatRow[], { column, down }: Sorting): StatRow[] {
  const value = COLUMNS.find(({ id }) => id === column)?.value
  if (!value) return [...rows]
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)]
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
    return down ? b - a : a - b
  })
}

/** Tab-separated, for a spreadsheet: the numbers as they are, without units; what is not known is empty. */
export function rowsAsText(rows: readonly StatRow[]): string {
  const lines = [
    COLUMNS.map(({ id }) => id),
    ...rows.map((row) =>
      COLUMNS.map(({ id, value }) => (id === 'cpu' && row.cpu === undefined ? 'all' : String(value(row) ?? ''))),
    ),
  ]
  return lines.map((cells) => `${cells.join('\t')}\n`).join('')
}
