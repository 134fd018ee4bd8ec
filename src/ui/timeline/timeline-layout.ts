/** Losses, retention and the common window as rectangles. Pure; timeline-draw.ts paints it. */
import type { Window } from '../../merge/windows.ts'
import { textWidth } from '../rings/marker-layout.ts'
import { lostBetween } from './columns.ts'
import type { GapColumns } from './columns.ts'
import { laneY, timeToPx } from './frame.ts'
import type { TimelineFrame } from './frame.ts'
import { Plane } from './lane-bins.ts'
import type { LaneBins } from './lane-bins.ts'
import { stretchOf } from './lanes.ts'
import type { Lane } from './lanes.ts'
import { ROOMY_PX } from './lanes-image.ts'

export interface GapShape {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  /** the longest words that fit: "7 lost", "7", or none */
  readonly words: string
}

export interface LineShape {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  /** unread or read; extent: from the oldest to the newest that is known, whatever is missing between */
  readonly kind: 'unread' | 'read' | 'extent'
}

/** The stretch that all rings remember, as a bracket over the lanes. */
export interface CommonShape {
  readonly x: number
  readonly width: number
  /** false: that end is out of view */
  readonly beginsHere: boolean
  readonly endsHere: boolean
  /** the longest words that fit over the lanes, and their middle */
  readonly words: string
  readonly wordsX: number
}

/** narrower losses are told by the lanes' image alone; next to each other they share a box */
const BOX_PX = 8

export interface Bins {
  readonly read: LaneBins
  readonly unread: LaneBins
}

/** Boxes of the losses in the lanes that are in view; how many there can be depends on the width alone. */
export function layoutGaps(lanes: readonly Lane[], bins: Bins, frame: TimelineFrame): GapShape[] {
  const shapes: GapShape[] = []
  if (frame.laneHeight < ROOMY_PX) return shapes
  for (const [at, lane] of lanes.entries()) {
    const y = laneY(at, frame) + 1
    if (y + frame.laneHeight < frame.top || y > frame.bottom) continue
    for (const run of lossRuns(bins, at)) {
      const width = run.to - run.from
      const count = lostIn(lane, bins.read, run)
      const words = [`${count} lost`, String(count)].find((text) => textWidth(text) + 8 <= width) ?? ''
      shapes.push({ x: frame.left + run.from, width, y, height: frame.laneHeight - 3, words })
    }
  }
  return shapes
}

interface Columns {
  from: number
  to: number
  /** of several: all of them are */
  narrow?: boolean
}

/** Stretches of columns for a box: a loss that is wide enough has its own, narrow ones next to each other share one. */
function lossRuns(bins: Bins, lane: number): Columns[] {
  const runs: Columns[] = []
  for (const piece of lossPieces(bins, lane)) {
    const last = runs.at(-1)
    const joins = last?.to === piece.from && isNarrow(piece) && last.narrow
    if (joins) last.to = piece.to
    else runs.push({ ...piece, narrow: isNarrow(piece) })
  }
  return runs.filter((run) => !isNarrow(run))
}

function isNarrow({ from, to }: Columns): boolean {
  return to - from < BOX_PX
}

/** Stretches with losses, from the column where one begins to where the next does. */
function lossPieces({ read, unread }: Bins, lane: number): Columns[] {
  const pieces: Columns[] = []
  let from = -1
  const end = (to: number): void => {
    if (from >= 0 && to > from) pieces.push({ from, to })
    from = -1
  }
  for (let column = 0; column < read.columns; column++) {
    const [readAt, unreadAt] = [read.at(read.first + column, lane), unread.at(unread.first + column, lane)]
    const has = (plane: number): boolean => read.counts[readAt + plane] !== 0 || unread.counts[unreadAt + plane] !== 0
    const covered = has(Plane.covers)
    if (!covered || has(Plane.begins)) end(column)
    if (covered && from < 0) from = column
  }
  end(read.columns)
  return pieces
}

function lostIn({ read, unread }: Lane, { binNs, first }: LaneBins, run: Columns): number {
  const [from, to] = [(first + run.from) * binNs, (first + run.to) * binNs]
  // a loss that began out of view
  const open = run.from === 0
  const countOf = (gaps: GapColumns): number =>
    lostBetween(gaps, gaps.firstNotBelow(open ? 'to' : 'from', from), gaps.firstNotBelow('from', to))
  return countOf(read.gaps) + countOf(unread.gaps)
}

/** The underlines: how far the ring reaches back, before it what was read from it, and thin from end to end what is known of the CPU. */
export function layoutRetention(lanes: readonly Lane[], frame: TimelineFrame): LineShape[] {
  const shapes: LineShape[] = []
  const roomy = frame.laneHeight >= ROOMY_PX
  for (const [at, lane] of lanes.entries()) {
    const bottom = laneY(at, frame) + frame.laneHeight
    if (bottom < frame.top || bottom > frame.bottom + frame.laneHeight) continue
    const push = (stretch: Window | undefined, kind: LineShape['kind'], height: number): void => {
      if (!stretch) return
      const from = Math.max(frame.left, timeToPx(stretch.from, frame))
      const to = Math.min(frame.right, timeToPx(stretch.to, frame) + 1)
      const y = bottom - (roomy ? (kind === 'extent' ? 2 : 3) : 1)
      if (to > from) shapes.push({ x: Math.round(from), width: Math.max(1, Math.round(to - from)), y, height, kind })
    }
    const [read, unread] = [stretchOf(lane.read), stretchOf(lane.unread)]
    if (read && unread) push({ from: Math.min(read.from, unread.from), to: Math.max(read.to, unread.to) }, 'extent', 1)
    push(read, 'read', roomy ? 3 : 1)
    push(unread, 'unread', roomy ? 3 : 1)
  }
  return shapes
}

/** @param length in words */
export function layoutCommon(common: Window, frame: TimelineFrame, length: string): CommonShape | undefined {
  const [from, to] = [Math.round(timeToPx(common.from, frame)), Math.round(timeToPx(common.to, frame)) + 1]
  const x = Math.max(frame.left, from)
  const width = Math.min(frame.right, to) - x
  if (width <= 0) return undefined
  const words = [`common window ${length}`, length].find((text) => textWidth(text) <= frame.right - frame.left) ?? ''
  const half = textWidth(words) / 2
  const wordsX = Math.max(frame.left + half, Math.min(frame.right - half, x + width / 2))
  return { x, width, beginsHere: from >= frame.left, endsHere: to <= frame.right, words, wordsX }
}
