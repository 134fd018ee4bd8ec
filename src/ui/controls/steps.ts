/** Paces: what each may be, and where its slider stops: evenly spaced to the hand, a factor of two or so apart. */
import { MAX_PASSES_PER_SECOND } from '../../machine/machine-config.ts'
import { rateText, speedText } from './number-text.ts'

export interface PaceRange {
  readonly steps: readonly number[]
  readonly least: number
  readonly most: number
  readonly textOf: (pace: number) => string
  /** how to type one */
  readonly howTo: string
}

const SPEEDS: readonly number[] = [0.1, 0.2, 0.5, 1, 2, 4, 10, 20, 50, 100, Infinity]
const WRITE_RATES: readonly number[] = [0, 10, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000, Infinity]
const READ_RATES: readonly number[] = [0, 10, 50, 100, 200, 400, 1000, 2000, 5000, 10_000, 50_000, 100_000, Infinity]
const PASSES: readonly number[] = [0, 1, 2, 5, 10, 20, 30, MAX_PASSES_PER_SECOND]

const NO_RATE = 'A rate is a number such as 300/s or 2/ms, or flat out.'

export const SPEED: PaceRange = {
  steps: SPEEDS,
  least: Number.MIN_VALUE,
  most: Infinity,
  textOf: speedText,
  howTo: 'A speed is a number above 0 such as 0.5× or 4×, or flat out.',
}
export const WRITE_RATE: PaceRange = { steps: WRITE_RATES, least: 0, most: Infinity, textOf: rateText, howTo: NO_RATE }
export const READ_RATE: PaceRange = { ...WRITE_RATE, steps: READ_RATES }
export const PASS_RATE: PaceRange = {
  steps: PASSES,
  least: 0,
  most: MAX_PASSES_PER_SECOND,
  textOf: (passes) => `${passes}/s`,
  howTo: `The reader makes 0 to ${MAX_PASSES_PER_SECOND} passes per second.`,
}

/** The step nearest to a value by factor: the value itself may come from a link or the console. */
export function nearestStep(steps: readonly number[], value: number): number {
  const at = steps.findIndex((step) => step >= value)
  if (at < 0) return steps.length - 1
  const [below, above] = [steps[at - 1], steps[at]]
  if (at === 0 || below === undefined || above === undefined || above === value) return at
  if (above === Infinity) return at - 1
  return value - below < above - value ? at - 1 : at
}
