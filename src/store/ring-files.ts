/** debugfs of a machine, and the export: the reader reads the rings in its turn, and the text is made here afterwards, in pieces. */
import { findNode, listing } from '../debugfs/tree.ts'
import type { DebugfsFile } from '../debugfs/tree.ts'
import { statsFile } from '../debugfs/ring-files.ts'
import { exportFile, textFile } from '../debugfs/text-file.ts'
import type { EventTypes } from '../events/event-types.ts'
import { formatFile } from '../events/format-file.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { RunningMachine } from '../machine/running-machine.ts'
import { readBatch } from '../reader/event-batch.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import type { UnreadEvents } from '../reader/messages.ts'
import { makeText } from './making.ts'
import type { Making } from './making.ts'
import { treeOf } from './ring-tree.ts'

export interface FileSource {
  readonly machine: RunningMachine
  readonly types: EventTypes
  /** the clock numbers events instead of telling the time */
  readonly counts: boolean
}

/** What is left to do once the rings have been read. */
export type MakeFile = (making: Making) => Promise<Blob>

/** @throws RingsideError bad-argument for a path that leads nowhere */
export async function openFile(source: FileSource, path: string): Promise<MakeFile> {
  const node = findNode(treeOf(source.machine, source.types), path)
  if (!node) throw new RingsideError('bad-argument', `There is no '${path}'; debugfs('') lists what there is.`)
  return node.kind === 'directory' ? wholeText(listing(node)) : contentOf(source, node)
}

/** All that is unread, as ftrace text. */
export async function openExport(source: FileSource): Promise<MakeFile> {
  return unreadText(source, await source.machine.unread(), exportFile)
}

async function contentOf(source: FileSource, { of }: DebugfsFile): Promise<MakeFile> {
  const { machine, counts } = source
  switch (of.what) {
    case 'text':
      return unreadText(source, await machine.unread(), textFile)
    case 'stats':
      return wholeText(statsFile(await machine.stats(), counts))
    case 'binary':
      return whole(new Blob([await machine.ringBytes(of.cpu)], { type: 'application/octet-stream' }))
    case 'id':
      return wholeText(`${of.type.id}\n`)
    case 'format':
      return wholeText(formatFile(of.type))
  }
}

function wholeText(text: string): MakeFile {
  return whole(new Blob([text], { type: 'text/plain' }))
}

function whole(blob: Blob): MakeFile {
  return () => Promise.resolve(blob)
}

function unreadText(
  { types, counts }: FileSource,
  { batches, counts: unread }: UnreadEvents,
  file: typeof textFile,
): MakeFile {
  return (making) => {
    let made = 0
    function* events(): Generator<BatchedEvent> {
      for (const batch of batches) {
        yield* readBatch(batch)
        made += 1 / batches.length
      }
    }
    return makeText(file(events(), unread, { types, counts }), making, () => made)
  }
}
