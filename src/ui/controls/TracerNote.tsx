import { useStore } from 'zustand'
import type { SyntheticWorkload } from '../../machine/machine-config.ts'
import { latencyTracerOf } from '../../store/latency-tracer.ts'
import { NO_SNAPSHOT } from '../latency/latency-words.ts'
import type { View } from '../view.ts'

const WHAT_IT_DOES: Record<SyntheticWorkload['tracer'], string> = {
  steady: 'Numbered events with a hash, evenly spaced: a lost or a torn one is found out.',
  function: 'Call trees: which function was entered, and who called it.',
  sched:
    'Switches and wakeups of a few tasks. When an urgent one has waited longer than ever, the snapshot of all CPUs is taken.',
  irqsoff:
    'Stretches with interrupts off. Each resets its CPU’s ring as it begins; after the longest so far the snapshot of its CPU is taken, and the others are erased.',
  'irq-storm': 'Interrupts that arrive in the middle of writes and nest, up to three deep.',
  'user-marks': 'What programs write into trace_marker: slices, counters and remarks.',
}

/** What the tracer does, and whether it can. */
export function TracerNote({ view }: { view: View }) {
  const { store } = view.session
  const tracer = useStore(store, ({ config: { workload } }) =>
    workload.kind === 'synthetic' ? workload.tracer : undefined,
  )
  const lacksSnapshot = useStore(store, ({ config }) => !config.snapshot && latencyTracerOf(config) !== undefined)
  if (!tracer) return null
  return (
    <>
      <p className="control-note">{WHAT_IT_DOES[tracer]}</p>
      {lacksSnapshot && <p className="control-note">{NO_SNAPSHOT}</p>}
    </>
  )
}
