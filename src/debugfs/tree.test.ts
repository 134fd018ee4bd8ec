/** Names and paths of the tree, and the files that need no ring. */
import { expect, test } from 'vitest'
import { EventTypes } from '../events/event-types.ts'
import { debugfsTree, findNode, listing } from './tree.ts'
import type { DebugfsNode } from './tree.ts'

const types = new EventTypes([
  { id: 9, name: 'wakeup', fields: ['field:u32 pid; offset:0; size:4; signed:0;'] },
  { id: 1000, name: 'lock/contended', fields: [] },
])
const root = debugfsTree([{ name: 'ringside', cpus: 3 }], types.list())

function list(path: string): string[] | undefined {
  const node = findNode(root, path)
  return node?.kind === 'directory' ? listing(node).split('\n').slice(0, -1) : undefined
}

test('a directory lists its names, a line each', () => {
  expect(list('')).toEqual(['buffers', 'events'])
  expect(list('buffers')).toEqual(['ringside'])
  expect(list('buffers/ringside')).toEqual(['text', 'stats', 'binary0', 'binary1', 'binary2'])
  expect(list('events/wakeup')).toEqual(['id', 'format'])
})

test('slashes at the ends do not count, and one in the name of an event is written as !', () => {
  expect(list('/buffers/')).toEqual(['ringside'])
  expect(list('events')).toEqual(['lock!contended', 'wakeup'])
  expect(findNode(root, 'events/lock!contended/id')).toMatchObject({ of: { what: 'id', type: { id: 1000 } } })
})

test('a file says what is to be read for it', () => {
  const buffer = 'ringside'
  expect(findNode(root, 'buffers/ringside/text')).toEqual({ kind: 'text', name: 'text', of: { what: 'text', buffer } })
  expect(findNode(root, 'buffers/ringside/binary2')).toMatchObject({ kind: 'binary', of: { buffer, cpu: 2 } })
})

test.each(['x', 'buffers/other', 'buffers/ringside/binary3', 'buffers/ringside/text/x', 'events/wakeup/enable', '..'])(
  'there is no %s',
  (path) => expect<DebugfsNode | undefined>(findNode(root, path)).toBeUndefined(),
)
