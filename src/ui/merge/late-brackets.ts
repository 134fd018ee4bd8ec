/**
 * A bracket beside each late row, from where it belongs down to where it came:
 *
 *     ┌▸  CPU 1  20      it belongs above this one
 *     │   CPU 1  21
 *     └─  CPU 3  12      late by 9
 */
import type { Delivered } from './delivered.ts'

export type Segment = 'start' | 'pass' | 'end' | undefined

/** Brackets beside each other; what finds no lane is told in words alone. */
export const LANES = 3

/** @returns by row and lane what of a bracket is there */
export function layoutBrackets(rows: readonly Pick<Delivered, 'rowsUp'>[]): Segment[][] {
  const lanes: Segment[][] = rows.map(() => Array.from({ length: LANES }, () => undefined))
  rows.forEach(({ rowsUp }, end) => {
    if (rowsUp === 0) return
    const start = end - rowsUp
    const isFree = (lane: number): boolean => lanes.slice(start, end + 1).every((row) => row[lane] === undefined)
    const lane = Array.from({ length: LANES }, (_, at) => at).find(isFree)
    if (lane === undefined) return
    for (let at = start; at <= end; at++) {
      const row = lanes[at] as Segment[]
      row[lane] = at === start ? 'start' : at === end ? 'end' : 'pass'
    }
  })
  return lanes
}
