/**
 * One event line of ftrace text, in the layouts that the kernel's `trace` and `trace_pipe` and `trace-cmd report` print:
 *
 *              bash-1977    [000] .....   17.284993: sched_wakeup: comm=…        trace, with 4 or 5 flags
 *              bash-1977    (   1977) [000] d..2.    17.284993: …                trace, with record-tgid
 *    kworker/u12:1-46    [002]    76.211715: sched_switch:          prev_comm=…  trace-cmd report
 *              bash-1977  [000]    17.284993: (+59200) sched_wakeup:  comm=…      trace-cmd report --ts-diff
 *            <idle>-0       2d..1.  2084.021443: cpu_idle:             state=…   trace-cmd report -l
 *        bash-1977    4d..1.   12us+: _raw_spin_lock <-__queue_work              trace, latency format: µs since its start
 *
 * A task's name may hold spaces, dashes, digits and brackets, so the columns are found from the name's end: the first `-pid` that is
 * followed by all of a CPU, perhaps flags, and a stamp.
 */

/** No kernel's columns before the text are longer; a limit makes sure that a hostile line costs no more than a long one. */
const MAX_HEAD_CHARS = 512
const HEAD =
  /^(.*?)-(\d{1,10})\s+(?:\(\s*[\d-]+\)\s+)?\[(\d{1,5})\]\s+(?:([^\s:]{1,10})\s+)?(\d{1,20}(?:\.\d{1,12})?):(?=\s|$)/s
const LATENCY_HEAD =
  /^(.*?)-(\d{1,10})\s+(\d{1,5})([^\s\d[]\S{2,7})\s+(?:(\d{1,15})us\S?\s*|(\d{1,20}\.\d{1,12})):(?=\s|$)/s
/** what can be registered as an event's name: up to 200 characters, in which there may be colons */
const NAME = /([^\s\p{Cc}]{0,199}[^\s:\p{Cc}]):(?= |$)/uy
const BLANKS_AND_DIFFERENCE = /\s*(?:\(\+?\d{1,20}\)\s+)?/y
/** `trace-cmd report` fills the event's name up with blanks so that texts begin in one column */
const NAME_COLUMN_CHARS = 20
const FREE_TEXT_NAMES: ReadonlySet<string> = new Set(['print', 'tracing_mark_write', 'bprint', 'bputs'])

/** What a line says, as text: the stamp is digits, since its meaning depends on the lines before. */
export interface EventLine {
  task: string
  pid: number
  cpu: number
  flags: string
  /** digits with or without a point */
  stamp: string
  name: string
  text: string
}

/** @param line without leading blanks and line end. undefined: not an event */
export function readEventLine(line: string): EventLine | undefined {
  const head = line.length > MAX_HEAD_CHARS ? line.slice(0, MAX_HEAD_CHARS) : line
  const columns = HEAD.exec(head)
  if (columns) {
    const [found, task = '', pid, cpu, flags = '', stamp = ''] = columns
    return { task, pid: Number(pid), cpu: Number(cpu), flags, stamp, ...readNameAndText(line, found.length) }
  }
  const latency = LATENCY_HEAD.exec(head)
  if (!latency) return undefined
  const [found, task = '', pid, cpu, flags = '', us, seconds] = latency
  const stamp = seconds ?? secondsOfMicroseconds(us ?? '0')
  return { task, pid: Number(pid), cpu: Number(cpu), flags, stamp, ...readNameAndText(line, found.length) }
}

function secondsOfMicroseconds(us: string): string {
  const digits = us.padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`
}

/** The event's name and text. The function tracer and stack traces print no name; they get the names of their events. */
function readNameAndText(line: string, at: number): { name: string; text: string } {
  BLANKS_AND_DIFFERENCE.lastIndex = at
  BLANKS_AND_DIFFERENCE.test(line)
  const nameAt = BLANKS_AND_DIFFERENCE.lastIndex
  NAME.lastIndex = nameAt
  const name = NAME.exec(line)?.[1]
  if (name !== undefined) return { name, text: textAfterName(line, nameAt + name.length + 1, name) }
  const text = line.slice(nameAt)
  return { name: nameOfUnnamed(text), text }
}

/** What a person wrote may begin with blanks; other events' texts do not: `trace-cmd report -R` puts one before them. */
function textAfterName(line: string, at: number, name: string): string {
  if (!FREE_TEXT_NAMES.has(name)) return line.slice(at).trimStart()
  const column = at + Math.max(1, NAME_COLUMN_CHARS + 1 - name.length)
  let textAt = at
  while (textAt < column && line[textAt] === ' ') textAt++
  return line.slice(textAt === column ? column : at + 1)
}

function nameOfUnnamed(text: string): string {
  if (text.includes(' <-')) return 'function'
  if (text.startsWith('<stack trace')) return 'kernel_stack'
  return text.startsWith('<user stack trace') ? 'user_stack' : 'unnamed'
}

/** Events of these names may have more lines, each ` => ` and a function. */
export const STACK_NAME = /stack/

/** Names that `nameOfUnnamed` gives: the kernel prints such events without a name. */
export const UNPRINTED_NAMES: ReadonlySet<string> = new Set(['function', 'kernel_stack', 'user_stack', 'unnamed'])
