import type { Command } from '../commands/command.ts'

export const RINGS_COMMANDS: readonly Command[] = [
  {
    id: 'rings-move',
    title: 'Move over pages and CPUs',
    group: 'Rings',
    keys: [{ key: 'ArrowLeft' }, { key: 'ArrowRight' }, { key: 'ArrowUp' }, { key: 'ArrowDown' }],
    where: 'rings',
  },
  {
    id: 'rings-ends',
    title: 'First and last page',
    group: 'Rings',
    keys: [{ key: 'Home' }, { key: 'End' }],
    where: 'rings',
  },
  { id: 'rings-open', title: 'Open the page’s bytes', group: 'Rings', keys: [{ key: 'Enter' }], where: 'rings' },
]
