import { useStore } from 'zustand'
import { Count } from '../Count.tsx'
import { formatRate } from '../numbers.ts'
import type { View } from '../view.ts'

/** Of all that was delivered since boot; while the machine runs, how fast its reader takes them. */
export function MergeCounts({ view }: { view: View }) {
  const { store } = view.session
  const rate = useStore(store, ({ flows }) => flows.reduce((sum, { read }) => sum + read, 0))
  const running = useStore(store, (state) => state.running)
  const late = useStore(store, (state) => state.readout?.late ?? 0)
  const ties = useStore(store, (state) => state.readout?.ties ?? 0)
  const inversions = useStore(store, (state) => state.readout?.inversions ?? 0)
  return (
    <span className="merge-counts">
      {running && <span>reads {formatRate(rate)}</span>}
      <span data-late={late > 0}>
        late <Count value={late} />
      </span>
      <span>
        ties <Count value={ties} />
      </span>
      <span>
        inversions <Count value={inversions} />
      </span>
    </span>
  )
}
