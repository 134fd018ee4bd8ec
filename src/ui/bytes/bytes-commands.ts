import type { Command } from '../commands/command.ts'
import { reveal } from '../shell/shell-store.ts'
import type { View } from '../view.ts'
import { copyFields, copyItem, copyPage, downloadPage } from './page-copies.ts'

const isShown = ({ bytes }: View): boolean => bytes.store.getState().shown !== undefined

function follow(view: View, end: 'head' | 'tail'): void {
  reveal(view.shell, 'Bytes')
  view.bytes.followEnd(end)
}

export const BYTES_COMMANDS: readonly Command[] = [
  {
    id: 'bytes-follow-head',
    title: 'Follow the head of the ring',
    group: 'Bytes',
    run: (view) => follow(view, 'head'),
  },
  {
    id: 'bytes-follow-tail',
    title: 'Follow the tail of the ring',
    group: 'Bytes',
    run: (view) => follow(view, 'tail'),
  },
  {
    id: 'bytes-hold',
    title: 'Hold the page as it is, or let it go',
    group: 'Bytes',
    keys: [{ key: 'h' }],
    where: 'bytes',
    run: ({ bytes }) => bytes.hold(),
    enabled: isShown,
  },
  {
    id: 'bytes-ascii',
    title: 'ASCII beside the hex',
    group: 'Bytes',
    run: ({ bytes }) => bytes.store.setState({ ascii: true }),
  },
  {
    id: 'bytes-no-ascii',
    title: 'Hex without ASCII',
    group: 'Bytes',
    run: ({ bytes }) => bytes.store.setState({ ascii: false }),
  },
  {
    id: 'bytes-previous-page',
    title: 'Previous page',
    group: 'Bytes',
    keys: [{ key: '[' }],
    where: 'bytes',
    run: ({ bytes }) => bytes.stepPage(-1),
    enabled: isShown,
  },
  {
    id: 'bytes-next-page',
    title: 'Next page',
    group: 'Bytes',
    keys: [{ key: ']' }],
    where: 'bytes',
    run: ({ bytes }) => bytes.stepPage(1),
    enabled: isShown,
  },
  {
    id: 'bytes-previous-item',
    title: 'Previous event, padding or free bytes',
    group: 'Bytes',
    keys: [{ key: ',' }],
    where: 'bytes',
    run: ({ bytes }) => bytes.stepItem(-1),
    enabled: isShown,
  },
  {
    id: 'bytes-next-item',
    title: 'Next event, padding or free bytes',
    group: 'Bytes',
    keys: [{ key: '.' }],
    where: 'bytes',
    run: ({ bytes }) => bytes.stepItem(1),
    enabled: isShown,
  },
  {
    id: 'bytes-copy-page',
    title: 'Copy the page as hex',
    group: 'Bytes',
    run: ({ bytes }) => copyPage(bytes),
    enabled: isShown,
  },
  {
    id: 'bytes-copy-item',
    title: 'Copy the chosen bytes as hex',
    group: 'Bytes',
    run: ({ bytes }) => copyItem(bytes),
    enabled: isShown,
  },
  {
    id: 'bytes-copy-fields',
    title: 'Copy the fields',
    group: 'Bytes',
    run: ({ bytes }) => copyFields(bytes),
    enabled: isShown,
  },
  {
    id: 'bytes-download',
    title: 'Download the page',
    group: 'Bytes',
    run: ({ bytes }) => downloadPage(bytes),
    enabled: isShown,
  },
  {
    id: 'bytes-move',
    title: 'Move by byte and by row',
    group: 'Bytes',
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'].map((key) => ({
      key,
    })),
    where: 'bytes',
  },
  {
    id: 'bytes-move-field',
    title: 'Move by field',
    group: 'Bytes',
    keys: [
      { key: 'ArrowLeft', shift: true },
      { key: 'ArrowRight', shift: true },
    ],
    where: 'bytes',
  },
  {
    id: 'bytes-move-item',
    title: 'Move by event',
    group: 'Bytes',
    keys: [
      { key: 'ArrowUp', shift: true },
      { key: 'ArrowDown', shift: true },
    ],
    where: 'bytes',
  },
  {
    id: 'bytes-ends',
    title: 'First and last byte of the page',
    group: 'Bytes',
    keys: [
      { key: 'Home', ctrl: true },
      { key: 'End', ctrl: true },
    ],
    where: 'bytes',
  },
  {
    id: 'bytes-enter',
    title: 'From a byte to its field, and back',
    group: 'Bytes',
    keys: [{ key: 'Enter' }],
    where: 'bytes',
  },
]
