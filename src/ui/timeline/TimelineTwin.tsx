import { useRef } from 'react'
import { useStore } from 'zustand'
import { offsetsInForce } from '../../store/clock-offsets.ts'
import type { View } from '../view.ts'
import { EventsTable } from './EventsTable.tsx'
import { MarksTable } from './MarksTable.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import { useShown } from './use-shown.ts'

/** what can be scrolled can be reached by keyboard */
const SCROLLED = { role: 'group', 'aria-label': 'Timeline as table', tabIndex: 0 }

/** The timeline in words: per CPU, and while it is chosen instead of the picture, marks and every event of the window too. */
export function TimelineTwin({ view, asTable, counts }: { view: View; asTable: boolean; counts: boolean }) {
  const { session, timeline } = view
  const readout = useStore(session.store, (state) => state.readout)
  const config = useStore(session.store, (state) => state.config)
  const scroller = useRef<HTMLDivElement>(null)
  useShown(view)
  if (!readout) return null
  timeline.lanes.sync()
  const summary = (
    <TimelineTable
      lanes={timeline.lanes.all}
      unread={readout.cpus.map(({ ledger }) => ledger.buffered)}
      offsets={offsetsInForce(config)}
      counts={counts}
      area={timeline.store.getState().area}
    />
  )
  // hidden it is there for those who cannot see the canvas
  if (!asTable) return <div className="visually-hidden">{summary}</div>
  return (
    <div className="timeline-words" ref={scroller} {...SCROLLED}>
      <div>
        {summary}
        <MarksTable view={view} counts={counts} />
      </div>
      <EventsTable view={view} counts={counts} window={timeline.shown} scroller={scroller} />
    </div>
  )
}
