/**
 * What the reader has consumed, for the list and the timeline: the newest rows, bounded. Losses, laps of a looping trace, and events that
 * were read but not listed are rows of their own, so nothing goes missing in silence.
 */
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
}

/** Rows kept; at some 200 bytes a row this is about 10 MB. */
const KEPT = 50_000
/** Dropping the oldest rows a tenth at a time keeps appending cheap. */
const SLACK = KEPT / 10

export class EventLog {
  private rows: LogRow[] = []
  /** rows ever appended: the number of the row after the last one kept */
  private appended = 0
  private changes = 0
  private readonly listeners = new Set<() => void>()

  /** rows that can be asked for now */
  get length(): number {
    return this.rows.length
  }
  /** number of the oldest row kept, counted since the machine's boot */
  get first(): number {
    return this.appended - this.rows.length
  }
  /** changes with every append and clear; for useSyncExternalStore */
  get version(): number {
    return this.changes
  }

  row(index: number): LogRow | undefined {
    return this.rows[index]
  }

  append(rows: readonly LogRow[]): void {
    if (rows.length === 0) return
    for (const row of rows) this.rows.push(row)
    this.appended += rows.length
    if (this.rows.length > KEPT + SLACK) this.rows = this.rows.slice(-KEPT)
    this.notify()
  }

  clear(): void {
    this.rows = []
    this.appended = 0
    this.notify()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private notify(): void {
    this.changes++
    for (const listener of this.listeners) listener()
  }
}
