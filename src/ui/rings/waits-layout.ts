/** Who waits for whom, as lines in the gutter left of the rings: a dot at who waits, an arrow at who holds. Nested, so that none crosses another. */

export interface Wait {
  /** seats: CPUs, and their number for the reader */
  readonly waiter: number
  readonly holder: number
}

export interface WaitLine extends Wait {
  readonly fromY: number
  readonly toY: number
  /** how far out its vertical is: 0 is next to the rings */
  readonly lane: number
}

/** @param yOf where a seat's row has its dots and its arrows; undefined: it is not shown */
export function layoutWaits(
  waits: readonly Wait[],
  yOf: (seat: number) => { dot: number; arrow: number } | undefined,
): WaitLine[] {
  const lines: WaitLine[] = []
  const placed = waits.flatMap((wait) => {
    const [from, to] = [yOf(wait.waiter), yOf(wait.holder)]
    return from && to ? [{ ...wait, fromY: from.dot, toY: to.arrow }] : []
  })
  // the shortest lies innermost; what spans it goes around
  for (const line of placed.toSorted((a, b) => spanOf(a) - spanOf(b) || a.waiter - b.waiter)) {
    const taken = lines.filter((other) => touch(line, other)).map(({ lane }) => lane)
    lines.push({ ...line, lane: Math.max(-1, ...taken) + 1 })
  }
  return lines
}

type Span = Pick<WaitLine, 'fromY' | 'toY'>

function spanOf({ fromY, toY }: Span): number {
  return Math.abs(toY - fromY)
}

function touch(a: Span, b: Span): boolean {
  const [a0, a1] = [Math.min(a.fromY, a.toY), Math.max(a.fromY, a.toY)]
  const [b0, b1] = [Math.min(b.fromY, b.toY), Math.max(b.fromY, b.toY)]
  return a0 <= b1 && b0 <= a1
}
