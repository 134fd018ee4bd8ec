/** Losses: in words, one after the other, and at a place in time. */
import { formatCount, formatStamp } from '../numbers.ts'
import { lostBetween } from './columns.ts'
import type { GapColumns } from './columns.ts'
import type { Lane } from './lanes.ts'

export interface Gap {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface GapOf extends Gap {
  readonly cpu: number
}

export function gapAt(gaps: GapColumns, number: number): Gap {
  return { from: gaps.at('from', number), to: gaps.at('to', number), count: gaps.at('count', number) }
}

/** Losses of a CPU with their bounds, the newest first; beyond `most` only how many. */
export function gapWords({ read, unread }: Lane, counts: boolean, most = 3): string[] {
  const words: string[] = []
  let [lost, earlier] = [0, 0]
  for (const { gaps } of [unread, read]) {
    const told = Math.min(gaps.length, most - words.length)
    for (let number = gaps.end - 1; number >= gaps.end - told; number--) {
      const gap = gapAt(gaps, number)
      words.push(`${gap.count} lost${boundsOf(gap, counts)}`)
    }
    earlier += gaps.length - told
    lost += lostBetween(gaps, gaps.first, gaps.end - told)
  }
  return earlier === 0 ? words : [...words, `${lost} lost in ${earlier} earlier`]
}

export function boundsOf({ from, to }: Gap, counts: boolean): string {
  const [after, before] = [formatStamp(from, counts), formatStamp(to, counts)]
  if (from === -Infinity) return to === Infinity ? '' : ` before ${before}`
  return to === Infinity ? ` after ${after}` : ` in ${after} … ${before}`
}

/** A loss explained, for the strip. */
export function gapSentence({ cpu, ...gap }: GapOf, counts: boolean): string {
  const { from, to, count } = gap
  const events = `CPU ${cpu} lost ${formatCount(count)} event${count === 1 ? '' : 's'}`
  if (from === -Infinity && to === Infinity) return `${events}; none of its events on either side is known`
  if (from === -Infinity) return `${events} before its event at ${formatStamp(to, counts)}; none before them is known`
  if (to === Infinity) return `${events} behind its event at ${formatStamp(from, counts)}; none after them is known`
  return `${events} between its events at ${formatStamp(from, counts)} and ${formatStamp(to, counts)}`
}

/** The loss that covers a time; of two that meet there, the later. */
export function gapCovering({ cpu, read, unread }: Lane, time: number): GapOf | undefined {
  for (const { gaps } of [unread, read]) {
    // they follow each other: what begins behind the time comes last
    for (let number = gaps.firstNotBelow('to', time); number < gaps.end; number++) {
      const gap = gapAt(gaps, number)
      if (gap.from > time) break
      const next = gapAt(gaps, number + 1)
      return { cpu, ...(next.from <= time ? next : gap) }
    }
  }
  return undefined
}

/** The loss of any CPU that ends next behind another, or before it; those that end together stand in the order of their CPUs. */
export function nextGap(
  lanes: readonly Lane[],
  { cpu: current, to: time }: { cpu: number; to: number },
  step: 1 | -1,
): GapOf | undefined {
  let best: GapOf | undefined
  for (const { cpu, read, unread } of lanes)
    for (const { gaps } of [read, unread]) {
      // the first that ends behind the current one, or with it on a higher CPU
      let number = gaps.firstNotBelow('to', time)
      if (step < 0 ? cpu < current : cpu <= current) while (gaps.at('to', number) === time) number++
      if (step < 0) number--
      const gap = gapAt(gaps, number)
      if (Number.isNaN(gap.to)) continue
      const order = best ? Math.sign(gap.to - best.to) || cpu - best.cpu : -step
      if (order * step < 0) best = { cpu, ...gap }
    }
  return best
}
