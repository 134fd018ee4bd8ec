import { useStore } from 'zustand'
import type { Selection } from '../../store/selection.ts'
import type { View } from '../view.ts'
import { middleOf } from './circle.ts'
import type { Circle } from './circle.ts'
import { PageCell } from './PageCell.tsx'
import { namePage } from './page-name.ts'
import { RingLabel } from './RingLabel.tsx'
import { columnOfPage, WIDE_PAGES } from './rows-layout.ts'
import type { RingsGeometry, RowBox } from './rows-layout.ts'

interface RingRowProps {
  view: View
  row: RowBox
  geometry: RingsGeometry
  /** the row's rings are drawn as this */
  circle: Circle | undefined
  focus: Selection
  onFocus: (page: Selection) => void
}

/** of very many pages only those around the focus are cells; the arrows bring the others */
const CELLS_AROUND = 8

/** A CPU's row: label, and its pages as cells that lie over the picture. Their names change with the readout, a few times a second. */
export function RingRow({ view, row, geometry, circle, focus, onFocus }: RingRowProps) {
  const { session } = view
  const state = useStore(session.store, (store) => store.readout?.cpus[row.cpu])
  const selection = useStore(session.store, (store) => (store.selection?.cpu === row.cpu ? store.selection : undefined))
  const rings = row.snapHeight > 0 ? [false, true] : [false]
  return (
    <div className="rings-row" role="row" aria-label={`CPU ${row.cpu}`} aria-rowindex={row.cpu + 1}>
      <RingLabel view={view} row={row} narrow={geometry.narrow} state={state} />
      {rings.flatMap((snapshot) =>
        shownPages(geometry.pages, focus.page).map((page) => (
          <PageCell
            key={`${snapshot} ${page}`}
            name={nameOf(view, { cpu: row.cpu, page, snapshot })}
            box={circle ? bentBox(circle, page, snapshot) : cellBox(row, geometry, page, snapshot)}
            colIndex={page + 2 + (snapshot ? geometry.pages : 0)}
            selected={isSame(selection, { cpu: row.cpu, page, snapshot })}
            focusable={isSame(focus, { cpu: row.cpu, page, snapshot })}
            onFocus={() => onFocus({ cpu: row.cpu, page, snapshot })}
          />
        )),
      )}
    </div>
  )
}

function shownPages(pages: number, around: number): number[] {
  const [first, last] = pages <= WIDE_PAGES ? [0, pages - 1] : [around - CELLS_AROUND, around + CELLS_AROUND]
  const from = Math.max(0, first)
  return Array.from({ length: Math.min(pages - 1, last) - from + 1 }, (_, at) => from + at)
}

function cellBox(row: RowBox, geometry: RingsGeometry, page: number, snapshot: boolean) {
  const column = columnOfPage(geometry, page)
  const [top, height] = snapshot ? [row.snapY, row.snapHeight] : [row.ringY, row.ringHeight]
  return { left: column?.x ?? 0, top, width: column?.width ?? 0, height }
}

/** a place in the middle of the bent page, as large as a target has to be */
function bentBox(circle: Circle, page: number, snapshot: boolean) {
  const column = columnOfPage(circle, page)
  const { x, y } = column ? middleOf(circle, column, snapshot) : { x: 0, y: 0 }
  return { left: x - 12, top: y - 12, width: 24, height: 24 }
}

function isSame(a: Selection | undefined, b: Selection): boolean {
  return a?.cpu === b.cpu && a.page === b.page && a.snapshot === b.snapshot
}

/** From the capture that is drawn, so that name and picture agree. */
function nameOf({ session, marks }: View, { cpu, page, snapshot }: Selection): string {
  const capture = session.captures.latest(cpu)
  const ring = snapshot ? capture?.snapshot() : capture?.live()
  if (!ring || page >= ring.layout.pagesPerCpu) return `CPU ${cpu}${snapshot ? ' snapshot' : ''} page ${page}`
  // of an op it is told before it is drawn
  if (capture && session.stepping.run) marks.update(cpu, capture, 0, true)
  const mark = snapshot ? undefined : marks.mark(cpu)
  return namePage({
    cpu,
    snapshot,
    state: ring.page(page),
    pageSize: ring.layout.pageSize,
    head: ring.headPage === page,
    tail: ring.tailPage === page,
    lost: mark?.page === page ? mark.lost : 0,
  })
}
