import { useStore } from 'zustand'
import { configureAndGoOn } from '../controls/configure.ts'
import type { View } from '../view.ts'

const NO_STEPS = 'Nobody can be parked here: that takes shared memory. Open the page in a tab of its own.'

export function ModeSwitch({ view }: { view: View }) {
  const { session } = view
  const mode = useStore(session.store, (state) => state.config.mode)
  const canStep = useStore(session.store, (state) => state.capabilities.stepping)
  const replay = useStore(session.store, (state) => state.replay)
  useStore(session.store, (state) => state.boot)
  const replays = session.stepping.run?.live !== undefined
  const choose = (next: 'live' | 'step'): void => {
    if (next === mode && !replays) return
    // out of a replay back to what was recorded, where CPUs work by themselves
    const patch = { ...(replays ? replay?.config : undefined), mode: next }
    const change = next === 'live' ? configureAndGoOn(view, patch) : session.configure(patch)
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
        aria-pressed={mode === 'step' && !replays}
        aria-disabled={!canStep}
        title={canStep ? 'Every CPU stops at each decision on shared memory; a new machine' : NO_STEPS}
        onClick={() => canStep && choose('step')}
      >
        Step
      </button>
      <button
        type="button"
        aria-pressed={replays}
        aria-disabled={!replay}
        title={replay ? 'The last live recording, step by step' : 'Nothing was recorded live'}
        onClick={() => replay && !replays && void session.liveControl().then((live) => live.replay())}
      >
        Replay
      </button>
    </div>
  )
}
