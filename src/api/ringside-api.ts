/** Makes `window.ringside` of a session: checks arguments, so that a rejected call changes nothing, and decodes events. */
import { COURSE } from '../lessons/course.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import type { MachineState, TraceEvent } from '../machine/machine-state.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { RecoveredEvent } from './contract.ts'
import type { BatchedEvent, EventPlace } from '../reader/event-batch.ts'
import type { WriteOutcome } from '../ring/trace-buffer.ts'
import type { Capabilities } from '../store/ringside-store.ts'
import type { Session } from '../store/session.ts'
import type { TraceSummary } from '../trace-files/trace-summary.ts'
import { requireBytes, requireCount, requireExportFormat, requireRegistration, requireType } from './arguments.ts'
import type { Ringside } from './contract.ts'
import { StepsApi } from './steps-api.ts'

const WAIT_MS = 30_000
/** ms between two states that waitFor looks at */
const LOOK_MS = 20
/** what an Int32 argument can say */
const ALL = 0x7fffffff

export class RingsideApi extends StepsApi {
  readonly version = 1
  constructor(
    protected override readonly session: Session,
    readonly ready: Promise<void>,
  ) {
    super(session)
  }

  capabilities(): Capabilities {
    return { ...this.session.store.getState().capabilities }
  }
  config(): MachineConfig {
    return structuredClone(this.session.store.getState().config)
  }
  async configure(config: Partial<MachineConfig>): Promise<void> {
    if (typeof config !== 'object' || config === null || Array.isArray(config))
      throw new RingsideError('bad-argument', 'configure() takes an object with the settings to change.')
    await this.session.configure(clone(config))
  }
  start(): Promise<void> {
    return this.session.start()
  }
  stop(): Promise<void> {
    return this.session.stop()
  }
  state(options: { pages?: boolean } = {}): Promise<MachineState> {
    return this.session.state(options?.pages ?? true)
  }

  async waitFor(test: (state: MachineState) => boolean, timeoutMs = WAIT_MS): Promise<MachineState> {
    if (typeof test !== 'function') throw new RingsideError('bad-argument', 'waitFor() takes a function of the state.')
    for (const end = Date.now() + timeoutMs; ;) {
      const state = await this.session.state(true)
      if (await test(state)) return state
      if (Date.now() >= end)
        throw new RingsideError('timeout', `waitFor: the state did not come within ${timeoutMs} ms.`)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
  }

  async write(cpu: number, type: number, payload: ArrayLike<number>): Promise<WriteOutcome> {
    requireType(type, this.session.store.getState().config.asPosted)
    return this.session.write(cpu, type, requireBytes(payload))
  }
  async consume(max = 1): Promise<TraceEvent[]> {
    requireCount(max, 'max')
    return (await this.session.consume(Math.min(max, ALL))).map((event) => this.decode(event))
  }
  async peek(): Promise<TraceEvent | undefined> {
    const event = await this.session.peek()
    return event && this.decode(event)
  }
  async read(options: { snapshot?: boolean; max?: number } = {}): Promise<TraceEvent[]> {
    const max = options?.max ?? ALL
    requireCount(max, 'max')
    const events = await this.session.read(options?.snapshot ?? false, Math.min(max, ALL))
    return events.map((event) => this.decode(event))
  }
  async snapshot(cpu?: number, options: { resetOthers?: boolean } = {}): Promise<void> {
    if (cpu === undefined && options?.resetOthers)
      throw new RingsideError('bad-argument', 'resetOthers needs the CPU whose snapshot is taken.')
    await this.session.snapshot(cpu, options)
  }
  async reset(cpu?: number): Promise<void> {
    await this.session.reset(cpu)
  }
  resize(pagesPerCpu: number): Promise<void> {
    return this.session.resize(pagesPerCpu)
  }
  disable(): Promise<number> {
    return this.session.disable()
  }
  enable(): Promise<number> {
    return this.session.enable()
  }
  async pageBytes(cpu: number, page: number, options: { snapshot?: boolean } = {}): Promise<Uint8Array> {
    return this.session.pageBytes(cpu, page, options)
  }
  async kill(cpu: number): Promise<void> {
    await this.session.kill(cpu)
  }
  async registerEvent(event: { id?: number; name: string; fields: string[]; print?: string }): Promise<number> {
    return this.session.registerEvent(requireRegistration(event))
  }
  async debugfs(path: string): Promise<Blob> {
    return this.session.debugfs(String(path))
  }
  async exportTrace(format: 'ftrace-text' | 'trace.dat' | 'chrome-json'): Promise<Blob> {
    requireExportFormat(format)
    return this.session.exportText()
  }
  async recover(cpu: number, options: { words?: boolean } = {}): Promise<RecoveredEvent[]> {
    const found = await this.session.recover(cpu, options?.words ?? false)
    return found.map(({ page, offset, certainty, event, body }) => {
      if (!event) return { page, offset, certainty }
      const { ts, type } = event
      const decoded = this.decode({ cpu, ts, type, body, lostBefore: 0, late: false })
      return { page, offset, certainty, event: decoded }
    })
  }
  async openTrace(file: Blob, name: string): Promise<TraceSummary> {
    if (!(file instanceof Blob)) throw new RingsideError('bad-argument', 'openTrace() takes a Blob or a File.')
    return this.session.openTrace(file, String(name))
  }

  async link(): Promise<string> {
    return (await this.session.links.make(location.href)).url
  }

  /** Of the course, in its order. */
  lessons(): { id: string; title: string }[] {
    return COURSE.map(({ id, title }) => ({ id, title }))
  }
  /** @param lesson an id of the course, or a file */
  async openLesson(lesson: string | Blob): Promise<void> {
    if (typeof lesson !== 'string' && !(lesson instanceof Blob))
      throw new RingsideError('bad-argument', 'openLesson() takes the id of a lesson, or a Blob with one.')
    await this.session.openLesson(lesson)
  }

  private decode({ cpu, ts, type, body, lostBefore, late }: Omit<BatchedEvent, keyof EventPlace>): TraceEvent {
    const { types } = this.session
    const payload = types.trim(type, body)
    return { cpu, ts, type, name: types.nameOf(type), payload, text: types.format(type, payload), lostBefore, late }
  }
}

function clone(config: Partial<MachineConfig>): Partial<MachineConfig> {
  try {
    return structuredClone(config)
  } catch {
    throw new RingsideError('invalid-config', 'Settings are plain values: numbers, words, true or false.')
  }
}

/** When the first machine is where, for `ready`. */
export interface FirstMachine {
  /** it is up, or it could not come up */
  readonly booted: Promise<void>
  readonly drawn: Promise<void>
}

/** Puts the API on the page's window. */
export function installApi(session: Session, { booted, drawn }: FirstMachine): void {
  const ready = booted.then(() => {
    void session.machine // throws where there is none, and then none will be drawn
    return drawn
  })
  ready.catch(() => {}) // nobody has to wait for it
  const ringside: Ringside = new RingsideApi(session, ready)
  window.ringside = ringside
}
