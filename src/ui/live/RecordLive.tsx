import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { LiveProgress } from './LiveProgress.tsx'

/** Records what runs live; what comes of it is said below. Where nothing can be recorded, pressing it says why. */
export function RecordLive({ view }: { view: View }) {
  const phase = useStore(view.session.store, (state) => state.live?.phase)
  return (
    <>
      <RecordButton view={view} />
      {phase && <LiveProgress session={view.session} />}
    </>
  )
}

const BY_LOCKS = 'Records in which order locks are taken, to see it again step by step'
const IN_TURNS =
  'Records who took which step when, to see it again. As posted nobody’s locks tell, so everybody does one step at a time'

export function RecordButton({ view: { session } }: { view: View }) {
  const phase = useStore(session.store, (state) => state.live?.phase)
  const isLive = useStore(session.store, (state) => state.config.mode === 'live' && state.phase === 'ready')
  const asPosted = useStore(session.store, (state) => state.config.asPosted)
  const isRecording = phase === 'recording'
  if (!isLive) return null
  return (
    <button
      type="button"
      className="button button-record"
      disabled={phase === 'replaying'}
      title={asPosted ? IN_TURNS : BY_LOCKS}
      onClick={() => void set(session, !isRecording)}
    >
      <span aria-hidden="true">{isRecording ? '■' : '●'}</span> {isRecording ? 'End recording' : 'Record live'}
    </button>
  )
}

async function set(session: View['session'], on: boolean): Promise<void> {
  const live = await session.liveControl()
  await live.set(on).catch(() => {}) // the session shows what is refused
}
