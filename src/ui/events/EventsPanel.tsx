import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { offsetsInForce } from '../../store/clock-offsets.ts'
import { formatCount } from '../numbers.ts'
import { useLogVersion } from '../use-log-version.ts'
import type { View } from '../view.ts'
import { EventRow } from './EventRow.tsx'
import './events.css'

const ROW_PX = 16

/** What was read, in the order of delivery. It follows the end until one scrolls up. */
export function EventsPanel({ view }: { view: View }) {
  const { log, store } = view.session
  const scroller = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  const counts = useStore(store, (state) => state.config.clock === 'counter')
  const offsets = useStore(store, (state) => offsetsInForce(state.config))
  useLogVersion(log)
  const { length, first } = log
  // oxlint-disable-next-line react/incompatible-library -- the compiler that it would hinder is not used here
  const rows = useVirtualizer({
    count: length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 4,
  })
  const firstBefore = useRef(first)
  useLayoutEffect(() => {
    if (scroller.current) keepPlace(scroller.current, following, first - firstBefore.current)
    firstBefore.current = first
  }, [length, first, following])
  useEffect(() => {
    // a change of height moves the end
    const box = scroller.current
    if (!box) return undefined
    const observer = new ResizeObserver(() => keepPlace(box, following, 0))
    observer.observe(box)
    return () => observer.disconnect()
  }, [following])
  const onScroll = (): void => {
    const box = scroller.current
    if (box) setFollowing(box.scrollTop + box.clientHeight > box.scrollHeight - ROW_PX)
  }
  return (
    <section className="events" aria-label="Events" data-keys="events">
      <div
        className="events-scroller"
        ref={scroller}
        tabIndex={0}
        aria-label={`Events, ${formatCount(length)} rows`}
        role="group"
        onScroll={onScroll}
      >
        <div
          className="events-rows"
          role="list"
          aria-label="Events read, in order of delivery"
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map(({ index, start }) => (
            <EventRow
              key={first + index}
              view={view}
              row={log.row(index)}
              number={index}
              counts={counts}
              offsets={offsets}
              top={start}
            />
          ))}
        </div>
        {length === 0 && <p className="events-empty">Nothing read yet.</p>}
      </div>
      {!following && (
        <button type="button" className="button events-follow" onClick={() => setFollowing(true)}>
          Follow the newest
        </button>
      )}
    </section>
  )
}

/** Stays at the end, or, when rows that are no longer kept go, at the rows that are being read. */
function keepPlace(box: HTMLElement, following: boolean, gone: number): void {
  if (following) box.scrollTop = box.scrollHeight
  else if (gone > 0) box.scrollTop -= gone * ROW_PX
}
