import type { Command } from '../commands/command.ts'
import type { View } from '../view.ts'
import { chooseTheme } from '../use-theme.ts'
import type { Theme } from '../../store/ringside-store.ts'
import { PANELS, reveal } from './shell-store.ts'

const THEMES: readonly Theme[] = ['system', 'dark', 'light']

export const TOGGLE_RUN: Command = {
  id: 'toggle-run',
  title: 'Run or pause',
  group: 'Machine',
  keys: [{ key: ' ' }],
  where: 'pictures',
  run: toggleRun,
  enabled: ({ session }) => session.stepping.run === undefined || session.store.getState().capabilities.stepping,
}

async function toggleRun({ session }: View): Promise<void> {
  if (session.store.getState().running) return session.stop()
  session.stepping.requireSomeone()
  await session.start()
}

/** What belongs to no panel: the machine, the theme, dialogs, and which panel is shown. */
export const SHELL_COMMANDS: readonly Command[] = [
  TOGGLE_RUN,
  { id: 'snapshot', title: 'Snapshot', group: 'Machine', run: ({ session }) => session.snapshot() },
  { id: 'reset', title: 'Reset', group: 'Machine', run: ({ session }) => session.reset() },
  { id: 'disable', title: 'Disable recording', group: 'Machine', run: ({ session }) => session.disable() },
  {
    id: 'enable',
    title: 'Enable recording',
    group: 'Machine',
    run: ({ session }) => session.enable(),
    enabled: ({ session }) => (session.store.getState().readout?.recordDisabled ?? 0) > 0,
  },
  { id: 'restart', title: 'Restart the machine', group: 'Machine', run: ({ session }) => session.configure({}) },
  ...THEMES.map((theme): Command => ({
    id: `theme-${theme}`,
    title: `Theme: ${theme}`,
    group: 'View',
    run: ({ session }) => chooseTheme(session.store, theme),
  })),
  ...PANELS.map((panel): Command => ({
    id: `show-${panel.toLowerCase()}`,
    title: `Show ${panel}`,
    group: 'View',
    run: ({ shell }) => reveal(shell, panel),
  })),
  { id: 'share', title: 'Share', group: 'View', run: ({ shell }) => shell.setState({ dialog: 'share' }) },
  {
    id: 'palette',
    title: 'All commands',
    group: 'Help',
    keys: [{ key: 'k', ctrl: true }],
    where: 'page',
    run: ({ shell }) => shell.setState({ dialog: 'palette' }),
  },
  {
    id: 'keys',
    title: 'Keyboard shortcuts',
    group: 'Help',
    keys: [{ key: '?' }],
    where: 'page',
    run: ({ shell }) => shell.setState({ dialog: 'keys' }),
  },
  { id: 'close', title: 'Close', group: 'Help', keys: [{ key: 'Escape' }], where: 'dialog' },
]
