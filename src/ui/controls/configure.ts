import type { MachineConfig } from '../../machine/machine-config.ts'
import type { View } from '../view.ts'

/**
 * Rings of another size are made in place, under the same run and the same counts. What only a new machine can change brings one that is stopped;
 * who changes a setting of a running one wants to see it run.
 */
export async function configureAndGoOn({ session }: View, patch: Partial<MachineConfig>): Promise<void> {
  const { pagesPerCpu, ...others } = patch
  if (pagesPerCpu !== undefined && Object.keys(others).length === 0) return session.resize(pagesPerCpu)
  const { running } = session.store.getState()
  await session.configure(patch)
  if (running && !session.store.getState().running) await session.start()
}
