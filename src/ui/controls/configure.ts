import type { MachineConfig } from '../../machine/machine-config.ts'
import { formatCount } from '../numbers.ts'
import type { View } from '../view.ts'
import { patchBetween } from './config-history.ts'

/**
 * Rings of another size are made in place, under the same run and the same counts. What only a new machine can change brings one that is stopped;
 * who changes a setting of a running one wants to see it run. Where nothing differs, nothing is done: the machine goes on. Of a machine that is
 * stepped every change makes a new one: a recording is of one configuration.
 */
export function configureAndGoOn(view: View, patch: Partial<MachineConfig>): Promise<void> {
  return view.history.inTurn(() => change(view, patch))
}

/** The same, to a whole configuration that is asked for when its turn has come. @param wanted undefined: none */
export function goTo(view: View, wanted: () => MachineConfig | undefined): Promise<void> {
  return view.history.inTurn(async () => {
    const config = wanted()
    if (config) await change(view, patchBetween(view.session.store.getState().config, config))
  })
}

async function change({ session }: View, patch: Partial<MachineConfig>): Promise<void> {
  const { running, config } = session.store.getState()
  const changed = Object.keys(patchBetween(config, { ...config, ...patch }))
  if (changed.length === 0) return
  const stepped = session.stepping.run
  if (stepped) return changeStepped(session, patch, stepped.recording.length)
  if (patch.pagesPerCpu !== undefined && changed.length === 1) return session.resize(patch.pagesPerCpu)
  await session.configure(patch)
  if (running && !session.store.getState().running) await session.start()
}

/** Who has stepped by hand is told where that has gone, and can have it back. */
async function changeStepped(session: View['session'], patch: Partial<MachineConfig>, ops: number): Promise<void> {
  const steps = ops > 0 ? await session.saveRecording() : undefined
  await session.configure(patch)
  if (patch.mode === 'live') await session.start()
  if (!steps) return
  const count = `${formatCount(ops)} op${ops === 1 ? '' : 's'}`
  session.warn(`A change makes a new machine: the ${count} stepped on the one before went with it.`, steps)
}
