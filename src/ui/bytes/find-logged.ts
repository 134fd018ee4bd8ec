import type { EventLog, LoggedEvent } from '../../store/event-log.ts'
import { BLOCK_ROWS, RowKind } from '../../store/log-block.ts'
import type { LogBlock } from '../../store/log-block.ts'
import type { EventRef } from '../../store/selection.ts'

/**
 * The row of an event that was read, or undefined where none is listed. Stamps of one CPU never go back in the log: blocks are passed over by the
 * first stamp of that CPU in each, the newest first.
 */
export function findLogged(log: EventLog, event: EventRef): LoggedEvent | undefined {
  for (let number = Math.ceil(log.length / BLOCK_ROWS) - 1; number >= 0; number--) {
    const block = log.block(number)
    const first = block && firstOf(block, event.cpu)
    if (!block || first === undefined || first > event.ts) continue
    const found = findIn(block, event)
    // of one that is as old, others may stand in the block before
    if (found || first < event.ts) return found
  }
  return undefined
}

function firstOf({ length, kind, cpu, ts }: LogBlock, wanted: number): number | undefined {
  for (let at = 0; at < length; at++) if (kind[at] === RowKind.event && cpu[at] === wanted) return ts[at]
  return undefined
}

function findIn(block: LogBlock, event: EventRef): LoggedEvent | undefined {
  for (let at = 0; at < block.length; at++) {
    if (block.kind[at] !== RowKind.event || block.cpu[at] !== event.cpu || block.ts[at] !== event.ts) continue
    const row = block.row(at)
    if (row?.kind === 'event' && isAt(row.place, event)) return row
  }
  return undefined
}

function isAt({ ring, page, offset }: LoggedEvent['place'], event: EventRef): boolean {
  return ring === event.ring && page === event.page && offset === event.offset
}
