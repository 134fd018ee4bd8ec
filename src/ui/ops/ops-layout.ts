/** Where ops lie in the strip: all of them in the overview, some around the one that is shown as cells, a lane per actor. Pure; px. */

export const LABEL_PX = 92
export const MARGIN_PX = 16
export const OVERVIEW_PX = 20
export const LANE_PX = 15
/** ops that are shown as cells, where there is room for so many */
export const CELLS = 48
const LEAST_CELL_PX = 10
/** of them behind the op that is shown, where there are so many */
const AHEAD = 8

export interface OpsLayout {
  /** of the data, left of which are the labels */
  readonly x: number
  readonly width: number
  /** the first op that is a cell, and the last */
  readonly first: number
  readonly last: number
  readonly cellWidth: number
}

export function opsLayout(widthPx: number, position: number, length: number): OpsLayout {
  const x = MARGIN_PX + LABEL_PX
  const width = Math.max(1, widthPx - x - MARGIN_PX)
  const cells = Math.max(2 * AHEAD, Math.min(CELLS, Math.floor(width / LEAST_CELL_PX)))
  const last = Math.max(Math.min(cells, length), Math.min(length, position + AHEAD))
  return { x, width, first: Math.max(1, last - cells + 1), last, cellWidth: width / cells }
}

/** px of an op in the overview */
export function overviewX({ x, width }: OpsLayout, op: number, length: number): number {
  return length === 0 ? x : x + (op / length) * width
}

/** Left edge of an op's cell. */
export function cellX({ x, first, cellWidth }: OpsLayout, op: number): number {
  return x + (op - first) * cellWidth
}

export const laneY = (lane: number): number => OVERVIEW_PX + 8 + lane * LANE_PX
export const stripHeight = (actors: number): number => laneY(actors) + 4

/** The op under a point of the strip: in the overview any, below it that of the cell. */
export function opAt(layout: OpsLayout, px: number, py: number, length: number): number {
  const { x, width, first, last, cellWidth } = layout
  if (py < OVERVIEW_PX + 4) return clamp(Math.round(((px - x) / width) * length), 0, length)
  return clamp(first + Math.floor((px - x) / cellWidth), Math.max(0, first - 1), last)
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}
