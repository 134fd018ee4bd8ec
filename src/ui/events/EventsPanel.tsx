import { lazy, Suspense, useRef } from 'react'
import { useStore } from 'zustand'
import { useMedia } from '../use-media.ts'
import { useSize } from '../use-size.ts'
import type { View } from '../view.ts'
import { EventsToolbar } from './EventsToolbar.tsx'
import { useEvents } from './use-events.ts'
import './events.css'

// rings move before events are listed
const EventList = lazy(() => import('./EventList.tsx').then((module) => ({ default: module.EventList })))
const EventDetails = lazy(() => import('./EventDetails.tsx').then((module) => ({ default: module.EventDetails })))

/** px of the panel from which the details stand beside the list, and from which a row is one line */
const WIDE_PX = 720
const ONE_LINE_PX = 560
/** px of a row: of a line; of one that can be touched, which where the panel is narrow has two lines */
const ROW_PX = 16
const TOUCH_ROW_PX = 44

/** What was read, in the order of delivery, and while the machine stands still what is unread behind it. It follows the end until one scrolls up. */
export function EventsPanel({ view }: { view: View }) {
  const { store } = view.events
  useEvents(view.events)
  const panel = useRef<HTMLElement>(null)
  const { width } = useSize(panel)
  const touched = useMedia('(pointer: coarse)')
  const wanted = useStore(store, (state) => state.details)
  const narrow = width > 0 && width < ONE_LINE_PX
  // where the panel is wide, the page's bytes stand beside it with the same fields
  const details = wanted ?? (narrow && view.events.picks.picked !== undefined)
  return (
    <section
      className="events"
      aria-label="Events"
      data-keys="events"
      ref={panel}
      data-rows={narrow ? 'two-lines' : touched ? 'high' : 'dense'}
      data-details={details ? (width < WIDE_PX ? 'below' : 'beside') : 'none'}
    >
      <EventsToolbar view={view} details={details} />
      <div className="events-body">
        <Suspense fallback={<div className="events-list" />}>
          <EventList view={view} rowPx={narrow || touched ? TOUCH_ROW_PX : ROW_PX} />
        </Suspense>
        {details && (
          <Suspense>
            <EventDetails view={view} />
          </Suspense>
        )}
      </div>
    </section>
  )
}
