import type { Command } from '../commands/command.ts'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'

/** Few enough to be seen one by one in the list of what was delivered. */
export const SOME = 10

const isStopped = ({ session }: View): boolean => !session.store.getState().running

/** While the machine runs its own reader takes the events. */
export const MERGE_COMMANDS: readonly Command[] = [
  {
    id: 'merge-take-one',
    title: 'Merge: take the next event',
    group: 'Machine',
    keys: [{ key: 'n' }],
    where: 'merge',
    run: ({ merge }) => merge.take(1),
    enabled: isStopped,
  },
  {
    id: 'merge-take-some',
    title: `Merge: take the next ${SOME} events`,
    group: 'Machine',
    keys: [{ key: 'n', shift: true }],
    where: 'merge',
    run: ({ merge }) => merge.take(SOME),
    enabled: isStopped,
  },
  {
    id: 'merge-play',
    title: 'Merge: play or stop',
    group: 'Machine',
    keys: [{ key: 'p' }],
    where: 'merge',
    run: ({ merge, shell }) => {
      if (merge.store.getState().playing) return merge.stop()
      reveal(shell, 'Merge')
      merge.play()
    },
    enabled: isStopped,
  },
]
