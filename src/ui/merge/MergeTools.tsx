import { useStore } from 'zustand'
import { Choice } from '../Choice.tsx'
import type { View } from '../view.ts'
import type { Way } from './explain.ts'
import { MergeCounts } from './MergeCounts.tsx'
import { SOME } from './merge-commands.ts'
import { SPEEDS } from './merge-player.ts'

const WAY_NAMES: Record<Way, string> = { scan: 'scan (consume)', tree: 'tree (iterator)' }

interface MergeToolsProps {
  view: View
  ways: readonly Way[]
  way: Way
}

/** One at a time, some, or one after the other. */
export function MergeTools({ view, ways, way }: MergeToolsProps) {
  const { session, merge } = view
  const running = useStore(session.store, (state) => state.running)
  const playing = useStore(merge.store, (state) => state.playing)
  const speed = useStore(merge.store, (state) => state.speed)
  return (
    <div className="merge-tools">
      <button
        type="button"
        className="button button-small"
        disabled={running}
        aria-describedby="merge-sentence"
        onClick={() => void merge.take(1)}
      >
        Take one
      </button>
      <button type="button" className="button button-small" disabled={running} onClick={() => void merge.take(SOME)}>
        Take {SOME}
      </button>
      <button
        type="button"
        className="button button-small"
        disabled={running}
        onClick={() => (playing ? merge.stop() : merge.play())}
      >
        {playing ? 'Stop' : 'Play'}
      </button>
      <Choice
        label="speed"
        value={String(speed)}
        choices={SPEEDS.map((each) => [String(each), `${each}/s`] as const)}
        onChange={(value) => merge.store.setState({ speed: SPEEDS.find((each) => String(each) === value) ?? speed })}
      />
      {ways.length > 1 && (
        <Choice
          label="compared by"
          value={way}
          choices={ways.map((each) => [each, WAY_NAMES[each]] as const)}
          onChange={(value) => merge.store.setState({ way: value })}
        />
      )}
      <MergeCounts view={view} />
    </div>
  )
}
