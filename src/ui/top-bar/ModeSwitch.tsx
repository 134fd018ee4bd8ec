import { useStore } from 'zustand'
import { configureAndGoOn } from '../controls/configure.ts'
import type { View } from '../view.ts'

const NO_STEPS = 'Nobody can be parked here: that takes shared memory. Open the page in a tab of its own.'

export function ModeSwitch({ view }: { view: View }) {
  const { session } = view
  const mode = useStore(session.store, (state) => state.config.mode)
  const canStep = useStore(session.store, (state) => state.capabilities.stepping)
  const choose = (next: 'live' | 'step'): void => {
    if (next === mode) return
    const change = next === 'live' ? configureAndGoOn(view, { mode: next }) : session.configure({ mode: next })
    change.catch(() => {}) // the session shows what is refused
  }
  return (
    <div className="mode-switch" role="group" aria-label="Mode">
      <button
        type="button"
        aria-pressed={mode === 'live'}
        title="CPUs run freely; the page shows samples"
        onClick={() => choose('live')}
      >
        Live
      </button>
      <button
        type="button"
        aria-pressed={mode === 'step'}
        aria-disabled={!canStep}
        title={canStep ? 'Every CPU stops at each decision on shared memory; a new machine' : NO_STEPS}
        onClick={() => canStep && choose('step')}
      >
        Step
      </button>
      <button
        type="button"
        aria-pressed="false"
        aria-disabled="true"
        title="Recordings of live runs come in a later version"
      >
        Replay
      </button>
    </div>
  )
}
