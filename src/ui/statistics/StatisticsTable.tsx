import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { COLUMNS, writeCell } from './statistics-columns.ts'
import type { Sorting } from './statistics-columns.ts'
import type { StatRow } from './statistics-rows.ts'

const ROW_PX = 22

interface StatisticsTableProps {
  rows: readonly StatRow[]
  /** the sums */
  all: StatRow
  /** stamps count events */
  counts: boolean
  sorting: Sorting
  onSort: (sorting: Sorting) => void
}

/** The sums stay in sight under the titles, however many CPUs there are. */
export function StatisticsTable({ rows, all, counts, sorting, onSort }: StatisticsTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the compiler that it would hinder is not used here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const shown = virtual.getVirtualItems()
  const above = shown[0]?.start ?? 0
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    <div className="statistics-scroller" ref={scroller} tabIndex={0} role="group" aria-label="Statistics by CPU">
      <table aria-rowcount={rows.length + 2}>
        <caption className="visually-hidden">Rates, bytes and stretches of time by CPU</caption>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map(({ id, title, meaning }) => (
              <th scope="col" key={id} aria-sort={sortOf(id, sorting)}>
                <button type="button" title={meaning} onClick={() => onSort(nextSorting(id, sorting))}>
                  {title}
                  <span aria-hidden="true">{id === sorting.column ? (sorting.down ? ' ↓' : ' ↑') : ''}</span>
                </button>
              </th>
            ))}
          </tr>
          <Row row={all} index={2} counts={counts} />
        </thead>
        <tbody>
          <Spacer height={above} />
          {shown.map(({ index }) => {
            const row = rows[index]
            return row && <Row key={row.cpu} row={row} index={index + 3} counts={counts} />
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  )
}

/** @param index of the table's rows, from 1 */
function Row({ row, index, counts }: { row: StatRow; index: number; counts: boolean }) {
  return (
    <tr aria-rowindex={index}>
      {COLUMNS.map((column) =>
        column.id === 'cpu' ? (
          <th scope="row" key={column.id}>
            {row.cpu === undefined ? 'all' : `CPU ${row.cpu}`}
          </th>
        ) : (
          <td key={column.id} data-column={column.id} data-lost={column.id === 'lost' && (row.flow?.lost ?? 0) > 0}>
            {writeCell(column, row, counts)}
          </td>
        ),
      )}
    </tr>
  )
}

/** In the place of rows that are out of sight. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null
}

function sortOf(id: string, { column, down }: Sorting): 'ascending' | 'descending' | undefined {
  if (id !== column) return undefined
  return down ? 'descending' : 'ascending'
}

/** The most first; pressed again the other way. CPUs begin with 0. */
function nextSorting(id: string, { column, down }: Sorting): Sorting {
  return { column: id, down: id === column ? !down : id !== 'cpu' }
}
