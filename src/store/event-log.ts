/**
 * What the reader has consumed, for the list and the timeline: the newest rows, bounded. Losses, laps of a looping trace, and events that
 * were read but not listed are rows of their own, so nothing goes missing in silence.
 */
import { BLOCK_ROWS, LogBlock } from './log-block.ts'
import type { EventPlace } from '../reader/event-batch.ts'

export type LogRow =
  | LoggedEvent
  | { kind: 'lost'; cpu: number; count: number; ts: number }
  | { kind: 'unlisted'; count: number; ts: number }
  | { kind: 'lap'; lap: number; ts: number }

export interface LoggedEvent {
  kind: 'event'
  cpu: number
  ts: number
  type: number
  body: Uint8Array
  task: string
  late: boolean
  /** it happened before an event that was read earlier, by the stamps without the offsets put on purpose on the clocks */
  inverted: boolean
  /** the CPU whose event with the same stamp was read just before */
  tieWith: number | undefined
  /** where it lay in the rings when it was read */
  place: EventPlace
}

/** Blocks kept: a million rows, at some 60 bytes and a body each. */
const KEPT_BLOCKS = 256
export const KEPT_ROWS = KEPT_BLOCKS * BLOCK_ROWS

export class EventLog {
  /** all full but the last; the oldest goes when there are too many */
  private blocks: LogBlock[] = []
  /** rows that went with their blocks */
  private dropped = 0
  private changes = 0
  private clears = 0
  private readonly listeners = new Set<() => void>()

  /** rows that can be asked for now */
  get length(): number {
    const last = this.blocks.at(-1)
    return last ? (this.blocks.length - 1) * BLOCK_ROWS + last.length : 0
  }
  /** number of the oldest row kept, counted since the machine's boot */
  get first(): number {
    return this.dropped
  }
  /** changes with every append and clear; for useSyncExternalStore */
  get version(): number {
    return this.changes
  }

  /** changes when all rows have gone: with a new machine, and when one goes back in a recording */
  get generation(): number {
    return this.clears
  }

  /** @param index from 0, the oldest row kept */
  row(index: number): LogRow | undefined {
    return this.blocks[Math.floor(index / BLOCK_ROWS)]?.row(index % BLOCK_ROWS)
  }

  /** The columns of a stretch of rows, for who looks at very many of them; the last block still grows. */
  block(index: number): LogBlock | undefined {
    return this.blocks[index]
  }

  append(rows: readonly LogRow[]): void {
    if (rows.length === 0) return
    for (const row of rows) this.roomy().append(row)
    while (this.blocks.length > KEPT_BLOCKS) {
      this.blocks.shift()
      this.dropped += BLOCK_ROWS
    }
    this.notify()
  }

  clear(): void {
    this.blocks = []
    this.dropped = 0
    this.clears++
    this.notify()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private roomy(): LogBlock {
    const last = this.blocks.at(-1)
    if (last && !last.isFull) return last
    const block = new LogBlock()
    this.blocks.push(block)
    return block
  }

  private notify(): void {
    this.changes++
    for (const listener of this.listeners) listener()
  }
}
