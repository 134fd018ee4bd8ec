import type { Command, Key } from '../commands/command.ts'
import type { View } from '../view.ts'
import {
  centreOrFit,
  clearChosen,
  goToEnd,
  panBy,
  selectBetweenCursors,
  setCursor,
  setMark,
  stepEvent,
  stepGap,
  toggleFollow,
  zoomBy,
} from './timeline-actions.ts'
import { PAN_STEP, ZOOM_STEP } from './window-moves.ts'

/** The keys of Perfetto where it has any. */
function command(id: string, title: string, keys: readonly Key[], run: (view: View) => unknown): Command {
  return { id: `timeline-${id}`, title, group: 'Timeline', keys, where: 'timeline', run }
}

export const ZOOM_IN = command('zoom-in', 'Zoom in', [{ key: 'w' }], (view) => zoomBy(view, ZOOM_STEP))
export const ZOOM_OUT = command('zoom-out', 'Zoom out', [{ key: 's' }], (view) => zoomBy(view, 1 / ZOOM_STEP))
export const FIT = command('fit', 'Centre the selection, then fit all', [{ key: 'f' }], centreOrFit)
export const FOLLOW = command('follow', 'Follow newest', [{ key: 'n' }], toggleFollow)
export const PREVIOUS = command('previous', 'Previous event of the CPU', [{ key: ',' }], (view) =>
  stepEvent(view, -1, 'cpu'),
)
export const NEXT = command('next', 'Next event of the CPU', [{ key: '.' }], (view) => stepEvent(view, 1, 'cpu'))
export const PREVIOUS_LOSS = command('previous-loss', 'Previous loss', [{ key: 'l', shift: true }], (view) =>
  stepGap(view, -1),
)
export const NEXT_LOSS = command('next-loss', 'Next loss', [{ key: 'l' }], (view) => stepGap(view, 1))
export const CURSOR_A = command('cursor-a', 'Cursor A here', [{ key: '1' }], (view) => setCursor(view, 'cursorA'))
export const CURSOR_B = command('cursor-b', 'Cursor B here', [{ key: '2' }], (view) => setCursor(view, 'cursorB'))
export const MARK = command('mark', 'Mark here', [{ key: 'm' }], setMark)
export const CLEAR: Command = {
  ...command('clear', 'Clear area, cursors and loss', [{ key: 'Escape' }], clearChosen),
  enabled: ({ timeline }) => {
    const { area, gap, cursorA, cursorB } = timeline.store.getState()
    return [area, gap, cursorA, cursorB].some((chosen) => chosen !== undefined)
  },
}

export const TIMELINE_COMMANDS: readonly Command[] = [
  ZOOM_IN,
  ZOOM_OUT,
  command('earlier', 'Pan to earlier', [{ key: 'a' }], (view) => panBy(view, -PAN_STEP)),
  command('later', 'Pan to later', [{ key: 'd' }], (view) => panBy(view, PAN_STEP)),
  FIT,
  FOLLOW,
  command('oldest', 'Oldest event', [{ key: 'Home' }], (view) => goToEnd(view, 'oldest')),
  command('newest', 'Newest event', [{ key: 'End' }], (view) => goToEnd(view, 'newest')),
  PREVIOUS,
  NEXT,
  command('previous-of-all', 'Previous event of all CPUs', [{ key: '[' }, { key: '<' }], (view) =>
    stepEvent(view, -1, 'all'),
  ),
  command('next-of-all', 'Next event of all CPUs', [{ key: ']' }, { key: '>' }], (view) => stepEvent(view, 1, 'all')),
  PREVIOUS_LOSS,
  NEXT_LOSS,
  MARK,
  CURSOR_A,
  CURSOR_B,
  command('between', 'Select between A and B', [{ key: '3' }], selectBetweenCursors),
  CLEAR,
  {
    id: 'timeline-rows',
    title: 'Move over the rows of the table',
    group: 'Timeline',
    keys: [{ key: 'ArrowUp' }, { key: 'ArrowDown' }],
    where: 'timeline',
  },
  {
    id: 'timeline-row',
    title: 'Select the row’s event',
    group: 'Timeline',
    keys: [{ key: 'Enter' }],
    where: 'timeline',
  },
]
