import { useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { offsetsInForce } from '../../store/clock-offsets.ts'
import { markOffset } from '../controls/offset-text.ts'
import { usePainter } from '../use-painter.ts'
import type { Picture } from '../use-painter.ts'
import { useSize } from '../use-size.ts'
import type { View } from '../view.ts'
import { commonOf, lengthWords } from './common-window.ts'
import { FollowWindow } from './follow-window.ts'
import { axisTicks } from './time-axis.ts'
import { collectLanes } from './timeline-events.ts'
import { drawTimeline } from './timeline-draw.ts'
import { laneHeightFor, layoutCommon, layoutTimeline } from './timeline-layout.ts'
import type { TimeWindow } from './timeline-layout.ts'
import { TimelineWords } from './TimelineWords.tsx'
import './timeline.css'

const AXIS_PX = 22
/** room for the words of the common window */
const TOP_PX = 18

/** Lanes of the CPUs in merge order. It follows the newest event. */
export function TimelinePanel({ view, narrow }: { view: View; narrow: boolean }) {
  const { store } = view.session
  const canvas = useRef<HTMLCanvasElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const { width } = useSize(scroller)
  const cpus = useStore(store, (state) => state.config.cpus)
  const counts = useStore(store, (state) => state.config.clock === 'counter')
  const boot = useStore(store, (state) => state.boot)
  const offsets = useStore(store, (state) => offsetsInForce(state.config))
  const [asTable, setAsTable] = useState(false)
  const height = TOP_PX + cpus * laneHeightFor(cpus) + AXIS_PX
  const picture = useMemo(
    () => makePicture(view, { width, cpus, counts, narrow, boot, offsets }),
    [view, width, cpus, counts, narrow, boot, offsets],
  )
  const size = useMemo(() => ({ width, height }), [width, height])
  usePainter(view, canvas, size, picture)
  return (
    <section className="timeline" aria-label="Timeline" data-keys="timeline" tabIndex={0}>
      <TimelineWords view={view} asTable={asTable} onAsTable={setAsTable} />
      <div className="timeline-scroller" ref={scroller} hidden={asTable}>
        <canvas className="timeline-canvas" ref={canvas} aria-hidden="true" style={{ width, height }} />
      </div>
    </section>
  )
}

interface PictureInput {
  width: number
  cpus: number
  counts: boolean
  narrow: boolean
  boot: number
  offsets: readonly number[]
}

function makePicture({ session }: View, { width, cpus, counts, narrow, boot, offsets }: PictureInput): Picture {
  const follow = new FollowWindow()
  const marks = Array.from({ length: cpus }, (_, cpu) => offsetMarks(offsets[cpu] ?? 0))
  const familyOf = (type: number) => session.types.get(type)?.family ?? ('other' as const)
  return {
    key: () => `${boot} ${session.captures.version} ${session.log.version}`,
    paint: (brush, nowMs) => {
      const rings = Array.from({ length: cpus }, (_, cpu) => session.captures.latest(cpu)?.live())
      const lanes = collectLanes({ rings, log: session.log, familyOf })
      const window = follow.next(lanes, nowMs) ?? { from: 0, to: 1e6 }
      const [left, right] = narrow ? [24, width - 12] : [108, width - 16]
      const frame = { window, left, right: Math.max(left + 1, right), top: TOP_PX, laneHeight: laneHeightFor(cpus) }
      const axis = axisTicks(window, Math.max(2, Math.floor((right - left) / 130)), counts)
      const laps = counts ? [] : lapsIn(window, session.lapNs)
      const remembered = commonOf(lanes)
      const common = remembered && layoutCommon(remembered, frame, lengthWords(remembered, counts))
      drawTimeline(brush, { frame, shapes: layoutTimeline(lanes, frame), axis, laps, common, cpus, offsets: marks })
      return false
    },
  }
}

/** Words go before the mark does. */
function offsetMarks(ns: number): string[] {
  const words = markOffset(ns)
  return ns === 0 ? [] : [words, words.replace(' ', ''), '±']
}

export function lapsIn(window: TimeWindow, lapNs: number | undefined): number[] {
  if (!lapNs || !(lapNs > 0)) return []
  const first = Math.max(1, Math.ceil(window.from / lapNs))
  const count = Math.floor(window.to / lapNs) - first + 1
  // a lap that is much shorter than the window would be a hatch, not marks
  if (count > 40) return []
  return Array.from({ length: Math.max(0, count) }, (_, at) => (first + at) * lapNs)
}
