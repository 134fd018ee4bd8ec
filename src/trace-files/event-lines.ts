import { formatLossLine, type FtraceLayout } from './format-ftrace.ts'
import type { CpuLoss, PrintedEvent } from './printed-event.ts'

export interface EventLines {
  readonly style: FtraceLayout['style']
  readonly lineOf: (event: PrintedEvent, index: number) => string
  /**
   * Whether to say where the data of a CPU begins, unless it is the first. The kernel does so as soon as any CPU had overruns: then the
   * CPUs' windows differ, and what looks like silence may be loss.
   */
  readonly markStarts: boolean
  readonly lostAtEnd: readonly CpuLoss[]
}

/** The lines of the events in order, each after the marks that belong before it: events lost, then `##### CPU 2 buffer started ####`. */
export function* eventLines(events: Iterable<PrintedEvent>, options: EventLines): Generator<string> {
  const { style, lineOf, markStarts, lostAtEnd } = options
  const started = new Set<number>()
  let index = 0
  for (const event of events) {
    const { cpu, lostBefore } = event
    if (lostBefore > 0) yield formatLossLine(cpu, lostBefore, style)
    if (markStarts && index > 0 && !started.has(cpu)) yield `##### CPU ${cpu} buffer started ####`
    started.add(cpu)
    yield lineOf(event, index++)
  }
  for (const { cpu, count } of lostAtEnd) yield formatLossLine(cpu, count, style)
}

/** enough that joining costs little, and few enough that making a chunk is no pause */
const CHUNK_CHARS = 65_536

/** The lines as text, in chunks between which a page can breathe: parts of a Blob. */
export function* textChunks(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < CHUNK_CHARS) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}
