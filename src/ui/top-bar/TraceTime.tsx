import { useStore } from 'zustand'
import { formatDuration } from '../numbers.ts'
import { newestStamp } from '../newest-stamp.ts'
import type { View } from '../view.ts'

/** The newest stamp of all rings: how far the trace has come. */
export function TraceTime({ view }: { view: View }) {
  const { session } = view
  useStore(session.store, (state) => state.readout)
  const counts = useStore(session.store, (state) => state.config.clock === 'counter')
  const running = useStore(session.store, (state) => state.running)
  const stamp = newestStamp(session)
  return (
    <span className="trace-time" title="The newest time stamp in the rings">
      {stamp === undefined ? '–' : counts ? `count ${stamp}` : formatDuration(stamp)}
      {running && <span className="trace-time-sampled"> sampled</span>}
    </span>
  )
}
