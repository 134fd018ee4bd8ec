/** How many rows of a log are events of each CPU and of each type. Full blocks are counted once. */
import type { EventLog } from '../../store/event-log.ts'
import { RowKind } from '../../store/log-block.ts'
import type { LogBlock } from '../../store/log-block.ts'

export interface RowCounts {
  readonly byCpu: Map<number, number>
  /** by the type's id */
  readonly byType: Map<number, number>
}

const counted = new WeakMap<LogBlock, RowCounts>()

export function countRows(logs: readonly EventLog[]): RowCounts {
  const sum: RowCounts = { byCpu: new Map(), byType: new Map() }
  for (const log of logs) {
    for (let index = 0; ; index++) {
      const block = log.block(index)
      if (!block) break
      const counts = countsOf(block)
      addTo(sum.byCpu, counts.byCpu)
      addTo(sum.byType, counts.byType)
    }
  }
  return sum
}

function countsOf(block: LogBlock): RowCounts {
  const known = counted.get(block)
  if (known) return known
  const counts: RowCounts = { byCpu: new Map(), byType: new Map() }
  for (let at = 0; at < block.length; at++) {
    if (block.kind[at] !== RowKind.event) continue
    addOne(counts.byCpu, block.cpu[at] as number)
    addOne(counts.byType, block.value[at] as number)
  }
  if (block.isFull) counted.set(block, counts)
  return counts
}

function addOne(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function addTo(sum: Map<number, number>, counts: ReadonlyMap<number, number>): void {
  for (const [key, count] of counts) sum.set(key, (sum.get(key) ?? 0) + count)
}
