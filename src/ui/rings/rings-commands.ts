import type { Command } from '../commands/command.ts'
import { toggleFocus } from './rings-store.ts'

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
  {
    id: 'rings-focus',
    title: 'Give one CPU all the room, or share it again',
    group: 'Rings',
    keys: [{ key: 'f' }],
    where: 'rings',
    run: ({ rings }) => toggleFocus(rings, rings.getState().focus ?? rings.getState().cpu),
  },
  {
    id: 'rings-circle',
    title: 'That CPU as a circle, or as a strip',
    group: 'Rings',
    keys: [{ key: 'c' }],
    where: 'rings',
    run: ({ rings }) => rings.setState(({ shape }) => ({ shape: shape === 'strip' ? 'circle' : 'strip' })),
    enabled: ({ rings }) => rings.getState().focus !== undefined,
  },
  {
    id: 'rings-all',
    title: 'All CPUs share the room',
    group: 'Rings',
    keys: [{ key: 'Escape' }],
    where: 'rings',
    run: ({ rings }) => rings.setState({ focus: undefined }),
    enabled: ({ rings }) => rings.getState().focus !== undefined,
  },
]
