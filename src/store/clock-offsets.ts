import type { MachineConfig } from '../machine/machine-config.ts'

const NONE: readonly number[] = []

/** By how many ns the clock of each CPU is off on purpose; what is missing is 0. The counter clock has no time to be off by. */
export function offsetsInForce(config: Pick<MachineConfig, 'clock' | 'clockOffsetsNs'>): readonly number[] {
  return config.clock === 'counter' ? NONE : (config.clockOffsetsNs ?? NONE)
}

/** @returns the offsets with one of them changed; zeros at the end are left out */
export function withOffset(offsets: readonly number[], cpu: number, ns: number): number[] {
  const changed = Array.from({ length: Math.max(offsets.length, cpu + 1) }, (_, at) => offsets[at] ?? 0)
  changed[cpu] = ns
  return changed.slice(0, changed.findLastIndex((offset) => offset !== 0) + 1)
}
