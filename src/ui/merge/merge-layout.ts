/**
 * The compares as lines beside the rows.
 *
 *   scan   a rail from the first head downwards: a full dot where a head becomes the best so far, a short line where it does not
 *   tree   each match is a bracket over its two sides, the winner goes on to the right
 */
import type { Explained, Way } from './explain.ts'

export interface Line {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  /** on the way of the head that is next */
  readonly wins: boolean
}

export interface Mark {
  readonly x: number
  readonly y: number
  /** who is ahead from here on; undefined: who came here is not */
  readonly cpu: number | undefined
  readonly wins: boolean
  readonly tie: boolean
}

export interface Compares {
  readonly width: number
  readonly lines: readonly Line[]
  readonly marks: readonly Mark[]
}

/** px, between two matches that follow each other: a number of three digits and some line */
const COLUMN = 36
/** px, room for the number behind the last match */
const LAST = 28
const RAIL_AT = 18
const RAIL_WIDTH = 48

/** @param cpus of the rows from above @param rowPx their height */
export function layoutCompares(cpus: readonly number[], explained: Explained, way: Way, rowPx: number): Compares {
  const middles = new Map(cpus.map((cpu, row) => [cpu, (row + 0.5) * rowPx]))
  const middle = (cpu: number): number => middles.get(cpu) as number
  return way === 'scan' ? layoutRail(cpus, explained, middle) : layoutTree(cpus, explained, middle)
}

function layoutRail(
  cpus: readonly number[],
  { winner, matches }: Explained,
  middle: (cpu: number) => number,
): Compares {
  const lines: Line[] = []
  const marks: Mark[] = []
  let best: number | undefined
  let [fromY, isWinners] = [0, false]
  for (const cpu of cpus) {
    const y = middle(cpu)
    const match = matches.find(({ at }) => at === cpu)
    const isBest = match === undefined || match.winner === cpu
    lines.push({ x1: 0, y1: y, x2: RAIL_AT, y2: y, wins: cpu === winner })
    if (best !== undefined) lines.push({ x1: RAIL_AT, y1: fromY, x2: RAIL_AT, y2: y, wins: isWinners })
    if (isBest) best = cpu
    marks.push({ x: RAIL_AT, y, cpu: isBest ? cpu : undefined, wins: cpu === winner, tie: match?.tie ?? false })
    fromY = y
    isWinners = best === winner
  }
  return { width: RAIL_WIDTH, lines, marks }
}

function layoutTree(
  cpus: readonly number[],
  { winner, matches }: Explained,
  middle: (cpu: number) => number,
): Compares {
  const lines: Line[] = []
  const marks: Mark[] = []
  /** where each CPU that has not lost yet stands */
  const at = new Map(cpus.map((cpu) => [cpu, { x: 0, y: middle(cpu) }]))
  for (const match of matches) {
    const sides = [match.winner, match.loser].map((cpu) => ({ cpu, ...(at.get(cpu) as { x: number; y: number }) }))
    const x = Math.max(...sides.map((side) => side.x)) + COLUMN
    const y = sides.reduce((sum, side) => sum + side.y, 0) / 2
    for (const side of sides) {
      const wins = side.cpu === winner
      lines.push({ x1: side.x, y1: side.y, x2: x, y2: side.y, wins }, { x1: x, y1: side.y, x2: x, y2: y, wins })
    }
    marks.push({ x, y, cpu: match.winner, wins: match.winner === winner, tie: match.tie })
    at.set(match.winner, { x, y })
  }
  return { width: Math.max(0, ...marks.map(({ x }) => x)) + LAST, lines, marks }
}
