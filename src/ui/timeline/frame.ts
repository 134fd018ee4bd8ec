/** Where time and lanes lie on the canvas. Everything that is drawn or hit is placed by these. */
import type { Window } from '../../merge/windows.ts'

export interface TimelineFrame {
  readonly window: Window
  /** px between which time runs */
  readonly left: number
  readonly right: number
  /** px of the lanes' region: it scrolls when the lanes are higher */
  readonly top: number
  readonly bottom: number
  readonly scroll: number
  readonly cpus: number
  readonly laneHeight: number
}

/** room above the lanes for the words of the common window and the flags of marks; below them for the axis */
export const TOP_PX = 18
export const AXIS_PX = 22

export interface FrameInput {
  width: number
  height: number
  cpus: number
  narrow: boolean
  scroll: number
}

export function layoutFrame({ width, height, cpus, narrow, scroll }: FrameInput, window: Window): TimelineFrame {
  const [left, end] = narrow ? [24, width - 12] : [108, width - 16]
  const right = Math.max(left + 1, end)
  const laneHeight = laneHeightFor(cpus, height)
  const bottom = Math.max(TOP_PX, Math.min(height - AXIS_PX, TOP_PX + cpus * laneHeight))
  return { window, left, right, top: TOP_PX, bottom, scroll, cpus, laneHeight }
}

/** Lanes share the height that there is, from 28 px down to 2; then the region scrolls. */
export function laneHeightFor(cpus: number, height: number): number {
  return Math.max(2, Math.min(28, Math.floor((height - TOP_PX - AXIS_PX) / cpus)))
}

export function laneY(lane: number, { top, scroll, laneHeight }: TimelineFrame): number {
  return top - scroll + lane * laneHeight
}

export function timeToPx(time: number, { window, left, right }: TimelineFrame): number {
  return left + ((time - window.from) / (window.to - window.from)) * (right - left)
}

export function pxToTime(px: number, { window, left, right }: TimelineFrame): number {
  return window.from + ((px - left) / (right - left)) * (window.to - window.from)
}

export function columnsOf({ left, right }: Pick<TimelineFrame, 'left' | 'right'>): number {
  return Math.max(1, Math.floor(right - left))
}

/** A window as whole bins, one per column: then a bin keeps its events while the window moves. */
export function binsOf(window: Window, columns: number): { binNs: number; first: number; window: Window } {
  const binNs = (window.to - window.from) / columns
  const first = Math.round(window.from / binNs)
  return { binNs, first, window: { from: first * binNs, to: (first + columns) * binNs } }
}
