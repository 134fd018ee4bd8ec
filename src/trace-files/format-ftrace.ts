import { UNPRINTED_NAMES } from './ftrace-line.ts'
import { formatStamp, type StampStyle } from './ftrace-stamp.ts'
import type { TraceRecord } from './parsed-trace.ts'

/**
 * How ftrace text is laid out. Columns: `trace-cmd report` prints `%16s-%-5d [%03d] %5lu.%06lu: ` and fills the event's name to 21
 * characters; the kernel's `trace` prints `%16s-%-7d [%03d] flags %5lu.%06lu: ` and the name as it is.
 */
export interface FtraceLayout {
  readonly style: 'trace-cmd' | 'kernel'
  readonly stamp: StampStyle
  /** what `ParsedTrace.originSeconds` took off the stamps */
  readonly originSeconds?: number
}

/** One event as a line of ftrace text, without line end. `flags` '' leaves the column out. */
export function formatFtraceLine(record: TraceRecord, layout: FtraceLayout): string {
  const kernel = layout.style === 'kernel'
  const task = `${record.task.padStart(16)}-${String(record.pid).padEnd(kernel ? 7 : 5)}`
  const cpu = `[${String(record.cpu).padStart(3, '0')}]`
  const flags = record.flags === '' && !kernel ? '' : `${record.flags} `
  const stamp = formatStamp(record.ts, layout.stamp, layout.originSeconds ?? 0)
  return `${task} ${cpu} ${flags}${stamp}: ${formatNamedText(record, kernel)}`
}

function formatNamedText(record: TraceRecord, kernel: boolean): string {
  if (!kernel) return `${`${record.name}:`.padEnd(21)} ${record.text}`
  return UNPRINTED_NAMES.has(record.name) ? record.text : `${record.name}: ${record.text}`
}

/** The line before the event that follows a loss. count undefined: not known how many. */
export function formatLossLine(cpu: number, count: number | undefined, style: FtraceLayout['style']): string {
  const known = count === undefined ? '' : `${count} `
  return style === 'kernel' ? `CPU:${cpu} [LOST ${known}EVENTS]` : `CPU:${cpu} [${known}EVENTS DROPPED]`
}
