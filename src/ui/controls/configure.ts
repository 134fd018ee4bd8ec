import type { MachineConfig } from '../../machine/machine-config.ts'
import type { View } from '../view.ts'

/** A new machine comes up stopped; who changes a setting of a running one wants to see it run. */
export async function configureAndGoOn({ session }: View, patch: Partial<MachineConfig>): Promise<void> {
  const { running } = session.store.getState()
  await session.configure(patch)
  if (running && !session.store.getState().running) await session.start()
}
