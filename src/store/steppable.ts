import { ringBytes } from '../machine/machine-config.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { Capabilities } from './ringside-store.ts'

/** bytes of rings that are compared after every step */
export const MAX_STEPPED_BYTES = 64 * 2 ** 20

/** @throws RingsideError not-isolated, invalid-config: what cannot be stepped */
export function requireSteppable(config: MachineConfig, { stepping }: Capabilities): void {
  if (config.mode !== 'step') return
  if (!stepping)
    throw new RingsideError(
      'not-isolated',
      'Nobody can be parked in the middle of a write here: the page has no shared memory. Open it in a tab of its own, from a server that isolates it.',
    )
  if (ringBytes(config) > MAX_STEPPED_BYTES)
    throw new RingsideError(
      'invalid-config',
      'Rings of more than 64 MiB in all cannot be stepped: take fewer or smaller pages.',
    )
}
