import type { Command } from '../commands/command.ts'
import { openGlossary } from '../glossary/open-glossary.ts'
import type { View } from '../view.ts'
import { openDebate } from './open-debate.ts'

/** A refusal is shown by the session. */
export async function leaveSituation({ shell }: View): Promise<void> {
  const { situation } = shell.getState()
  shell.setState({ situation: undefined })
  await situation?.goBack?.()
}

export const DEBATE_COMMANDS: readonly Command[] = [
  {
    id: 'debate',
    title: 'The debate of 2008',
    group: 'Help',
    keys: [{ key: 'd', shift: true }],
    where: 'pictures',
    run: (view) => openDebate(view),
  },
  {
    id: 'debate-point',
    title: 'Another point of the debate',
    group: 'Help',
    keys: [{ key: 'ArrowUp' }, { key: 'ArrowDown' }],
    where: 'dialog',
  },
  {
    id: 'leave-situation',
    title: 'Back to what was there before the debate’s situation',
    group: 'Machine',
    run: leaveSituation,
    enabled: ({ shell }) => shell.getState().situation?.goBack !== undefined,
  },
  {
    id: 'glossary',
    title: 'Glossary',
    group: 'Help',
    keys: [{ key: 'g' }],
    where: 'pictures',
    run: (view) => openGlossary(view),
  },
]
