/** Where a key goes in a list of so many rows. */
export interface KeyPlace {
  /** place of the row at which the keys act; undefined: none yet */
  readonly at: number | undefined
  /** where they begin then */
  readonly start: number
  readonly count: number
  /** rows in view */
  readonly page: number
}

/** @returns a place in the list; undefined: the key is none of the list's */
export function movedTo(key: string, { at, start, count, page }: KeyPlace): number | undefined {
  if (count === 0) return undefined
  const step = STEPS[key]
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (step === undefined) return undefined
  if (at === undefined) return within(start, count)
  return within(at + (Math.abs(step) > 1 ? Math.sign(step) * Math.max(1, page - 1) : step), count)
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -Infinity,
  PageDown: Infinity,
}

function within(index: number, count: number): number {
  return Math.min(Math.max(0, index), count - 1)
}
