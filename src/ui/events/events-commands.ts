import type { Command } from '../commands/command.ts'

export const EVENTS_COMMANDS: readonly Command[] = [
  {
    id: 'events-scroll',
    title: 'Scroll the events',
    group: 'Events',
    keys: [{ key: 'PageUp' }, { key: 'PageDown' }, { key: 'Home' }, { key: 'End' }],
    where: 'events',
  },
]
