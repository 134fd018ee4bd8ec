/** What the contract names and this release does not do yet: said as `unsupported`, never half done. */
import type { MachineConfig } from '../machine/machine-config.ts'
import { RingsideError } from '../machine/ringside-error.ts'

/** @throws RingsideError unsupported */
export function requireSupported(config: MachineConfig): void {
  const refuse = (what: string): never => {
    throw new RingsideError('unsupported', `${what} is not in this release yet.`)
  }
  if (config.mode === 'step') refuse('Step mode')
}
