/** What one has put on the timeline, as shapes: the selected event and loss, the area, marks, cursors. Pure; overlay-draw.ts paints it. */
import type { Window } from '../../merge/windows.ts'
import { textWidth } from '../rings/marker-layout.ts'
import { laneY, timeToPx } from './frame.ts'
import type { TimelineFrame } from './frame.ts'
import type { GapOf } from './gaps.ts'
import { laneBands, ROOMY_PX } from './lanes-image.ts'
import type { Mark } from './timeline-store.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A vertical line with its word. */
export interface FlagShape {
  readonly x: number
  readonly word: string
}

export interface DeltaShape {
  /** px of the line between both cursors */
  readonly from: number
  readonly to: number
  readonly words: string
  /** middle of the words: between the cursors, or beside them where they do not fit */
  readonly wordsX: number
}

export interface OverlayShapes {
  readonly selected: Box | undefined
  readonly gap: Box | undefined
  /** px; its ends may be out of view */
  readonly area: { readonly from: number; readonly to: number } | undefined
  readonly marks: readonly FlagShape[]
  readonly cursors: readonly FlagShape[]
  readonly delta: DeltaShape | undefined
}

export interface OverlayInput {
  /** the selected event; undefined: none, or it is not known any more */
  readonly selected: { readonly cpu: number; readonly ts: number; readonly isUnread: boolean } | undefined
  readonly gap: GapOf | undefined
  readonly area: Window | undefined
  readonly marks: readonly Mark[]
  readonly cursorA: number | undefined
  readonly cursorB: number | undefined
  /** how a stretch of time is written */
  readonly lengthOf: (window: Window) => string
}

/** px of a flag's plate */
export const PLATE_PX = 13

export function layoutOverlay(input: OverlayInput, frame: TimelineFrame): OverlayShapes {
  const { selected, gap, area, marks, cursorA, cursorB } = input
  const flag = (word: string, ts: number | undefined): FlagShape[] => {
    if (ts === undefined) return []
    const x = Math.floor(timeToPx(ts, frame))
    return x >= frame.left && x <= frame.right ? [{ x, word }] : []
  }
  return {
    selected: selected && layoutSelected(selected, frame),
    gap: gap && layoutChosenGap(gap, frame),
    area: area && { from: clamp(timeToPx(area.from, frame), frame), to: clamp(timeToPx(area.to, frame), frame) },
    marks: marks.flatMap(({ number, ts }) => flag(String(number), ts)),
    cursors: [...flag('A', cursorA), ...flag('B', cursorB)],
    delta: layoutDelta(input, frame),
  }
}

/** Around its tick with 2 px of air; in low lanes as high as the lane's neighbours allow. */
function layoutSelected(
  { cpu, ts, isUnread }: NonNullable<OverlayInput['selected']>,
  frame: TimelineFrame,
): Box | undefined {
  // the column of its bin, as the lanes' image has it
  const x = Math.floor(timeToPx(ts, frame) + 1e-6)
  if (x < frame.left || x > frame.right) return undefined
  const { base, unreadPx, readPx } = laneBands(frame.laneHeight)
  const height = isUnread ? unreadPx : readPx
  const air = frame.laneHeight >= ROOMY_PX ? 2 : 3
  return {
    x: x - 3,
    y: laneY(cpu, frame) + base - height - air,
    width: (isUnread ? 2 : 1) + 6,
    height: height + 2 * air,
  }
}

function layoutChosenGap({ cpu, from, to }: GapOf, frame: TimelineFrame): Box | undefined {
  const [left, right] = [timeToPx(from, frame), timeToPx(to, frame)]
  if (right < frame.left || left > frame.right) return undefined
  const x = clamp(left, frame)
  const width = Math.max(2, clamp(right, frame) - x)
  return { x, y: laneY(cpu, frame), width, height: Math.max(2, frame.laneHeight - 1) }
}

function layoutDelta({ cursorA, cursorB, lengthOf }: OverlayInput, frame: TimelineFrame): DeltaShape | undefined {
  if (cursorA === undefined || cursorB === undefined) return undefined
  const [early, late] = [Math.min(cursorA, cursorB), Math.max(cursorA, cursorB)]
  if (late < frame.window.from || early > frame.window.to) return undefined
  const [from, to] = [clamp(timeToPx(early, frame), frame), clamp(timeToPx(late, frame), frame)]
  const words = `B − A ${cursorB < cursorA ? '−' : ''}${lengthOf({ from: early, to: late })}`
  const half = textWidth(words) / 2 + 4
  const fits = to - from > 2 * half + 2 * PLATE_PX
  const beside = to + PLATE_PX + half < frame.right ? to + PLATE_PX + half : from - PLATE_PX - half
  return { from, to, words, wordsX: fits ? (from + to) / 2 : beside }
}

function clamp(px: number, { left, right }: TimelineFrame): number {
  return Math.max(left, Math.min(right, Math.round(px)))
}
