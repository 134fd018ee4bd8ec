/**
 * How the next event is found, compare by compare. Two ways, one answer:
 *
 *   scan   ring_buffer_consume, and everything as posted: each head in turn against the best so far (merge/linear-scan.ts)
 *   tree   the iterator over rings that stand still: a tree of losers, of which one sees every match (merge/merge-tree.ts)
 *
 * By stamp, and where two are the same the lower CPU is first.
 */

export type Way = 'scan' | 'tree'

/** Which of two CPUs is ahead. */
export interface Match {
  /** of the tree its node, from 1, the root; of the scan the CPU that was looked at */
  readonly at: number
  readonly winner: number
  readonly loser: number
  /** the same stamp: the lower CPU goes first */
  readonly tie: boolean
}

export interface Explained {
  /** CPU; undefined: all rings are empty */
  readonly winner: number | undefined
  /** in the order in which they are played; matches against empty rings are none */
  readonly matches: readonly Match[]
}

/** By CPU, ns; undefined: its ring is empty, or is not looked at. */
export type Stamps = readonly (number | undefined)[]

export function explain(stamps: Stamps, way: Way): Explained {
  return way === 'scan' ? explainScan(stamps) : explainTree(stamps)
}

function explainScan(stamps: Stamps): Explained {
  const matches: Match[] = []
  let best: number | undefined
  for (let cpu = 0; cpu < stamps.length; cpu++) {
    if (stamps[cpu] === undefined) continue
    if (best !== undefined) matches.push(play(stamps, best, cpu, cpu))
    best = matches.at(-1)?.winner ?? cpu
  }
  return { winner: best, matches }
}

/** Run r enters at the leaf `count + r`; the winner of node n plays on at n / 2. */
function explainTree(stamps: Stamps): Explained {
  const count = stamps.length
  const matches: Match[] = []
  const ahead: (number | undefined)[] = Array.from({ length: count }, () => undefined)
  stamps.forEach((stamp, cpu) => ahead.push(stamp === undefined ? undefined : cpu))
  for (let node = count - 1; node > 0; node--) {
    const [a, b] = [ahead[2 * node], ahead[2 * node + 1]]
    if (a !== undefined && b !== undefined) matches.push(play(stamps, a, b, node))
    ahead[node] = a === undefined || b === undefined ? (a ?? b) : matches.at(-1)?.winner
  }
  return { winner: ahead[1], matches }
}

function play(stamps: Stamps, a: number, b: number, at: number): Match {
  const [first, second] = [stamps[a] as number, stamps[b] as number]
  const tie = first === second
  const isFirst = tie ? a < b : first < second
  return { at, winner: isFirst ? a : b, loser: isFirst ? b : a, tie }
}

/** The match that a CPU lost, or, of the winner, its closest: the one that decides how its stamp is marked. */
export function decisiveMatch(stamps: Stamps, { matches, winner }: Explained, cpu: number): Match | undefined {
  if (cpu !== winner) return matches.find(({ loser }) => loser === cpu)
  const own = matches.filter((match) => match.winner === cpu)
  const stampOf = ({ loser }: Match): number => stamps[loser] as number
  return own.reduce<Match | undefined>(
    (closest, match) => (closest && stampOf(closest) <= stampOf(match) ? closest : match),
    undefined,
  )
}
