import { readEventLine, STACK_NAME } from './ftrace-line.ts'
import { StampReader } from './ftrace-stamp.ts'
import { MAX_TRACE_CPUS, TraceFileError, type ParsedTrace } from './parsed-trace.ts'
import { TraceBuilder } from './trace-builder.ts'

/*
 * The lines of ftrace text that are not events. Sources: Documentation/trace/ftrace.rst, trace-cmd-report(1), and what both print.
 *
 *   # tracer: nop                                       the kernel's header; every other line with # is a comment
 *   # entries-in-buffer/entries-written: 12/40   #P:4
 *   ##### CPU 2 buffer started ####                     that CPU's oldest data begins here
 *   CPU:2 [LOST 7 EVENTS]   CPU:2 [LOST EVENTS]         the kernel, before the event that follows the loss
 *   CPU:0 [7 EVENTS DROPPED]   CPU:0 [EVENTS DROPPED]   trace-cmd, likewise
 *   version = 6   cpus=6   CPU 0 is empty               trace-cmd's header
 *    => schedule                                        a stack trace goes on
 */
const LOSS = /^CPU:(\d{1,5}) \[(?:LOST (?:(\d{1,15}) )?EVENTS|(?:(\d{1,15}) )?EVENTS DROPPED)\]\s*$/
const STARTED = /^#+ CPU (\d{1,5}) buffer started #+/
const TRACER = /^# tracer: (\S+)/
const ENTRIES = /^# entries-in-buffer\/entries-written: (\d{1,15})\/(\d{1,15})\s/
const ONLINE_CPUS = /#P:(\d{1,5})/
const REPORT_HEADER = /^(?:version = \d+|cpus=(\d{1,5})|CPU \d+ is empty)\s*$/

/**
 * Reads ftrace text: what `cat trace`, `cat trace_pipe` and `trace-cmd report` (also with -t, -l, --ts-diff) print, with any line ends.
 * A line that is neither header nor event is counted and kept as a sample.
 * @throws TraceFileError where there is not one event
 */
export function parseFtraceText(text: string): ParsedTrace {
  const reader = new FtraceTextReader()
  const clean = cleanText(text)
  for (let at = 0; at < clean.length;) {
    const newline = clean.indexOf('\n', at)
    const end = newline < 0 ? clean.length : newline
    reader.readLine(clean, at, end)
    at = end + 1
  }
  return reader.finish()
}

/** NUL ends a string in an event's bytes, and half a surrogate pair has no bytes: both become what a decoder makes of bad input. */
function cleanText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\uFFFD') : wellFormed
}

class FtraceTextReader {
  private readonly trace = new TraceBuilder()
  private readonly stamps = new StampReader()
  /** the same few names come back in every line: kept once */
  private readonly words = new Map<string, string>()

  readLine(text: string, from: number, to: number): void {
    this.trace.lines++
    let at = from
    let end = to
    if (end > at && text.charCodeAt(end - 1) === 13) end--
    while (at < end && isBlank(text.charCodeAt(at))) at++
    if (at === end) {
      this.trace.emptyLines++
      return
    }
    const line = text.slice(at, end)
    const inFirstColumn = at === from
    if (inFirstColumn && line.startsWith('#')) this.readComment(line)
    else if (!this.readEvent(line)) this.readOther(line)
  }

  private readEvent(line: string): boolean {
    const event = readEventLine(line)
    if (!event || event.cpu >= MAX_TRACE_CPUS) return false
    this.trace.addEvent({
      cpu: event.cpu,
      ts: this.stamps.read(event.stamp),
      task: this.once(event.task),
      pid: event.pid,
      flags: this.once(event.flags),
      name: this.once(event.name),
      text: event.text,
    })
    return true
  }

  private once(word: string): string {
    const known = this.words.get(word)
    if (known !== undefined) return known
    this.words.set(word, word)
    return word
  }

  private readComment(line: string): void {
    this.trace.headerLines++
    const started = STARTED.exec(line)
    if (started && Number(started[1]) < MAX_TRACE_CPUS) this.trace.addMark('started', Number(started[1]), undefined)
    this.trace.tracer ||= TRACER.exec(line)?.[1] ?? ''
    const entries = ENTRIES.exec(line)
    if (entries) this.trace.overwritten = Math.max(0, Number(entries[2]) - Number(entries[1]))
    const online = ONLINE_CPUS.exec(line)
    if (online) this.trace.haveCpus(Number(online[1]))
  }

  /** A task may be named `#x`, so an indented line is a comment only where it is no event. */
  private readOther(line: string): void {
    if (line.startsWith('#')) return this.readComment(line)
    const loss = LOSS.exec(line)
    const header = loss ? undefined : REPORT_HEADER.exec(line)
    if (loss && Number(loss[1]) < MAX_TRACE_CPUS) {
      const count = loss[2] ?? loss[3]
      this.trace.addMark('lost', Number(loss[1]), count === undefined ? undefined : Number(count))
    } else if (header) {
      this.trace.headerLines++
      this.trace.haveCpus(Number(header[1] ?? 0))
    } else if (!this.continueStack(line)) this.trace.addUnparsed(line)
  }

  private continueStack(line: string): boolean {
    const last = this.trace.records.at(-1)
    if (!last || !line.startsWith('=> ') || !STACK_NAME.test(last.name)) return false
    last.text += `\n ${line}`
    return true
  }

  finish(): ParsedTrace {
    if (this.trace.records.length === 0) throw new TraceFileError(this.sayWhyEmpty())
    return this.trace.finish(this.stamps.originSeconds)
  }

  private sayWhyEmpty(): string {
    const expected =
      'Expected lines like “bash-1977 [000] 17.284993: sched_wakeup: comm=…”, as trace-cmd report prints them'
    if (this.trace.lines === this.trace.emptyLines) return `This file is empty. ${expected}.`
    const sample = this.trace.firstUnparsed
    if (!sample) return `This file has the header of an ftrace text but not one event. ${expected}.`
    const graph = this.trace.tracer === 'function_graph' ? ' The function_graph tracer prints no such lines.' : ''
    return `This is not ftrace text: no line of it is an event. ${expected}; line ${sample.line} is “${shorten(sample.text)}”.${graph}`
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

function shorten(text: string): string {
  const printable = text.replaceAll(/\p{Cc}/gu, '·') // bytes of a binary file end up in this sentence
  return printable.length > 60 ? `${printable.slice(0, 60)}…` : printable
}
