import { STACK_NAME, UNPRINTED_NAMES } from './ftrace-line.ts'
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

/**
 * One event as a line of ftrace text, without line end; a stack trace as several. `flags` '' leaves the column out. Line ends and NUL
 * within the task and the text are printed as their pictures, since no line can hold them.
 */
export function formatFtraceLine(record: TraceRecord, layout: FtraceLayout): string {
  const kernel = layout.style === 'kernel'
  const task = `${inOneLine(record.task).padStart(16)}-${String(record.pid).padEnd(kernel ? 7 : 5)}`
  const cpu = `[${String(record.cpu).padStart(3, '0')}]`
  const flags = record.flags === '' && !kernel ? '' : `${record.flags} `
  const stamp = formatStamp(record.ts, layout.stamp, layout.originSeconds ?? 0)
  return `${task} ${cpu} ${flags}${stamp}: ${formatNamedText(record, layout.style)}`
}

/** The event's name, where one is printed, and its text. */
export function formatNamedText({ name, text }: TraceRecord, style: FtraceLayout['style']): string {
  const shown = inOneLine(text, STACK_NAME.test(name))
  if (style === 'trace-cmd') return `${`${name}:`.padEnd(21)} ${shown}`
  return UNPRINTED_NAMES.has(name) ? shown : `${name}: ${shown}`
}

const BREAK = /[\n\r\0]/
const PICTURES: Readonly<Record<string, string>> = { '\n': '␊', '\r': '␍', '\0': '␀' }

/** @param stack whether the lines of a stack trace stay lines */
export function inOneLine(text: string, stack = false): string {
  if (!BREAK.test(text)) return text
  const breaks = stack ? /\n(?! => )|[\r\0]/g : /[\n\r\0]/g
  return text.replaceAll(breaks, (sign) => PICTURES[sign] ?? sign)
}

/** The line before the event that follows a loss. count undefined: not known how many. */
export function formatLossLine(cpu: number, count: number | undefined, style: FtraceLayout['style']): string {
  const known = count === undefined ? '' : `${count} `
  return style === 'kernel' ? `CPU:${cpu} [LOST ${known}EVENTS]` : `CPU:${cpu} [${known}EVENTS DROPPED]`
}
