import type { BenchCase, ThreadsCase } from '../ring/testing/bench-case.ts'

export type AnyCase = BenchCase | ThreadsCase

/** What is measured together, round by round, so that its figures can be compared. */
export interface BenchGroup {
  readonly title: string
  /** the case whose time in the same host is 1 */
  readonly base: string
  readonly cases: readonly AnyCase[]
  readonly aims: readonly Aim[]
}

/** How often the time of one case may, or must, hold that of another. */
export interface Aim {
  readonly text: string
  readonly of: string
  readonly to: string
  /** where the other is measured; the same host if nothing is said */
  readonly toHost?: string
  readonly bound: { readonly atMost: number } | { readonly atLeast: number }
}

const WITHOUT_PROBES = ', no probes'

export function withoutProbes(name: string): string {
  return name + WITHOUT_PROBES
}

/** Which bundle a case runs from: the sources as they are, or with every call of a probe taken out. */
export function bundleOf(name: string): BundleName {
  return name.endsWith(WITHOUT_PROBES) ? 'stripped' : 'shipped'
}

export type BundleName = 'shipped' | 'stripped'
