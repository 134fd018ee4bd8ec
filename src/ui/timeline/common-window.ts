/**
 * Which stretch of time the rings remember together. Rings are as large as each other, CPUs are not as busy: only within the common stretch
 * does "this CPU shows nothing" mean that it did nothing. It is asked of what is unread: what was read may have been erased around, or
 * swapped away, which no stamp tells.
 */
import { commonWindow } from '../../merge/windows.ts'
import type { Window } from '../../merge/windows.ts'
import { formatDuration, formatStamp } from '../numbers.ts'
import type { GapColumns } from './columns.ts'

/** What a ring remembers, for words and the common window. */
export interface Remembered {
  readonly cpu: number
  /** the newest stretch of what is unread in which nothing is missing; undefined: nothing is unread */
  readonly complete: Window | undefined
}

/** The newest stretch of what is unread in which nothing is missing. @param unread from its oldest to its newest */
export function completeRun(unread: Window, gaps: GapColumns): Window {
  let { from, to } = unread
  for (let gap = gaps.first; gap < gaps.end; gap++) {
    const [begin, end] = [gaps.at('from', gap), gaps.at('to', gap)]
    if (end <= unread.to) from = Math.max(from, end)
    else if (begin <= unread.to) to = Math.min(to, Math.max(begin, from))
  }
  return { from, to }
}

export function commonOf(lanes: readonly Remembered[]): Window | undefined {
  return commonWindow(lanes.map(({ complete }) => complete))
}

/** One sentence about the common stretch, or about why there is none. @param lanes all known */
export function commonWords(lanes: readonly Remembered[], counts: boolean): string {
  const remembering = lanes.filter(({ complete }) => complete !== undefined)
  if (remembering.length === 0) return 'nothing unread, so no common stretch'
  const common = commonOf(lanes)
  if (!common) return noneWords(remembering, counts)
  const { length } = remembering
  const who = length === lanes.length ? 'all CPUs' : `the ${length} CPU${length === 1 ? '' : 's'} with unread events`
  return `complete on ${who} from ${formatStamp(common.from, counts)} to ${formatStamp(common.to, counts)}`
}

/** How long a window is; of numbers, how many are in it. */
export function lengthWords({ from, to }: Window, counts: boolean): string {
  return counts ? `${to - from + 1} numbers` : formatDuration(to - from)
}

function noneWords(lanes: readonly Remembered[], counts: boolean): string {
  const begins = lanes.reduce((last, lane) => (endOf(lane, 'from') > endOf(last, 'from') ? lane : last))
  const ends = lanes.reduce((first, lane) => (endOf(lane, 'to') < endOf(first, 'to') ? lane : first))
  const [from, to] = [formatStamp(endOf(begins, 'from'), counts), formatStamp(endOf(ends, 'to'), counts)]
  return `no common stretch: CPU ${begins.cpu} begins at ${from}, CPU ${ends.cpu} ends at ${to}`
}

/** of lanes that have a complete run */
function endOf({ complete }: Remembered, end: keyof Window): number {
  return complete?.[end] ?? NaN
}
