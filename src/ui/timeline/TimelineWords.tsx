import { useStore } from 'zustand'
import { offsetsInForce } from '../../store/clock-offsets.ts'
import type { View } from '../view.ts'
import { commonWords } from './common-window.ts'
import { collectLanes } from './timeline-events.ts'
import { TimelineTable } from './TimelineTable.tsx'

interface TimelineWordsProps {
  view: View
  asTable: boolean
  onAsTable: (asTable: boolean) => void
}

/** what can be scrolled can be reached by keyboard */
const SCROLLED = { role: 'group', 'aria-label': 'Timeline as table', tabIndex: 0 }

/** The timeline in words: its title, the common stretch, and the canvas's twin as a table. Taken with the readout. */
export function TimelineWords({ view, asTable, onAsTable }: TimelineWordsProps) {
  const { session } = view
  const readout = useStore(session.store, (state) => state.readout)
  const config = useStore(session.store, (state) => state.config)
  const running = useStore(session.store, (state) => state.running)
  const counts = config.clock === 'counter'
  const cpus = readout?.cpus ?? []
  const rings = cpus.map(({ cpu }) => session.captures.latest(cpu)?.live())
  const lanes = collectLanes({ rings, log: session.log, familyOf: () => 'other' })
  return (
    <>
      <div className="timeline-title">
        <h2>Timeline</h2>
        <p className="timeline-common">{readout && commonWords(lanes, counts)}</p>
        <span className="timeline-hint">{running ? 'sampled' : 'tall: unread, short: read'}</span>
        <button
          type="button"
          className="button button-small"
          aria-pressed={asTable}
          onClick={() => onAsTable(!asTable)}
        >
          As table
        </button>
      </div>
      {readout && (
        // hidden it is there for those who cannot see the canvas
        <div className={asTable ? 'timeline-words' : 'visually-hidden'} {...(asTable && SCROLLED)}>
          <TimelineTable
            lanes={lanes}
            unread={cpus.map(({ ledger }) => ledger.buffered)}
            offsets={offsetsInForce(config)}
            counts={counts}
          />
        </div>
      )}
    </>
  )
}
