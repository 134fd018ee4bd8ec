import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { View } from '../view.ts'
import { DeliveredList } from './DeliveredList.tsx'
import { frozenCpus } from './frozen-cpus.ts'
import { HeadsTable } from './HeadsTable.tsx'
import { mergeModel, mergeSentence } from './merge-model.ts'
import { MergeTools } from './MergeTools.tsx'
import { SetAside } from './SetAside.tsx'
import { useHeads } from './use-heads.ts'
import './merge.css'

/** Which CPU's event is next, and why; and what came out. */
export function MergePanel({ view }: { view: View }) {
  // beside the timeline a panel that was shown once stays: while it is hidden there is nothing to lay out
  const shown = useStore(view.shell, ({ lower, tab }) => lower === 'Merge' || tab === 'Merge')
  return (
    <section className="merge" aria-label="Merge" data-keys="merge">
      {shown && <Merge view={view} />}
    </section>
  )
}

function Merge({ view }: { view: View }) {
  const { session, merge } = view
  const config = useStore(session.store, (state) => state.config)
  const readout = useStore(session.store, (state) => state.readout)
  const chosen = useStore(merge.store, (state) => state.way)
  const heads = useHeads(view)
  // the iterator keeps a tree only where rings stand still, and of more than two
  const ways = config.asPosted || config.cpus <= 2 ? (['scan'] as const) : (['scan', 'tree'] as const)
  const way = ways.length === 1 ? 'scan' : chosen
  const live = readout?.running ?? false
  const counts = config.clock === 'counter'
  const model = useMemo(() => {
    const frozen = frozenCpus(readout, session.captures, config.asPosted)
    return mergeModel({ heads, frozen, way, counts })
  }, [heads, readout, session, config.asPosted, way, counts])
  return (
    <>
      <MergeTools view={view} ways={ways} way={way} />
      <div className="merge-body">
        <div className="merge-in">
          <p className="merge-sentence" id="merge-sentence">
            {live ? 'Flowing: the heads as sampled, each at its own moment.' : mergeSentence(model, counts)}
          </p>
          <HeadsTable view={view} model={model} way={way} live={live} />
          <SetAside model={model} live={live} />
        </div>
        <DeliveredList view={view} live={live} counts={counts} />
      </div>
    </>
  )
}
