import type { Command } from '../commands/command.ts'
import { reveal } from '../shell/shell-store.ts'
import { NO_FILTER } from './events-store.ts'
import { isFiltering } from './row-tests.ts'

const MOVES = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']

export const EVENTS_COMMANDS: readonly Command[] = [
  {
    id: 'events-search',
    title: 'Search the events',
    group: 'Events',
    keys: [{ key: '/' }],
    where: 'page',
    run: ({ shell, events }) => {
      reveal(shell, 'Events')
      events.callSearch()
    },
  },
  {
    id: 'events-next-match',
    title: 'Next match',
    group: 'Events',
    keys: [{ key: 'n' }],
    where: 'events',
    run: ({ events }) => events.stepMatch(1),
    enabled: ({ events }) => events.rows.matchCount > 0,
  },
  {
    id: 'events-previous-match',
    title: 'Previous match',
    group: 'Events',
    keys: [{ key: 'n', shift: true }],
    where: 'events',
    run: ({ events }) => events.stepMatch(-1),
    enabled: ({ events }) => events.rows.matchCount > 0,
  },
  {
    id: 'events-bytes',
    title: 'Show the bytes of the selected event',
    group: 'Events',
    keys: [{ key: 'Enter' }],
    where: 'events',
    run: ({ shell }) => reveal(shell, 'Bytes'),
    enabled: ({ session }) => session.store.getState().selection?.event !== undefined,
  },
  {
    id: 'events-follow',
    title: 'Follow the newest event',
    group: 'Events',
    run: ({ events }) => events.store.setState({ follow: true }),
  },
  {
    id: 'events-copy',
    title: 'Copy the selected events',
    group: 'Events',
    run: ({ events }) => events.out.copy(),
    enabled: ({ events }) => events.picks.range() !== undefined,
  },
  {
    id: 'events-save',
    title: 'Save the events that are shown, or those selected',
    group: 'Events',
    run: ({ events }) => events.out.save(),
    enabled: ({ events }) => events.rows.length > 0,
  },
  {
    id: 'events-clear-filters',
    title: 'Clear the filters of the events',
    group: 'Events',
    run: ({ events }) => events.store.setState(NO_FILTER),
    enabled: ({ events }) => isFiltering(events.store.getState()),
  },
  {
    id: 'events-select',
    title: 'Select another event',
    group: 'Events',
    keys: MOVES.map((key) => ({ key })),
    where: 'events',
  },
  {
    id: 'events-extend',
    title: 'Select more events',
    group: 'Events',
    keys: MOVES.map((key) => ({ key, shift: true })),
    where: 'events',
  },
  { id: 'events-all', title: 'Select all events', group: 'Events', keys: [{ key: 'a', ctrl: true }], where: 'events' },
  {
    id: 'events-copy-keys',
    title: 'Copy the selected lines',
    group: 'Events',
    keys: [{ key: 'c', ctrl: true }],
    where: 'events',
  },
]
