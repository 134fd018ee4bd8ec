/** What is wrong, as the public contract says it, and beside which control it belongs. */
import { findConfigProblem } from '../machine/machine-config.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import { RingError } from '../ring/trace-buffer.ts'

/** @throws RingsideError invalid-config */
export function requirePossible(config: MachineConfig): void {
  const problem = findConfigProblem(config)
  if (problem) throw new RingsideError('invalid-config', problem.message)
}

/** Beside which control an error belongs: the one that was changed; of several the impossible one. The mode has no room beside it: undefined. */
export function settingOf(patch: Partial<MachineConfig>, config: MachineConfig): keyof MachineConfig | undefined {
  const changed = Object.keys(patch) as (keyof MachineConfig)[]
  const setting = changed.length === 1 ? changed[0] : findConfigProblem(config)?.setting
  return setting === 'mode' ? undefined : setting
}

export function toRingsideError(error: unknown): RingsideError {
  if (error instanceof RingsideError) return error
  if (error instanceof RingError) return new RingsideError(error.code, error.message)
  return new RingsideError('crashed', error instanceof Error ? error.message : String(error))
}
