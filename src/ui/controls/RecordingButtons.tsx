import { useStore } from 'zustand'
import type { View } from '../view.ts'

export function RecordingButtons({ view }: { view: View }) {
  const { session } = view
  const depth = useStore(session.store, (state) => state.readout?.recordDisabled ?? 0)
  const ready = useStore(session.store, (state) => state.phase === 'ready')
  return (
    <div className="recording-buttons">
      <SnapshotButton view={view} />
      <button type="button" className="button" disabled={!ready} onClick={() => void quietly(session.reset())}>
        Reset
      </button>
      <button type="button" className="button" disabled={!ready} onClick={() => void quietly(session.disable())}>
        Disable recording
      </button>
      {depth > 0 && (
        <button
          type="button"
          className="button button-strong"
          disabled={!ready}
          onClick={() => void quietly(session.enable())}
        >
          Enable recording
        </button>
      )}
      {depth > 0 && (
        <span className="recording-depth" data-disabled-depth={depth}>
          disabled, depth {depth}
        </span>
      )}
    </div>
  )
}

export function SnapshotButton({ view }: { view: View }) {
  const { session } = view
  const ready = useStore(session.store, (state) => state.phase === 'ready')
  return (
    <button type="button" className="button" disabled={!ready} onClick={() => void quietly(session.snapshot())}>
      Snapshot
    </button>
  )
}

/** a rejection is in the store's problems already */
function quietly(call: Promise<unknown>): Promise<unknown> {
  return call.catch(() => undefined)
}
