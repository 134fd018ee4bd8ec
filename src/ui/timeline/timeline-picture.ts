import type { CanvasColors } from '../canvas-theme.ts'
import { markOffset } from '../controls/offset-text.ts'
import type { Viewport } from '../rings/viewport.ts'
import type { Brush } from '../rings/ring-draw.ts'
import { formatCount, formatDuration } from '../numbers.ts'
import { selectedRef } from '../../store/selection.ts'
import type { Picture } from '../use-painter.ts'
import type { View } from '../view.ts'
import type { Window } from '../../merge/windows.ts'
import { commonOf, lengthWords } from './common-window.ts'
import { find, isUnreadAt } from './event-order.ts'
import { binsOf, columnsOf, layoutFrame } from './frame.ts'
import type { FrameInput, TimelineFrame } from './frame.ts'
import { LanesCanvas, readInks } from './lanes-canvas.ts'
import type { Inks } from './lanes-image.ts'
import { completeOf } from './lanes.ts'
import type { Lane } from './lanes.ts'
import { layoutOverlay } from './overlay-layout.ts'
import type { OverlayShapes } from './overlay-layout.ts'
import { axisTicks } from './time-axis.ts'
import { drawTimeline } from './timeline-draw.ts'
import { layoutCommon, layoutGaps, layoutRetention } from './timeline-layout.ts'

export interface PictureInput extends Omit<FrameInput, 'scroll'> {
  /** the counter clock counts events and has no unit */
  counts: boolean
  offsets: readonly number[]
  /** how far the lanes are scrolled */
  viewport: Viewport
}

export function makeTimelinePicture(view: View, input: PictureInput): Picture {
  const { session, timeline } = view
  const { cpus, counts, offsets, viewport } = input
  const ticks = new Ticks()
  const marks = Array.from({ length: cpus }, (_, cpu) => offsetMarks(offsets[cpu] ?? 0))
  return {
    key: () => [input, timeline.synced, timeline.version, viewport.top],
    paint: (brush) => {
      const { lanes, shown } = timeline
      const whole = layoutFrame({ ...input, scroll: viewport.top }, shown)
      const bins = binsOf(shown, columnsOf(whole))
      const frame = { ...whole, window: bins.window }
      const canvas = ticks.update(brush, lanes.all, frame, bins, lanes.generation)
      timeline.painted = { frame, bins: canvas }
      const remembered = commonOf(lanes.all.map(completeOf))
      drawTimeline(brush, {
        frame,
        gaps: layoutGaps(lanes.all, canvas, frame),
        lines: layoutRetention(lanes.all, frame),
        axis: axisTicks(frame.window, Math.max(2, Math.floor((frame.right - frame.left) / 130)), counts),
        laps: counts ? [] : lapsIn(frame.window, session.lapNs),
        common: remembered && layoutCommon(remembered, frame, lengthWords(remembered, counts)),
        overlay: overlayOf(view, frame, counts),
        offsets: marks,
        drawTicks: (ctx) => canvas.draw(ctx, frame),
      })
      return false
    },
  }
}

/** The image of the ticks, kept while its size stays. */
class Ticks {
  private canvas: LanesCanvas | undefined
  private colors: CanvasColors | undefined
  private inks: Inks | undefined
  private generation = ''
  private unread = -1

  update(
    { colors }: Brush,
    lanes: readonly Lane[],
    frame: TimelineFrame,
    bins: { binNs: number; first: number },
    generation: string,
  ): LanesCanvas {
    if (!this.canvas?.fits(frame)) this.canvas = new LanesCanvas(columnsOf(frame), frame.cpus, frame.laneHeight)
    if (!this.inks || colors !== this.colors) this.inks = readInks(colors)
    this.colors = colors
    const unread = lanes.reduce((sum, lane) => sum + lane.unread.version, 0)
    const anew = { read: generation !== this.generation, unread: unread !== this.unread }
    this.generation = generation
    this.unread = unread
    const binned = { read: lanes.map((lane) => lane.read), unread: lanes.map((lane) => lane.unread) }
    this.canvas.update({ ...binned, anew }, bins, this.inks)
    return this.canvas
  }
}

function overlayOf({ session, timeline }: View, frame: TimelineFrame, counts: boolean): OverlayShapes {
  const { area, gap, marks, cursorA, cursorB } = timeline.store.getState()
  const ref = selectedRef(session.store.getState().selection)
  const event = ref && find(timeline.lanes, ref)
  const selected = event && { cpu: event.lane.cpu, ts: event.ts, isUnread: isUnreadAt(event.lane, event.place) }
  const lengthOf = ({ from, to }: Window): string =>
    counts ? formatCount(Math.round(to - from)) : formatDuration(to - from)
  return layoutOverlay({ selected, gap, area, marks, cursorA, cursorB, lengthOf }, frame)
}

/** Words go before the mark does. */
function offsetMarks(ns: number): string[] {
  const words = markOffset(ns)
  return ns === 0 ? [] : [words, words.replace(' ', ''), '±']
}

export function lapsIn(window: Window, lapNs: number | undefined): number[] {
  if (!lapNs || !(lapNs > 0)) return []
  const first = Math.max(1, Math.ceil(window.from / lapNs))
  const count = Math.floor(window.to / lapNs) - first + 1
  // a lap that is much shorter than the window would be a hatch, not marks
  if (count > 40) return []
  return Array.from({ length: Math.max(0, count) }, (_, at) => (first + at) * lapNs)
}
