/**
 * The tree below debugfs' `tracing/`, as the mail and the ftrace of its time name it. Names only: what a file holds is read when it is asked for.
 *
 *   buffers/<name>/text        the unread events, as reading by iterator gives them
 *                  stats       what is counted of every CPU
 *                  binary<cpu> the pages of that CPU's live ring, in the order of their indices
 *   events/<event>/id, format
 */
import type { EventType } from '../events/event-type.ts'

export type DebugfsNode = DebugfsDirectory | DebugfsFile

export interface DebugfsDirectory {
  readonly kind: 'directory'
  readonly name: string
  readonly entries: readonly DebugfsNode[]
}

export interface DebugfsFile {
  readonly kind: 'text' | 'binary'
  readonly name: string
  readonly of: FileContent
}

/** What is to be read for a file. */
export type FileContent =
  | { readonly what: 'text' | 'stats'; readonly buffer: string }
  | { readonly what: 'binary'; readonly buffer: string; readonly cpu: number }
  | { readonly what: 'id' | 'format'; readonly type: EventType }

/** @param types in the order in which they are to be listed */
export function debugfsTree(
  buffers: readonly { readonly name: string; readonly cpus: number }[],
  types: readonly EventType[],
): DebugfsDirectory {
  return directory('', [
    directory(
      'buffers',
      buffers.map(({ name, cpus }) => bufferDirectory(name, cpus)),
    ),
    directory('events', types.map(eventDirectory)),
  ])
}

/** @param path its names with slashes between them; slashes at the ends do not count, so '' and '/' are the root */
export function findNode(root: DebugfsDirectory, path: string): DebugfsNode | undefined {
  const names = path.split('/').filter((name) => name !== '')
  let node: DebugfsNode | undefined = root
  for (const name of names) {
    if (node?.kind !== 'directory') return undefined
    node = node.entries.find((entry) => entry.name === name)
  }
  return node
}

/** What a directory shows as a text: a name a line. */
export function listing({ entries }: DebugfsDirectory): string {
  return entries.map(({ name }) => `${name}\n`).join('')
}

function directory(name: string, entries: readonly DebugfsNode[]): DebugfsDirectory {
  return { kind: 'directory', name, entries }
}

function bufferDirectory(buffer: string, cpus: number): DebugfsDirectory {
  const binaries = Array.from({ length: cpus }, (_, cpu): DebugfsFile => {
    return { kind: 'binary', name: `binary${cpu}`, of: { what: 'binary', buffer, cpu } }
  })
  return directory(buffer, [
    { kind: 'text', name: 'text', of: { what: 'text', buffer } },
    { kind: 'text', name: 'stats', of: { what: 'stats', buffer } },
    ...binaries,
  ])
}

function eventDirectory(type: EventType): DebugfsDirectory {
  return directory(fileNameOf(type.name), [
    { kind: 'text', name: 'id', of: { what: 'id', type } },
    { kind: 'text', name: 'format', of: { what: 'format', type } },
  ])
}

/** An event's name may hold slashes, a file's may not: `!` stands for them, as in sysfs. */
function fileNameOf(eventName: string): string {
  return eventName.replaceAll('/', '!')
}
