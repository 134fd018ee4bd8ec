import type { Command } from '../commands/command.ts'
import { reveal } from '../shell/shell-store.ts'
import { writeStored } from '../shell/stored.ts'
import type { View } from '../view.ts'

const KEY = 'start'
const CLOSED = 'closed'

/** @param stored what this browser remembers under the key */
export function isStartShown(stored: string | null): boolean {
  return stored !== CLOSED
}
export const START_KEY = KEY

export function closeStart({ shell }: View): void {
  writeStored(KEY, CLOSED)
  shell.setState({ start: false })
}

export const START_COMMANDS: readonly Command[] = [
  {
    id: 'start-here',
    title: 'Where to start',
    group: 'Help',
    run: ({ shell }) => {
      writeStored(KEY, '')
      shell.setState({ start: true })
      reveal(shell, 'Rings')
    },
  },
]
