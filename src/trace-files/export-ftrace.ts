import { eventLines } from './event-lines.ts'
import { formatFtraceLine } from './format-ftrace.ts'
import type { StampStyle } from './ftrace-stamp.ts'
import type { CpuLoss, PrintedEvent } from './printed-event.ts'

export interface ExportedTrace {
  readonly cpus: number
  /** ns, as `trace-cmd report -t` prints them, loses nothing; us, as without -t, rounds to the nearest; count for a clock that counts */
  readonly stamp: StampStyle
  /** whole seconds to be added to every stamp (`ParsedTrace.originSeconds`) */
  readonly originSeconds?: number
  readonly lostAtEnd?: readonly CpuLoss[]
}

/**
 * The lines that `trace-cmd report` prints for these events, losses before the event that follows them. `parseFtraceText` reads the same
 * events back, to the precision of the stamps, but for two things that its lines cannot say: line ends within a text are printed as their
 * pictures, and blanks that a text or a task begins with are layout (those of marks that people write are kept).
 */
export function* exportFtraceText(events: Iterable<PrintedEvent>, trace: ExportedTrace): Generator<string> {
  const { cpus, stamp, originSeconds = 0, lostAtEnd = [] } = trace
  yield `cpus=${cpus}`
  yield* eventLines(events, {
    style: 'trace-cmd',
    markStarts: false,
    lostAtEnd,
    lineOf: (event) => formatFtraceLine(event, { style: 'trace-cmd', stamp, originSeconds }),
  })
}
