import { COURSE } from '../../lessons/course.ts'
import type { LessonStart } from '../../store/open-lesson.ts'
import type { Command } from '../commands/command.ts'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'

/** What is refused is shown by the session. */
export function openLesson(view: View, lesson: string | Blob, start?: LessonStart): void {
  view.session.openLesson(lesson, start).catch(() => {})
}

/** What is refused on the way is shown. */
export function tell({ session }: View, done: Promise<void>): void {
  done.catch(session.report)
}

/** The machine stays as it is. */
export function closeLesson({ session, shell }: View): void {
  session.store.getState().lesson?.close()
  session.store.setState({ lesson: undefined })
  if (shell.getState().tab === 'Lesson') reveal(shell, 'Rings')
}

const isOpen = ({ session }: View): boolean => session.store.getState().lesson !== undefined
/** and not left for the playground */
const isPlayed = ({ session }: View): boolean => session.store.getState().lesson?.state.getState().away === false

export const UNDO: Command = {
  id: 'challenge-undo',
  title: 'Challenge: take back the last op',
  group: 'Lessons',
  keys: [{ key: 'Backspace' }],
  where: 'lesson',
  run: ({ session }) => session.store.getState().lesson?.undo(),
  enabled: (view) => {
    const player = view.session.store.getState().lesson
    const state = player?.state.getState()
    return state?.challenge !== undefined && !state.busy && player?.canUndo === true
  },
}

export const LESSON_COMMANDS: readonly Command[] = [
  {
    id: 'course',
    title: 'All lessons and challenges',
    group: 'Lessons',
    run: ({ shell }) => shell.setState({ dialog: 'course' }),
  },
  ...COURSE.map(({ id, title }, at): Command => ({
    id: `lesson-${id}`,
    title: `Lesson ${at + 1}: ${title}`,
    group: 'Lessons',
    run: (view) => openLesson(view, id),
  })),
  {
    id: 'lesson-next',
    title: 'Next part of the lesson',
    group: 'Lessons',
    keys: [{ key: 'PageDown' }],
    where: 'lesson',
    run: ({ session }) => session.store.getState().lesson?.next(),
    enabled: isPlayed,
  },
  {
    id: 'lesson-back',
    title: 'The part before',
    group: 'Lessons',
    keys: [{ key: 'PageUp' }],
    where: 'lesson',
    run: ({ session }) => session.store.getState().lesson?.back(),
    enabled: isPlayed,
  },
  UNDO,
  { id: 'lesson-close', title: 'Close the lesson', group: 'Lessons', run: closeLesson, enabled: isOpen },
]
