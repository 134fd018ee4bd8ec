/** Zooming, panning and fitting: from one window to the next. Pure. */
import type { Window } from '../../merge/windows.ts'

/** A window is at least so wide: below it there is no stamp between two stamps. */
const LEAST_NS = 8
/** and at most this many times as wide as all that there is: beyond it there is nothing more to see */
const WIDEST = 4

export const ZOOM_STEP = 1.5
export const PAN_STEP = 0.2

export function spanOf({ from, to }: Window): number {
  return to - from
}

/** @param factor above 1 shows less @param around the time that stays where it is */
export function zoomed(window: Window, factor: number, around: number): Window {
  const span = Math.max(LEAST_NS, spanOf(window) / factor)
  const share = (around - window.from) / spanOf(window)
  return { from: around - span * share, to: around + span * (1 - share) }
}

/** @param share of the window's width; negative: to earlier times */
export function panned({ from, to }: Window, share: number): Window {
  const by = (to - from) * share
  return { from: from + by, to: to + by }
}

export function centredOn(window: Window, time: number): Window {
  const half = spanOf(window) / 2
  return { from: time - half, to: time + half }
}

/** All of a stretch, with a little air. */
export function fitted({ from, to }: Window): Window {
  const air = Math.max(LEAST_NS / 2, (to - from) * 0.02)
  return { from: from - air, to: to + air }
}

export function contains({ from, to }: Window, time: number): boolean {
  return time >= from && time <= to
}

/** A window shows something of what there is, and is not much wider than it. */
export function kept(window: Window, extent: Window | undefined): Window {
  if (!extent) return window
  const widest = Math.max(LEAST_NS, spanOf(extent)) * WIDEST
  const middle = (window.from + window.to) / 2
  const span = Math.min(spanOf(window), widest)
  const narrow = span < spanOf(window) ? { from: middle - span / 2, to: middle + span / 2 } : window
  if (narrow.from > extent.to) return { from: extent.to - span * 0.02, to: extent.to + span * 0.98 }
  if (narrow.to < extent.from) return { from: extent.from - span * 0.98, to: extent.from + span * 0.02 }
  return narrow
}

export interface Pinch {
  /** px of both fingers from the window's left edge, at the begin and now */
  readonly before: readonly [number, number]
  readonly now: readonly [number, number]
  /** px of the window */
  readonly width: number
}

/** What was under each finger stays under it; fingers that meet zoom no further. */
export function pinched(window: Window, { before, now, width }: Pinch): Window {
  const timeAt = (px: number): number => window.from + (px / width) * spanOf(window)
  const [a, b] = [timeAt(before[0]), timeAt(before[1])]
  const nsPerPx = Math.max(LEAST_NS / width, Math.abs(b - a) / Math.max(1, Math.abs(now[1] - now[0])))
  const from = (a + b) / 2 - ((now[0] + now[1]) / 2) * nsPerPx
  return { from, to: from + width * nsPerPx }
}
