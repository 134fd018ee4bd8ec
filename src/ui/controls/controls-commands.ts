import type { Command } from '../commands/command.ts'
import type { View } from '../view.ts'
import { patchBetween } from './config-history.ts'
import { configureAndGoOn } from './configure.ts'
import { configOf, PRESETS } from './presets.ts'
import type { Preset } from './presets.ts'

/** Where nothing differs, nothing is done: the machine goes on. What cannot be had is shown by the session. */
export async function applyPreset(view: View, preset: Preset): Promise<void> {
  const patch = patchBetween(view.session.store.getState().config, configOf(preset))
  if (Object.keys(patch).length > 0) await configureAndGoOn(view, patch).catch(() => {})
}

export async function undoChange(view: View): Promise<void> {
  const change = view.history.getState().changes.at(-1)
  if (!change) return
  await configureAndGoOn(view, patchBetween(view.session.store.getState().config, change.from)).catch(() => {})
}

export const CONTROLS_COMMANDS: readonly Command[] = [
  {
    id: 'undo-change',
    title: 'Undo the last change of the configuration',
    group: 'Machine',
    run: undoChange,
    enabled: ({ history }) => history.getState().changes.length > 0,
  },
  ...PRESETS.map((preset): Command => ({
    id: `preset-${preset.id}`,
    title: `Preset: ${preset.name}`,
    group: 'Machine',
    run: (view) => applyPreset(view, preset),
  })),
  {
    id: 'stop-on-overrun',
    title: 'Stop recording on the first overrun',
    group: 'Machine',
    run: ({ session }) => session.recorder.set({ on: 'overrun' }),
  },
  {
    id: 'arm-again',
    title: 'Arm the trigger again',
    group: 'Machine',
    run: ({ session }) => session.recorder.armAgain(),
    enabled: ({ session }) => session.store.getState().triggered !== undefined,
  },
  {
    id: 'disarm',
    title: 'Disarm the trigger',
    group: 'Machine',
    run: ({ session }) => session.recorder.set(undefined),
    enabled: ({ session }) => session.store.getState().trigger !== undefined,
  },
]
