import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { useStore } from 'zustand'
import type { Window } from '../../merge/windows.ts'
import { selectedRef } from '../../store/selection.ts'
import { formatCount } from '../numbers.ts'
import { useMedia } from '../use-media.ts'
import type { View } from '../view.ts'
import { countIn, find, mergedPlace, mergedSlice, refAt } from './event-order.ts'
import { EventsTableRow } from './EventsTableRow.tsx'
import { selectEvent } from './timeline-actions.ts'

/** Browsers scroll no further than some 17 million px: of a window with more events the newest are listed, and that is said. */
const MOST_PX = 16e6
const COLUMNS = ['CPU', 'stamp', 'event', 'state', 'lost before']

interface EventsTableProps {
  view: View
  counts: boolean
  window: Window
  /** what the table lies in and scrolls with */
  scroller: RefObject<HTMLElement | null>
}

/** Every event of the window in merged order; one selection with everything else. */
export function EventsTable({ view, counts, window, scroller }: EventsTableProps) {
  const { lanes } = view.timeline
  const table = useRef<HTMLTableElement>(null)
  const rowPx = useMedia('(pointer: coarse)') ? 44 : 24
  const all = lanes.all.reduce((sum, lane) => sum + countIn(lane, window), 0)
  const count = Math.min(all, Math.floor(MOST_PX / rowPx))
  const above = useOffset(table)
  // oxlint-disable-next-line react/incompatible-library -- the compiler that it would hinder is not used here
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
    scrollMargin: above,
  })
  const items = rows.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  const events = mergedSlice(lanes.all, window, all - count + (first?.index ?? 0), items.length)
  const selection = useStore(view.session.store, (state) => state.selection)
  const { focused, focusOn, onKeyDown } = useRowFocus(table, count, rows.scrollToIndex)
  useEffect(() => {
    // selected elsewhere: its row comes into view
    const ref = selectedRef(selection)
    const event = ref && find(lanes, ref)
    const place = event ? mergedPlace(lanes.all, window, event) - (all - count) : -1
    if (place >= 0 && place < count) rows.scrollToIndex(place, { align: 'auto' })
    // only a change of the selection scrolls, not one of the window
    // oxlint-disable-next-line react/exhaustive-deps
  }, [selection])
  const spacer = (height: number) =>
    height > 0 && (
      <tr aria-hidden="true">
        <td colSpan={COLUMNS.length} style={{ height, padding: 0 }} />
      </tr>
    )
  return (
    <table
      className="timeline-table timeline-events"
      role="grid"
      aria-rowcount={count + 1}
      ref={table}
      onKeyDown={onKeyDown}
    >
      <caption>
        {formatCount(all)} event{all === 1 ? '' : 's'} in the window, in merged order
        {count < all && `; the newest ${formatCount(count)} are listed: zoom in for the others`}
      </caption>
      <thead>
        <tr aria-rowindex={1}>
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {spacer((first?.start ?? above) - above)}
        {events.map((event, at) => {
          const index = (first?.index ?? 0) + at
          return (
            <EventsTableRow
              key={index}
              view={view}
              event={event}
              index={index}
              counts={counts}
              selection={selection}
              isFocusable={index === focused}
              onSelect={() => {
                focusOn(index)
                selectEvent(view, refAt(lanes, event))
              }}
            />
          )
        })}
        {spacer(last ? rows.getTotalSize() + above - last.end : 0)}
      </tbody>
    </table>
  )
}

/** px from the scrolled content's begin to the table's rows, which goes with what stands above them. */
function useOffset(table: RefObject<HTMLTableElement | null>): number {
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const element = table.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => {
      const head = element.tHead
      if (head) setOffset(element.offsetTop + head.offsetTop + head.offsetHeight)
    })
    for (const each of element.parentElement?.children ?? []) if (each !== element) observer.observe(each)
    observer.observe(element)
    return () => observer.disconnect()
  }, [table])
  return offset
}

/** One row is in the tab order; arrows move it. */
function useRowFocus(table: RefObject<HTMLTableElement | null>, count: number, scrollTo: (index: number) => void) {
  const [wanted, setWanted] = useState(0)
  const moved = useRef(false)
  const focused = Math.max(0, Math.min(wanted, count - 1))
  useEffect(() => {
    if (!moved.current) return
    const row = table.current?.querySelector<HTMLElement>(`[data-index="${focused}"]`)
    if (!row) return
    moved.current = false
    row.focus()
  })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = { ArrowUp: focused - 1, ArrowDown: focused + 1, Home: 0, End: count - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    moved.current = true
    const to = Math.max(0, Math.min(next, count - 1))
    setWanted(to)
    scrollTo(to)
  }
  return { focused, focusOn: setWanted, onKeyDown }
}
