import type { Command } from '../commands/command.ts'

/** The ledger handles its keys itself: they are listed here. */
export const LEDGER_COMMANDS: readonly Command[] = [
  {
    id: 'ledger-terms',
    title: 'Ledger: next or previous number',
    group: 'View',
    keys: [{ key: 'ArrowRight' }, { key: 'ArrowLeft' }],
    where: 'ledger',
  },
]
