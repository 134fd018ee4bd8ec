import type { Command } from '../commands/command.ts'
import type { View } from '../view.ts'

/** A part is shown, then its prediction is seen, then the next part: what a remote control's two keys can do. */
async function onward({ session }: View): Promise<void> {
  const player = session.store.getState().lesson
  if (!player) return
  const { part, told } = player.state.getState()
  if (player.lesson.parts[part]?.predict && !told?.answer) return player.see()
  await player.next()
}

async function backward({ session }: View): Promise<void> {
  await session.store.getState().lesson?.back()
}

const isPresenting = ({ shell }: View): boolean => shell.getState().presenting !== 'off'

/** They go before all others: while one presents, these keys act wherever the focus is. */
export const PRESENT_COMMANDS: readonly Command[] = [
  {
    id: 'present',
    title: 'Present the lesson',
    group: 'Lessons',
    run: ({ shell }) => shell.setState({ presenting: 'on' }),
    enabled: (view) => view.session.store.getState().lesson !== undefined && !isPresenting(view),
  },
  {
    id: 'present-next',
    title: 'Presenting: the answer, or the next part',
    group: 'Lessons',
    keys: [{ key: 'PageDown' }],
    where: 'presenting',
    run: onward,
    enabled: isPresenting,
  },
  {
    id: 'present-back',
    title: 'Presenting: the part before',
    group: 'Lessons',
    keys: [{ key: 'PageUp' }],
    where: 'presenting',
    run: backward,
    enabled: isPresenting,
  },
  {
    id: 'present-blank',
    title: 'Presenting: blank the screen; any key brings it back',
    group: 'Lessons',
    keys: [{ key: 'b' }],
    where: 'presenting',
    run: ({ shell }) => shell.setState({ presenting: 'blank' }),
    enabled: isPresenting,
  },
  {
    id: 'present-leave',
    title: 'Presenting: leave',
    group: 'Lessons',
    keys: [{ key: 'Escape' }],
    where: 'presenting',
    run: ({ shell }) => shell.setState({ presenting: 'off' }),
    enabled: isPresenting,
  },
]
