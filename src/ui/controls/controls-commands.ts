import type { Command } from '../commands/command.ts'
import type { View } from '../view.ts'
import { goTo } from './configure.ts'
import { configOf, PRESETS } from './presets.ts'
import type { Preset } from './presets.ts'

/** What cannot be had is shown by the session. */
export function applyPreset(view: View, preset: Preset): Promise<void> {
  return goTo(view, () => configOf(preset)).catch(() => {})
}

export function undoChange(view: View): Promise<void> {
  return goTo(view, () => view.history.getState().changes.at(-1)?.from).catch(() => {})
}

export function redoChange(view: View): Promise<void> {
  return goTo(view, () => view.history.getState().undone.at(-1)?.to).catch(() => {})
}

export function disarm({ session }: View): Promise<void> {
  return session.recorder.set(undefined).catch((error: unknown) => session.report(error))
}

/** The same trigger once more. */
export function armAgain({ session }: View): Promise<void> {
  return session.recorder.armAgain().catch((error: unknown) => session.report(error))
}

export const CONTROLS_COMMANDS: readonly Command[] = [
  {
    id: 'undo-change',
    title: 'Undo the last change of the configuration',
    group: 'Machine',
    keys: [{ key: 'z', ctrl: true }],
    where: 'page',
    run: undoChange,
    enabled: ({ history }) => history.getState().changes.length > 0,
  },
  {
    id: 'redo-change',
    title: 'Redo the change that was undone',
    group: 'Machine',
    keys: [
      { key: 'z', ctrl: true, shift: true },
      { key: 'y', ctrl: true },
    ],
    where: 'page',
    run: redoChange,
    enabled: ({ history }) => history.getState().undone.length > 0,
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
    run: armAgain,
    enabled: ({ session }) => session.store.getState().triggered !== undefined,
  },
  {
    id: 'disarm',
    title: 'Disarm the trigger',
    group: 'Machine',
    run: disarm,
    enabled: ({ session }) => session.store.getState().trigger !== undefined,
  },
]
