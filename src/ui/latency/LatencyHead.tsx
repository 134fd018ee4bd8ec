import { useStore } from 'zustand'
import { latencyTracerOf } from '../../store/latency-tracer.ts'
import type { LatencySnapshot } from '../../store/latency-snapshot.ts'
import { Count } from '../Count.tsx'
import { formatStamp } from '../numbers.ts'
import type { View } from '../view.ts'
import { MEASURED } from './latency-words.ts'

/** The current maximum: how long, where and when, and whose word it is. The kernel cuts a latency to whole microseconds too. */
export function LatencyHead({ view, snapshot }: { view: View; snapshot: LatencySnapshot | undefined }) {
  const { store } = view.session
  const max = useStore(store, (state) => state.readout?.maxLatency)
  const tracer = useStore(store, (state) => latencyTracerOf(state.config))
  if (!tracer || !max) return null
  const us = Math.trunc(max.ns / 1000)
  const { section, startedAt, endedAt } = { ...snapshot?.section?.section, section: snapshot?.section }
  const isOfMax = snapshot?.max.ns === max.ns
  return (
    <p className="latency-maximum">
      <span role="group" aria-label={`maximum ${us} µs`}>
        maximum{' '}
        <b data-latency-us={us}>
          <Count value={us} /> µs
        </b>
      </span>{' '}
      on CPU {max.cpu}
      {isOfMax && section && <>, from {formatStamp(section.startTs, false)}</>}
      {isOfMax && startedAt !== undefined && (
        <>
          , <code>{startedAt}</code> to <code>{endedAt}</code>
        </>
      )}
      <span className="latency-model">
        {MEASURED[tracer]}; modelled by the tracer, while stamps and delays are the clock’s
      </span>
    </p>
  )
}
