/** The traces that can be replayed: the bundled one, fetched when it is first wanted, and those that were opened. */
import { BUNDLED_TRACE } from '../machine/machine-config.ts'
import { compileTraceFile } from '../machine/compile-trace-file.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { TraceSummary } from '../trace-files/trace-summary.ts'
import type { OpenedTrace } from '../workloads/trace-messages.ts'

const BUNDLED_FILE = './traces/juno-sched.txt'

export class TraceLibrary {
  private readonly traces = new Map<string, OpenedTrace>()
  /** ids that are given, also to files that are still being read */
  private readonly given = new Set<string>([BUNDLED_TRACE])

  has(id: string): boolean {
    return id === BUNDLED_TRACE || this.traces.has(id)
  }

  /** @throws RingsideError invalid-config for an id that nobody opened, bad-file where the bundled trace cannot be had */
  async get(id: string): Promise<OpenedTrace> {
    const known = this.traces.get(id)
    if (known) return known
    if (id !== BUNDLED_TRACE)
      throw new RingsideError('invalid-config', `There is no trace '${id}': open it first, or take '${BUNDLED_TRACE}'.`)
    const response = await fetch(BUNDLED_FILE)
    if (!response.ok) throw new RingsideError('bad-file', `The bundled trace could not be loaded (${response.status}).`)
    return this.add(await response.blob(), BUNDLED_TRACE, BUNDLED_TRACE)
  }

  /** Reads a file in a thread of its own. @throws RingsideError bad-file */
  open(file: Blob, name: string): Promise<OpenedTrace> {
    return this.add(file, name, this.freeId(name))
  }

  summaries(): TraceSummary[] {
    return [...this.traces.values()].map(({ summary }) => summary)
  }

  private async add(file: Blob, name: string, id: string): Promise<OpenedTrace> {
    const trace = await compileTraceFile(file, id, name)
    this.traces.set(id, trace)
    return trace
  }

  private freeId(name: string): string {
    const base = name || 'trace'
    let id = base
    for (let number = 2; this.given.has(id); number++) id = `${base} (${number})`
    this.given.add(id)
    return id
  }
}
