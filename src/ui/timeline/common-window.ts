/**
 * Which stretch of time the rings remember together. Rings are as large as each other, CPUs are not as busy: only within the common stretch
 * does "this CPU shows nothing" mean that it did nothing. It is asked of what is unread: what was read may have been erased around, or
 * swapped away, which no stamp tells.
 */
import { commonWindow } from '../../merge/windows.ts'
import type { Window } from '../../merge/windows.ts'
import { formatDuration, formatStamp } from '../numbers.ts'
import type { Gap, Tick, TimelineLane } from './timeline-events.ts'

/** The newest stretch of what is unread in which nothing is missing. */
export function completeRun(unread: readonly Tick[], gaps: readonly Gap[]): Window | undefined {
  const [oldest, newest] = [unread[0]?.ts, unread.at(-1)?.ts]
  if (oldest === undefined || newest === undefined) return undefined
  let [from, to] = [oldest, newest]
  for (const gap of gaps) {
    if (gap.to <= newest) from = Math.max(from, gap.to)
    else if (gap.from <= newest) to = Math.min(to, Math.max(gap.from, from))
  }
  return { from, to }
}

export function commonOf(lanes: readonly TimelineLane[]): Window | undefined {
  return commonWindow(lanes.map(({ complete }) => complete))
}

/** One sentence about the common stretch, or about why there is none. */
export function commonWords(lanes: readonly TimelineLane[], counts: boolean): string {
  if (lanes.some(({ known }) => !known)) return 'rings this large are not walked: their common stretch is not told'
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

function noneWords(lanes: readonly TimelineLane[], counts: boolean): string {
  const begins = lanes.reduce((last, lane) => (endOf(lane, 'from') > endOf(last, 'from') ? lane : last))
  const ends = lanes.reduce((first, lane) => (endOf(lane, 'to') < endOf(first, 'to') ? lane : first))
  const [from, to] = [formatStamp(endOf(begins, 'from'), counts), formatStamp(endOf(ends, 'to'), counts)]
  return `no common stretch: CPU ${begins.cpu} begins at ${from}, CPU ${ends.cpu} ends at ${to}`
}

/** of lanes that have a complete run */
function endOf({ complete }: TimelineLane, end: keyof Window): number {
  return complete?.[end] ?? NaN
}

/** Losses with their bounds, the newest first; beyond `most` only how many. */
export function gapWords(gaps: readonly Gap[], counts: boolean, most = 3): string[] {
  const newestFirst = gaps.toSorted((a, b) => b.to - a.to || b.from - a.from)
  const words = newestFirst.slice(0, most).map((gap) => `${gap.count} lost${boundsOf(gap, counts)}`)
  const rest = newestFirst.slice(most)
  const lost = rest.reduce((sum, { count }) => sum + count, 0)
  return rest.length === 0 ? words : [...words, `${lost} lost in ${rest.length} earlier`]
}

function boundsOf({ from, to }: Gap, counts: boolean): string {
  const [after, before] = [formatStamp(from, counts), formatStamp(to, counts)]
  if (from === -Infinity) return to === Infinity ? '' : ` before ${before}`
  return to === Infinity ? ` after ${after}` : ` in ${after} … ${before}`
}
