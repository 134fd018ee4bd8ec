/** Rows as text: in pieces for the list, in one line for the search, and as `trace` prints them for who takes them along. */
import type { EventTypes } from '../../events/event-types.ts'
import type { LoggedEvent, LogRow } from '../../store/event-log.ts'
import { formatFtraceLine, formatLossLine, inOneLine } from '../../trace-files/format-ftrace.ts'
import { UNPRINTED_NAMES } from '../../trace-files/ftrace-line.ts'
import { formatStamp } from '../../trace-files/ftrace-stamp.ts'

/** The columns of a line; one blank stands between them. */
export interface LinePieces {
  readonly task: string
  readonly cpu: string
  readonly stamp: string
  /** with its colon; '' where ftrace prints none */
  readonly name: string
  readonly text: string
}

/** what ftrace calls events that print no name: the text of an unregistered type says its number itself */
const UNNAMED = 'unnamed'
const TASK = /^(.*)-(\d+)$/s

export class RowPrinter {
  constructor(
    private readonly types: EventTypes,
    /** the clock numbers events instead of telling the time */
    private readonly counts: boolean,
  ) {}

  pieces(event: LoggedEvent): LinePieces {
    const name = this.nameOf(event)
    return {
      task: event.task,
      cpu: `[${String(event.cpu).padStart(3, '0')}]`,
      stamp: `${formatStamp(event.ts, this.counts ? 'count' : 'us', 0).trim()}:`,
      name: UNPRINTED_NAMES.has(name) ? '' : `${name}:`,
      text: inOneLine(this.textOf(event)),
    }
  }

  /** What is searched: the pieces with single blanks between them, or the words of a row that is no event. */
  line(row: LogRow): string {
    return row.kind === 'event' ? joined(this.pieces(row)) : wordsOf(row)
  }

  /** The line that `trace` prints, without line end; what it has no line for is a comment. */
  traceLine(row: LogRow): string {
    if (row.kind === 'lost') return formatLossLine(row.cpu, row.count, 'kernel')
    if (row.kind !== 'event') return `# ${wordsOf(row)}`
    const [, task = row.task, pid = '0'] = TASK.exec(row.task) ?? []
    const { cpu, ts } = row
    return formatFtraceLine(
      { cpu, ts, task, pid: Number(pid), flags: '', name: this.nameOf(row), text: this.textOf(row) },
      { style: 'kernel', stamp: this.counts ? 'count' : 'us' },
    )
  }

  private nameOf({ type }: LoggedEvent): string {
    return this.types.get(type)?.name ?? UNNAMED
  }

  private textOf({ type, body }: LoggedEvent): string {
    return this.types.format(type, this.types.trim(type, body))
  }
}

export function joined({ task, cpu, stamp, name, text }: LinePieces): string {
  return name === '' ? `${task} ${cpu} ${stamp} ${text}` : `${task} ${cpu} ${stamp} ${name} ${text}`
}

export function wordsOf(row: Exclude<LogRow, { kind: 'event' }>): string {
  switch (row.kind) {
    case 'lost':
      return `CPU:${row.cpu} [LOST ${row.count} EVENTS]`
    case 'unlisted':
      return `${row.count} read, not listed`
    case 'lap':
      return `lap ${row.lap + 1} of the trace begins`
  }
}
