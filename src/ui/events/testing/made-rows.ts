/** Rows of a log, made for tests. */
import type { LoggedEvent, LogRow } from '../../../store/event-log.ts'

export function eventRow(patch: Partial<LoggedEvent> = {}): LoggedEvent {
  return {
    kind: 'event',
    cpu: 0,
    ts: 0,
    type: 1,
    body: new Uint8Array(12),
    task: 'bash-1977',
    late: false,
    inverted: false,
    tieWith: undefined,
    place: { ring: 0, page: 0, offset: 0 },
    ...patch,
  }
}

export function lostRow(cpu: number, count: number, ts = 0): LogRow {
  return { kind: 'lost', cpu, count, ts }
}
