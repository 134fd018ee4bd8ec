import { useStore } from 'zustand'
import { PressButton } from '../PressButton.tsx'
import type { View } from '../view.ts'

/** why a button that goes on is off */
export const IN_THE_PAST = 'This is the past: go on from here first'

/** What is done to all rings; of a machine that is stepped in the op that comes next. */
export function RecordingButtons({ view }: { view: View }) {
  const { session } = view
  const depth = useStore(session.store, (state) => state.readout?.recordDisabled ?? 0)
  return (
    <div className="recording-buttons">
      <SnapshotButton view={view} />
      <CallButton view={view} name="Reset" call={() => session.reset()} />
      <CallButton view={view} name="Disable recording" call={() => session.disable()} />
      {depth > 0 && <CallButton view={view} name="Enable recording" call={() => session.enable()} strong />}
      {depth > 0 && (
        <span className="recording-depth" data-disabled-depth={depth}>
          disabled, depth {depth}
        </span>
      )}
    </div>
  )
}

export function SnapshotButton({ view }: { view: View }) {
  return <CallButton view={view} name="Snapshot" call={() => view.session.snapshot()} />
}

interface CallButtonProps {
  view: View
  name: string
  call: () => Promise<unknown>
  strong?: boolean
}

function CallButton({ view, name, call, strong = false }: CallButtonProps) {
  const { store, report, stepping } = view.session
  const ready = useStore(store, (state) => state.phase === 'ready')
  useStore(store, (state) => state.readout)
  const isPast = stepping.run?.isLive === false
  return (
    <PressButton
      className={strong ? 'button button-strong' : 'button'}
      off={!ready || isPast}
      title={isPast ? IN_THE_PAST : undefined}
      onPress={() => void call().catch(report)}
    >
      {name}
    </PressButton>
  )
}
