/**
 * The one place where decisions become a machine. It holds the machine of the moment, the traces that were opened and the log of consumed
 * events; the page and the public API both call it. Its commands run one after the other, in the order in which they were asked.
 */
import { Call } from '../control/control-block.ts'
import type { CpuWorkload } from '../cpu/messages.ts'
import { EventTypes } from '../events/event-types.ts'
import type { EventRegistration } from '../events/event-types.ts'
import { appliesInPlace, DEFAULT_CONFIG } from '../machine/machine-config.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import type { MachineState } from '../machine/machine-state.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import { ringNow } from '../machine/ring-now.ts'
import type { BootMachine, RunningMachine } from '../machine/running-machine.ts'
import { isDown } from '../recording/actor-stands.ts'
import type { ActorStand } from '../recording/actor-stands.ts'
import { readBatch } from '../reader/event-batch.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import type { ConsumedBatch } from '../reader/messages.ts'
import { maxPayloadBytes, outcomeOf } from '../ring/trace-buffer.ts'
import type { WriteOutcome } from '../ring/trace-buffer.ts'
import type { TraceSummary } from '../trace-files/trace-summary.ts'
import { offsetsInForce } from './clock-offsets.ts'
import { CurrentCaptures } from './current-captures.ts'
import { EventLog } from './event-log.ts'
import type { LessonStart } from './open-lesson.ts'
import type { LatencySnapshot, RawLatency } from './latency-snapshot.ts'
import { latencyTracerOf } from './latency-tracer.ts'
import { LogRows } from './log-rows.ts'
import type { StepParts, Won } from './link.ts'
import { Links } from './links.ts'
import type { LiveControl } from './live-control.ts'
import type { Making } from './making.ts'
import type { OpenedRecording } from './recording-files.ts'
import { planWorkload, workloadsToGoOn } from './plan-workload.ts'
import type { PlannedWorkload } from './plan-workload.ts'
import { ProblemList } from './problem-list.ts'
import { requirePossible, toRingsideError } from './problems.ts'
import { Readouts } from './readouts.ts'
import { RegisteredEvents } from './registered-events.ts'
import type { FileSource, MakeFile } from './ring-files.ts'
import { treeOf } from './ring-tree.ts'
import type { DebugfsDirectory } from './ring-tree.ts'
import type { RingsideStore } from './ringside-store.ts'
import type { RecoveredBytes } from './recover-ring.ts'
import { requireSteppable } from './steppable.ts'
import { Stepping } from './stepping.ts'
import { TraceLibrary } from './trace-library.ts'
import { FlightRecorder } from './trigger.ts'
import { Turns } from './turns.ts'
import { NOTHING_ASKED } from './url-parameters.ts'
import type { UrlParameters } from './url-parameters.ts'

/** What belongs to one machine and goes with it. */
export interface Running {
  readonly machine: RunningMachine
  readonly types: EventTypes
  readonly rows: LogRows
  readonly lapNs: number | undefined
}

/** ms that a kill waits for its turn: longer than commands take that are answered */
const KILL_WAITS_MS = 3000

export class Session {
  readonly log = new EventLog()
  readonly links: Links
  readonly recorder: FlightRecorder
  readonly stepping = new Stepping({
    machine: () => this.current?.machine,
    change: (act) => this.changing(act),
    goesOn: (running) => {
      this.store.setState({ running })
      if (running) this.readouts.start()
    },
    unlist: () => this.log.clear(),
    list: (batch) => this.list(readBatch(batch)),
  })
  readonly captures = new CurrentCaptures(() => this.current?.machine)
  private readonly library = new TraceLibrary()
  private readonly registered = new RegisteredEvents()
  private readonly readouts: Readouts
  private current: Running | undefined
  private live: LiveControl | undefined
  private readonly turns = new Turns()
  private readonly problems: ProblemList
  /** lessons are opened one after the other */
  private opening: Promise<void> = Promise.resolve()

  constructor(
    readonly store: RingsideStore,
    private readonly bootMachine: BootMachine,
    asked: UrlParameters = NOTHING_ASKED,
  ) {
    this.problems = new ProblemList(store)
    this.links = new Links(store, asked, (won) => this.stepParts(won))
    this.readouts = new Readouts(store, () => this.current?.machine)
    this.recorder = new FlightRecorder(store, {
      change: (act) => this.changing(act),
      runUntil: (trigger) => this.stepping.runUntilTrigger(trigger),
      start: () => this.start(),
      stop: () => this.stop().catch((error: unknown) => this.report(error)),
    })
  }

  /** The machine of the moment. @throws RingsideError unsupported where none can run here */
  get machine(): RunningMachine {
    if (!this.current)
      throw new RingsideError(
        'unsupported',
        'No machine is running: this browser has no workers, or its first machine has not come up.',
      )
    return this.current.machine
  }
  get types(): EventTypes {
    return this.current?.types ?? new EventTypes()
  }
  /** debugfs of the machine of the moment: names only */
  get files(): DebugfsDirectory | undefined {
    return this.current && treeOf(this.current.machine, this.current.types)
  }
  /** duration of a lap of a looping trace, ns */
  get lapNs(): number | undefined {
    return this.current?.lapNs
  }

  /** The first machine: the bundled trace, running. What fails is shown, and can be tried again. */
  async boot(): Promise<void> {
    if (!this.store.getState().capabilities.workers) return this.bootWithoutWorkers()
    this.store.setState({ phase: 'booting' })
    try {
      await this.firstMachine()
      // whoever opens a link to steps goes on by hand
      if (!this.stepping.run) await this.start()
      this.store.setState({ phase: 'ready' })
    } catch {
      this.store.setState({ phase: this.current ? 'ready' : 'failed' })
    }
  }

  /** As the link asks, or, where that cannot be, the default. */
  private async firstMachine(): Promise<void> {
    const { config, steps, lesson, part, embed } = this.links.asked
    if (lesson !== undefined)
      return this.openLesson(lesson, { part, proof: steps.schedule && steps }).catch((error: unknown) => {
        // a figure that cannot be shown is no place for another machine
        if (embed) throw error
        return this.configure({})
      })
    if (Object.keys(config).length === 0) return this.configure({})
    const { capabilities } = this.store.getState()
    try {
      if (steps.recording && !capabilities.stepping) return await this.openRecording(new Blob([steps.recording]))
      await this.inTurn(() => this.reconfigure(config))
      if (!steps.schedule) return
      const wrong = await this.stepping.follow(steps)
      if (wrong !== undefined) this.report(new RingsideError('bad-argument', wrong))
    } catch (error) {
      const { message } = toRingsideError(error)
      this.report(new RingsideError('bad-argument', `The link's machine cannot run: ${message} The default runs.`))
      this.store.setState({ config: DEFAULT_CONFIG })
      await this.configure({})
    }
  }

  /** To look at steps takes none. */
  private async bootWithoutWorkers(): Promise<void> {
    this.store.setState({ phase: 'unavailable' })
    const { recording } = this.links.asked.steps
    if (recording) await this.openRecording(new Blob([recording])).catch(() => {}) // told already
  }

  /** @param won where it shows; default: what is shown now */
  private async stepParts(won?: Won): Promise<StepParts | undefined> {
    const { run } = this.stepping
    if (!run) return undefined
    const [{ scheduleBytes }, { memorySum }] = await Promise.all([
      import('./schedule.ts'),
      import('../recording/memory-sum.ts'),
    ])
    const file = new Uint8Array(await (await this.saveRecording()).arrayBuffer())
    const { branches, recording } = run
    const shown: Won = { branch: branches.current.id, op: recording.position }
    const { branch, op } = won ?? shown
    const isShown = branch === shown.branch && op === shown.op
    return {
      schedule: run.live ? undefined : scheduleBytes(run),
      recording: file,
      branch: branches.all.length > 1 ? branch : undefined,
      op,
      sum: isShown ? memorySum(recording.image.i32) : undefined,
      length: branches.all.find(({ id }) => id === branch)?.log.length ?? 0,
    }
  }

  configure(patch: Partial<MachineConfig>): Promise<void> {
    return this.inTurn(() => this.reconfigure(patch)).catch((error: unknown) => {
      this.report(error, patch)
      throw toRingsideError(error)
    })
  }

  /** As the mail does it: rings anew under the same counts and the same run; what was unread is erased, the list of events is kept. */
  resize(pagesPerCpu: number): Promise<void> {
    return this.inTurn(() => this.resizeRings(pagesPerCpu)).catch((error: unknown) => {
      this.report(error, { pagesPerCpu })
      throw toRingsideError(error)
    })
  }

  start(): Promise<void> {
    return this.inTurn(async () => {
      const { machine } = this
      await machine.start()
      this.store.setState({ running: true })
      this.readouts.start()
      void machine.whenStill?.().then(() => this.standsStill(machine))
    })
  }

  /** Steps have gone on until nobody could, or until the past was shown. */
  private async standsStill(machine: RunningMachine): Promise<void> {
    if (this.current?.machine !== machine) return
    this.store.setState({ running: machine.isRunning })
    await this.readouts.refresh()
  }

  stop(): Promise<void> {
    this.stepping.halt()
    return this.inTurn(async () => {
      await this.machine.stop()
      this.store.setState({ running: false })
      await this.readouts.refresh()
    })
  }

  state(pages: boolean): Promise<MachineState> {
    return this.inTurn(() => this.machine.state(pages))
  }

  write(cpu: number, type: number, payload: Uint8Array): Promise<WriteOutcome> {
    return this.changing(async (machine) => {
      const room = maxPayloadBytes(this.store.getState().config.pageSize)
      return outcomeOf(await machine.write(cpu, type, payload.subarray(0, room), payload.length))
    })
  }

  /** What is consumed here is listed on the page too. */
  consume(max: number): Promise<BatchedEvent[]> {
    return this.changing(async (machine) => {
      const events = readBatch(await machine.readEvents(Call.consume, [max]))
      if (!machine.steps) this.list(events) // whoever steps tells of each as it comes
      return events
    })
  }

  peek(): Promise<BatchedEvent | undefined> {
    return this.changing(async (machine) => readBatch(await machine.readEvents(Call.peek, []))[0])
  }

  read(snapshot: boolean, max: number): Promise<BatchedEvent[]> {
    return this.changing(async (machine) => readBatch(await machine.readEvents(Call.read, [snapshot ? 1 : 0, max])))
  }

  snapshot(cpu?: number, options: { resetOthers?: boolean } = {}): Promise<void> {
    const resetOthers = options?.resetOthers ?? false
    return this.changing(async (machine) =>
      this.reportSkipped('The snapshot', await machine.swapOrReset(Call.snapshot, cpu, resetOthers)),
    )
  }

  reset(cpu?: number): Promise<void> {
    return this.changing(async (machine) => this.reportSkipped('The reset', await machine.swapOrReset(Call.reset, cpu)))
  }

  disable(): Promise<number> {
    return this.changing((machine) => machine.disable())
  }
  enable(): Promise<number> {
    return this.changing((machine) => machine.enable())
  }

  /** In turn, unless its turn does not come: a command that waits for this very CPU would never let it through. */
  async kill(cpu: number): Promise<void> {
    await Promise.race([this.turns.settled, new Promise((resolve) => setTimeout(resolve, KILL_WAITS_MS))])
    try {
      this.live?.refuseWhileItRuns()
      await this.machine.kill(cpu)
      await this.readouts.refresh()
    } catch (error) {
      throw toRingsideError(error)
    }
  }

  /** @param words true: exactly what is committed and unread, by the ring's words; false: candidates, from the pages alone */
  recover(cpu: number, words: boolean): Promise<RecoveredBytes[]> {
    return this.inTurn(async () => {
      const { recoverRing } = await import('./recover-ring.ts')
      const ring = await ringNow(this.machine, cpu)
      return recoverRing(ring, this.store.getState().config.pageSize, words)
    })
  }

  pageBytes(cpu: number, page: number, options: { snapshot?: boolean } = {}): Promise<Uint8Array> {
    return this.inTurn(() => this.machine.pageBytes(cpu, page, options?.snapshot ?? false))
  }

  /** All pages of that CPU's live ring, one behind the other. */
  ringBytes(cpu: number): Promise<Uint8Array> {
    return this.inTurn(() => this.machine.ringBytes(cpu))
  }

  /** Other machines of this session have the type too, where its id and its name are free. */
  registerEvent(event: EventRegistration): Promise<number> {
    return this.inTurn(async () => {
      const id = this.registered.register(this.fileSource.types, event)
      this.store.setState(({ registrations }) => ({ registrations: registrations + 1 }))
      return id
    })
  }

  /** A file of debugfs, or a directory's listing. */
  debugfs(path: string, making: Making = {}): Promise<Blob> {
    return this.make(async (source) => (await import('./ring-files.ts')).openFile(source, path), making)
  }

  /** All that is unread now, as ftrace text; nothing is consumed. */
  exportText(making: Making = {}): Promise<Blob> {
    return this.make(async (source) => (await import('./ring-files.ts')).openExport(source), making)
  }

  /** The largest latency with the snapshot taken at it; undefined: none so far, or no tracer searches for it. @throws RingsideError no-snapshot */
  async latency(): Promise<LatencySnapshot | undefined> {
    const { readLatency, readRawLatency } = await import('./latency-snapshot.ts')
    const look = async (): Promise<RawLatency | undefined> => {
      const tracer = latencyTracerOf(this.store.getState().config)
      return tracer && readRawLatency(this.machine, this.types, tracer)
    }
    return readLatency(() => this.inTurn(look))
  }

  /** All branches of what was stepped, as a file. @throws RingsideError not-stepping */
  async saveRecording(): Promise<Blob> {
    const { packRecording } = await import('./recording-files.ts')
    return this.inTurn(() => packRecording(this.stepping.required, this.types, { lapNs: this.lapNs }))
  }

  /** Shows what was saved: it needs no threads until it is forked. @throws RingsideError bad-file; then all is as it was */
  async openRecording(file: Blob): Promise<void> {
    try {
      const { unpackRecording } = await import('./recording-files.ts')
      const opened = await unpackRecording(file)
      await this.inTurn(() => this.showRecording(opened))
    } catch (error) {
      this.report(error)
      throw toRingsideError(error)
    }
  }

  /** Lessons: loaded with the first. @param lesson an id of the course, a path of this host, or a file @throws RingsideError bad-argument, bad-file */
  openLesson(lesson: string | Blob, start?: LessonStart): Promise<void> {
    const opened = this.opening
      .then(() => import('./open-lesson.ts'))
      .then(({ openLesson }) => openLesson(this, lesson, start))
      .catch((error: unknown) => {
        this.report(error)
        throw toRingsideError(error)
      })
    this.opening = opened.catch(() => {})
    return opened
  }

  /** Live recordings: loaded with the first. */
  async liveControl(): Promise<LiveControl> {
    const { LiveControl } = await import('./live-control.ts')
    return (this.live ??= new LiveControl({
      session: this,
      bootMachine: this.bootMachine,
      inTurn: (act) => this.inTurn(act),
      current: () => this.current,
      listener: (own) => this.listener(own),
      adopt: (...adopted) => this.adopt(...adopted),
      showChange: (config) => this.showChange(config, {}),
      show: (opened) => this.showRecording(opened),
    }))
  }

  async openTrace(file: Blob, name: string): Promise<TraceSummary> {
    this.store.setState({ opening: name })
    try {
      const { summary } = await this.library.open(file, name)
      this.store.setState({ traces: this.library.summaries() })
      return summary
    } catch (error) {
      this.report(error)
      throw toRingsideError(error)
    } finally {
      this.store.setState({ opening: undefined })
    }
  }

  dismiss(id: number): void {
    this.problems.dismiss(id)
  }
  /** Bound: who calls hands it to `catch`. */
  readonly report = (error: unknown, patch?: Partial<MachineConfig>): void => this.problems.report(error, patch)
  /** What is no error, and yet is to be seen. */
  warn(message: string, steps?: Blob): void {
    this.problems.warn(message, steps)
  }

  private async reconfigure(patch: Partial<MachineConfig>): Promise<void> {
    const from = this.store.getState().config
    const config = { ...from, ...patch }
    this.live?.refuseWhileItRuns()
    requirePossible(config)
    requireSteppable(config, this.store.getState().capabilities)
    if (this.current && !this.stepping.run && appliesInPlace(from, patch)) await this.current.machine.apply(config)
    else await this.replaceMachine(config)
    await this.showChange(config, patch)
  }

  private async resizeRings(pagesPerCpu: number): Promise<void> {
    const { config: from, selection } = this.store.getState()
    const config = { ...from, pagesPerCpu }
    const { machine } = this
    this.live?.refuseWhileItRuns()
    requirePossible(config)
    await machine.resize(pagesPerCpu)
    if (selection && selection.page >= pagesPerCpu) this.store.setState({ selection: undefined })
    await this.showChange(config, { pagesPerCpu })
  }

  private async showChange(config: MachineConfig, patch: Partial<MachineConfig>): Promise<void> {
    this.store.setState({ config })
    this.problems.settle(patch)
    // readouts end with the run: one that was taken while the machine was parked for the change has ended them
    if (this.machine.isRunning) this.readouts.start()
    await this.readouts.refresh()
  }

  /** The new machine comes up before the old one goes: where it cannot, the old one is as it was. */
  private async replaceMachine(config: MachineConfig): Promise<void> {
    if (!this.store.getState().capabilities.workers)
      throw new RingsideError('unsupported', 'This browser has no workers, which are the CPUs of a machine.')
    const plan = await planWorkload(config, this.library)
    const wasRunning = this.current?.machine.isRunning ?? false
    // an actor that does not look any more goes with the machine that is replaced
    await this.current?.machine.stop().catch(() => {})
    try {
      const { workloads } = plan
      const machine = await this.bootMachine(
        { config, workloads },
        this.listener(() => machine),
      )
      this.adopt(machine, plan, offsetsInForce(config))
    } catch (error) {
      if (wasRunning) await this.current?.machine.start()
      throw error
    }
    await this.recorder.bringInto(this.machine)
  }

  private async showRecording({ saved, config, types, lapNs, live }: OpenedRecording): Promise<void> {
    this.live?.refuseWhileItRuns()
    const workloads = (): Promise<readonly CpuWorkload[]> => workloadsToGoOn(config, this.library)
    await this.current?.machine.stop().catch(() => {})
    const machine = await this.bootMachine(
      { config, workloads: [], recording: { saved, workloads }, ...(live && { live }) },
      this.listener(() => machine),
    )
    this.adopt(machine, { workloads: [], types, lapNs }, offsetsInForce(config))
    this.store.setState({ phase: 'ready' })
    this.stepping.list()
    await this.showChange(config, {})
  }

  private get fileSource(): FileSource {
    return { machine: this.machine, types: this.types, counts: this.store.getState().config.clock === 'counter' }
  }

  /** The rings are read in turn with all other commands, which then do not have to wait for the text. */
  private async make(open: (source: FileSource) => Promise<MakeFile>, making: Making): Promise<Blob> {
    const make = await this.inTurn(() => open(this.fileSource))
    return make(making)
  }

  private adopt(machine: RunningMachine, { types, lapNs }: PlannedWorkload, offsetsNs: readonly number[]): void {
    this.current?.machine.tearDown()
    this.problems.renew()
    for (const sentence of this.registered.bringInto(types)) this.problems.warn(sentence)
    this.current = { machine, types, lapNs, rows: new LogRows(types, lapNs, offsetsNs) }
    this.log.clear()
    this.readouts.reset()
    this.store.setState(({ boot }) => ({
      boot: boot + 1,
      running: false,
      selection: undefined,
      traces: this.library.summaries(),
    }))
  }

  private listener(own: () => RunningMachine | undefined) {
    const isCurrent = (): boolean => this.current?.machine === own()
    return {
      onConsumed: (batch: ConsumedBatch): void => {
        if (!isCurrent()) return
        if (this.stepping.run) return this.stepping.list()
        this.list(readBatch(batch.events))
        if (batch.unlisted > 0) this.log.append([{ kind: 'unlisted', count: batch.unlisted, ts: batch.lastTs }])
      },
      onCrashed: (seat: number, message: string): void => {
        this.problems.crash(seat, `${this.nameOf(seat)} has crashed: ${message}`)
      },
      onWarned: (seat: number, message: string): void => this.problems.warn(`${this.nameOf(seat)}: ${message}`),
    }
  }

  private list(events: readonly BatchedEvent[]): void {
    if (this.current) this.log.append(this.current.rows.rowsOf(events))
  }

  private nameOf(seat: number): string {
    return seat === this.store.getState().config.cpus ? 'The reader' : `CPU ${seat}`
  }

  private reportSkipped(what: string, cpus: readonly number[]): void {
    if (cpus.length === 0) return
    this.report(new RingsideError('crashed', `${what} skipped CPU ${cpus.join(', ')}: a crashed actor holds the lock.`))
  }

  private changing<T>(act: (machine: RunningMachine) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const result = await act(this.machine)
      const { run } = this.stepping
      this.problems.passMoment(run && ((seat) => isDown(run.actors[seat] as ActorStand)))
      await this.readouts.refresh()
      return result
    })
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    return this.turns.take(act)
  }
}
