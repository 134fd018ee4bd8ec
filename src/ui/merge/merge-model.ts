/** The heads as one sees them: in CPU order, each with its stamp, the digit that decides, and what became of it in words. */
import { formatDuration } from '../numbers.ts'
import { decisiveMatch, explain } from './explain.ts'
import type { Explained, Stamps, Way } from './explain.ts'
import type { Head, HeadEvent } from './heads.ts'
import { alignStamps, firstDifference } from './stamp-digits.ts'

export interface MergeRow {
  readonly cpu: number
  readonly head: HeadEvent
  readonly stamp: string
  /** place of the first digit that differs from the stamp that it is compared with; undefined: none does, or there is none */
  readonly differsAt: number | undefined
  readonly verdict: string
}

export interface MergeModel {
  readonly rows: readonly MergeRow[]
  readonly explained: Explained
  /** CPUs */
  readonly empty: readonly number[]
  /** a dead actor holds the lock: the reader passes over what is there */
  readonly frozen: readonly number[]
  /** not empty, but the bytes of the page are not there */
  readonly unknown: readonly number[]
}

export interface MergeInput {
  /** by CPU */
  readonly heads: readonly Head[]
  readonly frozen: ReadonlySet<number>
  readonly way: Way
  /** stamps count events */
  readonly counts: boolean
}

export function mergeModel({ heads, frozen, way, counts }: MergeInput): MergeModel {
  const cpus = [...heads.keys()]
  const stamps: Stamps = heads.map((head, cpu) => (typeof head === 'object' && !frozen.has(cpu) ? head.ts : undefined))
  const explained = explain(stamps, way)
  const present = cpus.filter((cpu) => stamps[cpu] !== undefined)
  const texts = alignStamps(
    present.map((cpu) => stamps[cpu] as number),
    counts,
  )
  const textOf = (cpu: number): string => texts[present.indexOf(cpu)] as string
  const rows = present.map((cpu, at): MergeRow => {
    const match = decisiveMatch(stamps, explained, cpu)
    const other = match && (match.winner === cpu ? match.loser : match.winner)
    const stamp = texts[at] as string
    const differsAt = other === undefined ? undefined : firstDifference(stamp, textOf(other))
    const verdict = verdictOf({ cpu, stamps, explained, counts })
    return { cpu, head: heads[cpu] as HeadEvent, stamp, differsAt, verdict }
  })
  const frozenCpus = cpus.filter((cpu) => frozen.has(cpu) && heads[cpu] !== undefined)
  const unknown = cpus.filter((cpu) => heads[cpu] === 'unknown' && !frozen.has(cpu))
  return { rows, explained, empty: cpus.filter((cpu) => heads[cpu] === undefined), frozen: frozenCpus, unknown }
}

interface VerdictInput {
  cpu: number
  stamps: Stamps
  explained: Explained
  counts: boolean
}

function verdictOf({ cpu, stamps, explained, counts }: VerdictInput): string {
  const match = decisiveMatch(stamps, explained, cpu)
  if (cpu === explained.winner) return match?.tie ? `next: same as CPU ${match.loser}, which is higher` : 'next'
  if (!match) return ''
  if (match.tie) return `same as CPU ${match.winner}, which is lower`
  return `${distance(stamps, match.winner, cpu, counts)} after CPU ${match.winner}`
}

function distance(stamps: Stamps, from: number, to: number, counts: boolean): string {
  const ns = (stamps[to] as number) - (stamps[from] as number)
  return counts ? String(ns) : formatDuration(ns)
}

/** Which event is next, and why, in one sentence. */
export function mergeSentence({ rows, explained, frozen, unknown }: MergeModel, counts: boolean): string {
  const { winner } = explained
  if (winner === undefined) {
    if (unknown.length > 0) return 'The heads are not known.'
    return frozen.length > 0 ? 'Nothing that can be taken: what is left is frozen.' : 'All rings are empty.'
  }
  if (rows.length === 1) return `Next is CPU ${winner}: the only ring with an event.`
  const stamps: number[] = []
  for (const { cpu, head } of rows) stamps[cpu] = head.ts
  const closest = decisiveMatch(stamps, explained, winner) as { loser: number; tie: boolean } // there are two at least
  const why = closest.tie
    ? `CPU ${closest.loser} has the same stamp, and ties go to the lower CPU`
    : `its stamp is the earliest of ${rows.length}, by ${distance(stamps, winner, closest.loser, counts)} before CPU ${closest.loser}`
  return `Next is CPU ${winner}: ${why}.`
}
