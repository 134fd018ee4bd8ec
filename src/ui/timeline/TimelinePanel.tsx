import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { UIEvent } from 'react'
import { useStore } from 'zustand'
import { offsetsInForce } from '../../store/clock-offsets.ts'
import { Viewport } from '../rings/viewport.ts'
import { usePainter } from '../use-painter.ts'
import { useSize } from '../use-size.ts'
import type { View } from '../view.ts'
import { AXIS_PX, laneHeightFor, TOP_PX } from './frame.ts'
import { makeTimelinePicture } from './timeline-picture.ts'
import { TimelineStrip } from './TimelineStrip.tsx'
import { AsTable, TimelineTools } from './TimelineTools.tsx'
import { useGestures } from './use-gestures.ts'
import './timeline.css'

// the picture comes first
const TimelineTwin = lazy(() => import('./TimelineTwin.tsx').then((module) => ({ default: module.TimelineTwin })))

/** Lanes of the CPUs in merge order: what was read, what is unread, where events were lost. It follows the newest until one moves it. */
export function TimelinePanel({ view, narrow }: { view: View; narrow: boolean }) {
  const { session, timeline } = view
  const asTable = useStore(timeline.store, (state) => state.asTable)
  const counts = useStore(session.store, (state) => state.config.clock === 'counter')
  // in every frame before it is painted: effects of what is within run before those of what is around it, layout effects before all
  useLayoutEffect(() => view.loop.add((nowMs) => timeline.advance(nowMs)), [view, timeline])
  return (
    <section className="timeline" aria-label="Timeline" data-keys="timeline" tabIndex={0}>
      <div className="timeline-title">
        <h2>Timeline</h2>
        <TimelineTools view={view} narrow={narrow} />
        <AsTable view={view} />
      </div>
      <TimelineStrip view={view} counts={counts} />
      {!asTable && <TimelineCanvas view={view} narrow={narrow} counts={counts} />}
      <Suspense fallback={null}>
        <TimelineTwin view={view} asTable={asTable} counts={counts} />
      </Suspense>
    </section>
  )
}

function TimelineCanvas({ view, narrow, counts }: { view: View; narrow: boolean; counts: boolean }) {
  const { session, timeline, loop } = view
  const canvas = useRef<HTMLCanvasElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const [viewport] = useState(() => new Viewport())
  const { width, height } = useSize(scroller)
  const cpus = useStore(session.store, (state) => state.config.cpus)
  const offsets = useStore(session.store, (state) => offsetsInForce(state.config))
  const content = TOP_PX + cpus * laneHeightFor(cpus, height) + AXIS_PX
  const picture = useMemo(
    () => makeTimelinePicture(view, { width, height, cpus, narrow, counts, offsets, viewport }),
    [view, width, height, cpus, narrow, counts, offsets, viewport],
  )
  const size = useMemo(() => ({ width, height }), [width, height])
  usePainter(view, canvas, size, picture)
  useGestures(view, scroller)
  useEffect(
    () => () => {
      timeline.painted = undefined
    },
    [timeline],
  )
  const onScroll = (event: UIEvent<HTMLElement>): void => {
    viewport.scrollTo(Math.round(event.currentTarget.scrollTop))
    loop.wake()
  }
  return (
    <div className="timeline-scroller" ref={scroller} onScroll={onScroll}>
      <div style={{ height: Math.max(height, content) }}>
        <canvas className="timeline-canvas" ref={canvas} aria-hidden="true" style={{ width, height }} />
      </div>
    </div>
  )
}
