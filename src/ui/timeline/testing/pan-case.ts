/**
 * Panning over a million events of 64 CPUs, measured in a browser: JavaScript per frame, beside frames in which nothing is drawn. For a page that
 * has the theme's css; `panMillion()` resolves with the figures.
 */
import type { LogRow } from '../../../store/event-log.ts'
import { Seeded } from '../../../ring/testing/seeded.ts'
import { CanvasSurface } from '../../canvas-surface.ts'
import { CanvasTheme } from '../../canvas-theme.ts'
import { Viewport } from '../../rings/viewport.ts'
import type { View } from '../../view.ts'
import { Timeline } from '../timeline.ts'
import { makeTimelinePicture } from '../timeline-picture.ts'
import { fitted, panned, zoomed } from '../window-moves.ts'
import { lost, readEvent, testSource, testWhole } from './test-lanes.ts'

const CPUS = 64
const EVENTS = 1_000_000
const FRAMES = 240
const SIZE = { width: 792, height: 168 }

/** ms of JavaScript per frame, and between two frames */
export interface FrameFigures {
  readonly median: number
  readonly p95: number
  readonly interval: number
}

export interface PanFigures {
  readonly empty: FrameFigures
  /** all million events in view */
  readonly wide: FrameFigures
  /** a hundredth of them in view */
  readonly close: FrameFigures
  /** every frame another zoom: all bins anew */
  readonly zooming: FrameFigures
}

export async function panMillion(): Promise<PanFigures> {
  const source = testSource(CPUS)
  for (let done = 0; done < EVENTS; done += 50_000) source.log.append(someRows(done, 50_000))
  const timeline = new Timeline(source, testWhole(source), () => {})
  const view = { session: source, timeline } as unknown as View
  const canvas = document.body.appendChild(document.createElement('canvas'))
  const surface = new CanvasSurface(canvas, new CanvasTheme())
  surface.resize(SIZE.width, SIZE.height)
  const input = { ...SIZE, cpus: CPUS, narrow: false, counts: false, offsets: [], viewport: new Viewport() }
  const picture = makeTimelinePicture(view, input)
  const paint = (nowMs: number): void => {
    timeline.advance(nowMs)
    const brush = surface.begin()
    if (brush) picture.paint(brush, nowMs)
  }
  timeline.advance(0)
  const all = fitted(timeline.lanes.extent() ?? timeline.shown)
  const move = (change: (frame: number) => void) => (frame: number, nowMs: number) => {
    change(frame)
    paint(nowMs)
  }
  const show = (window: typeof all): void => timeline.store.setState({ window })
  const empty = await measure(() => {})
  const pan = (frame: number): void => show(panned(timeline.shown, (frame % 80 < 40 ? 1 : -1) * 0.006))
  show(all)
  const wide = await measure(move(pan))
  show(zoomed(all, 100, (all.from + all.to) / 2))
  const close = await measure(move(pan))
  const zooming = await measure(move((frame) => show(zoomed(all, 1 + (frame % 40) / 20, all.to))))
  return { empty, wide, close, zooming }
}

/** Bursts, as CPUs have them, and a loss now and then. */
function someRows(done: number, count: number): LogRow[] {
  const seeded = new Seeded(done + 2008)
  const rows: LogRow[] = []
  let cpu = 0
  for (let at = done; at < done + count; at++) {
    if (seeded.below(16) === 0) cpu = seeded.below(CPUS)
    const ts = at * 1000
    if (seeded.below(2000) === 0) rows.push(lost(cpu, 1 + seeded.below(500), ts))
    rows.push(readEvent(cpu, ts, { type: 1 + seeded.below(2), page: at % 8 }))
  }
  return rows
}

async function measure(draw: (frame: number, nowMs: number) => void): Promise<FrameFigures> {
  const [spent, intervals]: [number[], number[]] = [[], []]
  let before = 0
  for (let frame = 0; frame < FRAMES; frame++) {
    const nowMs = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const from = performance.now()
    draw(frame, nowMs)
    spent.push(performance.now() - from)
    if (before > 0) intervals.push(nowMs - before)
    before = nowMs
  }
  // the first frames build what the others keep
  const kept = spent.slice(10).toSorted((a, b) => a - b)
  const share = (part: number): number => kept[Math.floor(kept.length * part)] ?? NaN
  const interval = intervals.slice(10).reduce((sum, each) => sum + each, 0) / (intervals.length - 10)
  return { median: share(0.5), p95: share(0.95), interval }
}
