/** Speeds and rates that a slider stops at: evenly spaced to the hand, a factor of two or so apart. */

export const SPEEDS: readonly number[] = [0.1, 0.2, 0.5, 1, 2, 4, 10, 20, 50, 100, Infinity]
export const WRITE_RATES: readonly number[] = [
  0,
  10,
  50,
  100,
  200,
  500,
  1000,
  2000,
  5000,
  10_000,
  50_000,
  100_000,
  Infinity,
]
export const READ_RATES: readonly number[] = [
  0,
  10,
  50,
  100,
  200,
  400,
  1000,
  2000,
  5000,
  10_000,
  50_000,
  100_000,
  Infinity,
]
export const PASSES: readonly number[] = [0, 1, 2, 5, 10, 20, 30, 60]

/** The step nearest to a value by factor: the value itself may come from a link or the console. */
export function nearestStep(steps: readonly number[], value: number): number {
  const at = steps.findIndex((step) => step >= value)
  if (at < 0) return steps.length - 1
  const [below, above] = [steps[at - 1], steps[at]]
  if (at === 0 || below === undefined || above === undefined || above === value) return at
  if (above === Infinity) return at - 1
  return value - below < above - value ? at - 1 : at
}
