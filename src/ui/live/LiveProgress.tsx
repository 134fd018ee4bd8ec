import { useStore } from 'zustand'
import type { Session } from '../../store/session.ts'
import { formatCount, formatDuration } from '../numbers.ts'
import './live.css'

/** How full the logs are, or how far the replay has come, and what recording costs a write. */
export function LiveProgress({ session }: { session: Session }) {
  const live = useStore(session.store, (state) => state.live)
  const asPosted = useStore(session.store, (state) => state.config.asPosted)
  if (!live) return null
  const { phase, full, share, cost } = live
  const percent = Math.floor(share * 100)
  const what = phase === 'recording' ? 'log filled' : 'taken again, step by step'
  return (
    <div className="live-progress" role="group" aria-label="Live recording">
      <progress max={100} value={percent} aria-label={what} />
      <span>
        <b>{percent} %</b> {what}
      </span>
      {phase === 'replaying' && full && <span role="status">The log was full, so the recording has ended.</span>}
      {cost.now && (
        <span title="Mean time of a write. The recorded ones are few, and the first of new threads, whose code is still being compiled">
          <b>{formatDuration(cost.now.ns)}</b> a write, over {formatCount(cost.now.writes)}
          {cost.before && (
            <>
              ; unrecorded <b>{formatDuration(cost.before.ns)}</b>, over {formatCount(cost.before.writes)}
            </>
          )}
        </span>
      )}
      {phase === 'recording' && (
        <span className="live-progress-note">
          {asPosted
            ? 'everybody draws a ticket and does one step at a time: slower, and races between two probe points are hidden'
            : 'every write is logged, every look of the reader takes the lock'}
        </span>
      )}
      {phase === 'replaying' && (
        <button
          type="button"
          className="button button-small"
          onClick={() => void session.liveControl().then((control) => control.cancel())}
        >
          Cancel
        </button>
      )}
    </div>
  )
}
