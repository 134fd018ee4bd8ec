/**
 * A run of stepped threads and its recording: each step is taken, logged and shown; one goes back in it, and on differently. Going on is possible at the
 * end of the branch that the threads are on; a fork brings new threads to where it begins. A recording that was opened has no threads until then.
 */
import { Call } from '../../control/control-block.ts'
import { StepPoint, stepPointName } from '../../control/step-point.ts'
import { ActorStands } from '../../recording/actor-stands.ts'
import type { ActorStand } from '../../recording/actor-stands.ts'
import { Branches } from '../../recording/branches.ts'
import type { Branch, Delivery } from '../../recording/branches.ts'
import { changedBytes } from '../../recording/changed-bytes.ts'
import type { ChangedBytes } from '../../recording/changed-bytes.ts'
import type { Act, Decision, QueuedCall } from '../../recording/decision.ts'
import { decisionsUpTo, makesOp } from '../../recording/decision.ts'
import { eventsIterated } from '../../recording/events-iterated.ts'
import { queuedAfter } from '../../recording/queued-calls.ts'
import { Recording } from '../../recording/recording.ts'
import type { SavedRecording } from '../../recording/recording-file.ts'
import type { Op } from '../../recording/step-log.ts'
import type { LiveOrigin, MachineListener } from '../actors.ts'
import type { Answer } from '../calls.ts'
import type { MachineConfig } from '../machine-config.ts'
import type { MachineFacts } from '../machine-facts.ts'
import { requireCpu } from '../require-place.ts'
import { RingsideError } from '../ringside-error.ts'
import { hasWork } from './actor-work.ts'
import type { ActorQueue } from './actor-queue.ts'
import { DeliveredOrder } from './delivered-order.ts'
import { Driver, machineTime } from './driver.ts'
import type { Ended } from './driver.ts'
import { actorFacts, stepFacts } from './step-facts.ts'
import type { ActorMoment } from './step-facts.ts'
import type { Stepper } from './stepper.ts'
import { turnsOf } from './turns-of.ts'
import { timeFrom } from './virtual-time.ts'
import type { SetTime } from './virtual-time.ts'

/** handlers that nest: an interrupt in the handler of an interrupt in the handler of an interrupt */
const MAX_DEPTH = 3

/** New threads that rest before their first step, over empty rings, or over such as these words are. @throws RingError, RingsideError invalid-config where memory or workers cannot be had, timeout */
export type BootThreads = (listener: MachineListener, first?: Int32Array) => Promise<Stepper>

export interface StepRunParts {
  readonly config: MachineConfig
  readonly bootThreads: BootThreads
  readonly listener: MachineListener
  /** what was done live is done again */
  readonly live?: LiveOrigin | undefined
}

export class StepRun {
  readonly config: MachineConfig
  /** undefined: all was stepped by hand, from empty rings on */
  readonly live: LiveOrigin | undefined
  private readonly bootThreads: BootThreads
  private readonly listener: MachineListener
  /** whoever steps waits for the step before */
  private turn: Promise<unknown> = Promise.resolve()
  private going = 0
  /** seats that stay where they are when all go on */
  private readonly held = new Set<number>()
  /** the branch that the threads are at the end of */
  private liveBranch: Branch | undefined
  private changes: { version: number; all: ChangedBytes[] } = { version: -1, all: [] }
  private waited: { version: number; all: number[] } = { version: -1, all: [] }
  private readonly order: DeliveredOrder
  private readonly stands: ActorStands
  private time: { version: number; set: SetTime | undefined } = { version: -1, set: undefined }

  private constructor(
    { config, bootThreads, listener, live }: StepRunParts,
    readonly recording: Recording,
    readonly branches: Branches,
    private driver: Driver | undefined,
  ) {
    this.config = config
    this.live = live
    this.bootThreads = bootThreads
    this.listener = listener
    this.stands = new ActorStands(config.cpus + 1)
    this.order = new DeliveredOrder(config.clock === 'counter' ? [] : (config.clockOffsetsNs ?? []))
    if (driver) this.liveBranch = branches.current
  }

  /** @throws RingError, RingsideError invalid-config where memory or workers cannot be had, timeout */
  static async boot(parts: StepRunParts, first?: Int32Array): Promise<StepRun> {
    const stepper = await parts.bootThreads(parts.listener, first)
    const { options, i32 } = stepper.buffer
    const recording = new Recording(options, i32)
    return new StepRun(parts, recording, Branches.begin(recording.log), new Driver(stepper, parts.config))
  }

  /** Shows what was saved, without threads. @throws RangeError where the recording contradicts itself or the configuration */
  static open(parts: StepRunParts, { first, branches: saved, current, position }: SavedRecording): StepRun {
    const { cpus, pagesPerCpu, pageSize, overwrite, snapshot, asPosted } = parts.config
    const branches = Branches.of(saved, current)
    const options = { cpus, pagesPerCpu, pageSize, overwrite, snapshot, asPosted }
    const recording = new Recording(options, first, branches.current.log)
    recording.seek(position)
    return new StepRun(parts, recording, branches, undefined)
  }

  // ---- where it stands

  get cpus(): number {
    return this.config.cpus
  }
  /** Can it go on from here? Not in the past, not on a branch that the threads have left, and not without threads. */
  get isLive(): boolean {
    return this.branches.current === this.liveBranch && this.recording.position === this.recording.length
  }
  /** ns at the op that is shown */
  nowNs(): number {
    const { position, version } = this.recording
    if (this.time.version !== version) this.time = { version, set: this.timeSetAt(position) }
    return position === 0 ? 0 : timeFrom(this.time.set, position, this.config.seed)
  }
  /** Where every actor stands at the op that is shown, by seat. */
  get actors(): readonly ActorStand[] {
    return this.stands.at(this.recording.log, this.recording.position)
  }
  /** The bytes of pages that the op that is shown has changed. */
  get changed(): readonly ChangedBytes[] {
    const { position, version } = this.recording
    if (this.changes.version !== version) this.changes = { version, all: changedBytes(this.recording, position) }
    return this.changes.all
  }
  /** The same of the last op up to there that has changed any: what is looked at while ops pass that touch no page. */
  get lastChanged(): readonly ChangedBytes[] {
    const { recording, changed } = this
    if (changed.length > 0) return changed
    for (let op = recording.position - 1; op > 0; op--) {
      const before = changedBytes(recording, op)
      if (before.length > 0) return before
    }
    return []
  }
  /** What was consumed up to the op that is shown. */
  get delivered(): readonly Delivery[] {
    return this.branches.current.deliveries.filter(({ op }) => op <= this.recording.position)
  }
  /** The name of the point with which an op arrived. */
  pointName(op: number): string {
    return stepPointName(this.recording.log.pointOf(op))
  }
  /** Calls that wait for their turn on this actor; in the past, those that had come before the op that is shown. */
  queued(seat: number): number {
    if (this.driver && this.isLive) return queueOf(this.driver, seat).length
    const { log, position, version } = this.recording
    if (this.waited.version !== version)
      this.waited = { version, all: queuedAfter(this.branches.current.decisions, log, position, this.cpus + 1) }
    return this.waited.all[seat] as number
  }
  facts(running: boolean): MachineFacts {
    const order = this.order.at(this.branches.current.deliveries, this.recording.position)
    const { log, position } = this.recording
    const iterated = eventsIterated(log, position)
    return stepFacts({ ...this.moment, order, latency: this.driver?.stepper.control.latency, iterated, running })
  }
  private get moment(): ActorMoment {
    const { image, position } = this.recording
    const { ends } = this.branches.current
    return {
      image,
      stands: this.actors,
      hasWork: (seat) => this.hasWork(seat),
      endOf: (seat) => ends.findLast((end) => end.seat === seat && end.op <= position)?.why,
    }
  }
  /** Has it ended, of itself or by being killed? */
  hasEnded(seat: number): boolean {
    return this.driver?.stepper.ends.has(seat) ?? false
  }

  // ---- steps

  /** Releases one actor for one step. @returns the op @throws RingsideError bad-cpu, bad-argument: it is idle; crashed, not-live */
  step(seat: number): Promise<number> {
    return this.inTurn(() => this.takeStep(seat))
  }

  /** @throws RingsideError bad-cpu, bad-argument: three handlers run already; crashed, not-live */
  interrupt(cpu: number, nmi: boolean): Promise<number> {
    requireCpu(cpu, this.config)
    return this.inTurn(() => {
      this.requireAlive(cpu)
      if ((this.actors[cpu]?.depth ?? 0) >= MAX_DEPTH)
        throw new RingsideError('bad-argument', `Three handlers run on CPU ${cpu} already, as deep as it goes here.`)
      return this.take({ do: 'interrupt', cpu, nmi })
    })
  }

  /** Queues a call for the actor: it begins it when it is stepped and has ended what it does. @returns the answer, once it was stepped to its end */
  begin(seat: number, call: QueuedCall): Promise<Answer> {
    this.requireAlive(seat)
    this.branches.current.decisions.push({ do: 'begin', seat, call })
    const answer = queueOf(this.requireLive(), seat).add(call)
    this.recording.version++
    return answer
  }

  /** Sets what this CPU's clock says at the next op, as it was live. @throws RingsideError not-live */
  stamp(cpu: number, ns: number): Promise<void> {
    return this.inTurn(() => {
      this.requireLive().stamp(cpu, ns, this.recording.length + 1)
      this.branches.current.decisions.push({ do: 'stamp', cpu, ns })
    })
  }

  /** Whether this actor can go on: it lives, has something to do, and does not wait for a lock that another holds. */
  canGoOn(seat: number): boolean {
    return actorFacts(this.moment, seat).status === 'parked'
  }

  /** Holds an actor where it stands while the others go on, or lets it go again; by hand it can be stepped all the same. */
  hold(seat: number, held: boolean): void {
    if (held) this.held.add(seat)
    else this.held.delete(seat)
    this.recording.version++
  }
  isHeld(seat: number): boolean {
    return this.held.has(seat)
  }

  /** Whether there is anybody who can go on and is not held. */
  get someoneGoesOn(): boolean {
    return Array.from({ length: this.cpus + 1 }, (_, seat) => seat).some(
      (seat) => !this.held.has(seat) && this.canGoOn(seat),
    )
  }
  /** Everybody goes on, until what they were to go on to. */
  get isGoingOn(): boolean {
    return this.going > 0
  }
  /**
   * One step of every actor that can go on and is not held, in turn, their sequence shuffled once by seed, until the condition is met or nobody can go on.
   * @param met asked after every op @returns the last op; undefined: there was none
   */
  async goOn(met: (op: number) => boolean, goes: () => boolean = () => true): Promise<number | undefined> {
    this.going++
    try {
      return await this.takeTurns(met, goes)
    } finally {
      this.going--
    }
  }

  /** An op of the machine itself. @returns the op @throws RingError not-disabled; RingsideError not-live */
  machine(decision: Extract<Decision, { do: 'disable' | 'enable' | 'kill' }>): Promise<number> {
    return this.inTurn(() => this.take(decision))
  }

  // ---- back, and on differently

  /** Shows the state after this op. @returns ops done or undone on the way @throws RingsideError bad-argument */
  seek(op: number): number {
    const { length } = this.recording
    if (!(Number.isInteger(op) && op >= 0 && op <= length))
      throw new RingsideError('bad-argument', `There is no op ${op}: take 0 to ${length}.`)
    return this.recording.seek(op)
  }

  /**
   * A new branch from the op that is shown: new threads are driven there by what was decided before.
   * @returns its id @throws RingsideError crashed: the threads came to another place than the recording; the branch before is shown again
   */
  fork(): Promise<string> {
    return this.inTurn(async () => {
      const { position } = this.recording
      const before = this.branches.current
      const driver = await this.driveTo(before, position)
      this.driver?.tearDown()
      this.driver = driver
      const branch = this.branches.fork(position)
      this.recording.show(branch.log)
      this.liveBranch = branch
      return branch.id
    })
  }

  /** Shows another branch, at its end. @throws RingsideError bad-argument */
  checkout(id: string): Promise<void> {
    return this.inTurn(async () => {
      const branch = this.branches.find(id)
      if (!branch) throw new RingsideError('bad-argument', `There is no branch '${id}'.`)
      this.branches.current = branch
      this.recording.show(branch.log)
      await Promise.resolve()
    })
  }

  private async driveTo(branch: Branch, ops: number): Promise<Driver> {
    // what happens on the way has happened, and was told, before
    let isThere = false
    const { onCrashed, onWarned } = this.listener
    const listener: MachineListener = {
      onConsumed: () => {},
      onCrashed: (...told) => isThere && onCrashed(...told),
      onWarned: (...told) => isThere && onWarned(...told),
    }
    const driver = new Driver(await this.bootThreads(listener, this.recording.firstWords), this.config)
    try {
      let op = 0
      for (const decision of decisionsUpTo(branch.decisions, ops)) {
        if (decision.do === 'stamp') driver.stamp(decision.cpu, decision.ns, op + 1)
        else if (decision.do === 'begin') driver.queues[decision.seat]?.add(decision.call).catch(() => {})
        else {
          const { done } = await driver.perform(decision, ++op)
          const { seat, point, a, b, c } = branch.log.op(op)
          if (done.seat !== seat || done.point !== point || done.a !== a || done.b !== b || done.c !== c)
            throw this.differs(op)
        }
      }
      if (this.recording.firstDifference(driver.stepper.buffer.i32) !== undefined) throw this.differs(op)
      isThere = true
      return driver
    } catch (error) {
      driver.tearDown()
      throw error
    }
  }

  tearDown(): void {
    this.driver?.tearDown()
  }

  // ---- within

  private async takeTurns(met: (op: number) => boolean, goes: () => boolean): Promise<number | undefined> {
    const turns = turnsOf(this.cpus + 1, this.config.seed)
    let last: number | undefined
    for (let moved = true; moved;) {
      moved = false
      for (const seat of turns) {
        if (!goes()) return last
        if (this.held.has(seat) || !this.canGoOn(seat)) continue
        last = await this.step(seat)
        moved = true
        if (met(last)) return last
      }
    }
    return last
  }

  /** Of the stamps that were set, the last one up to this op. */
  private timeSetAt(position: number): SetTime | undefined {
    const { config } = this
    if (config.clock === 'counter') return undefined
    let op = 0
    let set: SetTime | undefined
    for (const decision of this.branches.current.decisions) {
      if (decision.do === 'stamp') set = { op: op + 1, ns: machineTime(config, decision.cpu, decision.ns) }
      else if (makesOp(decision) && ++op === position) break
    }
    return set && set.op <= position ? set : undefined
  }

  private async takeStep(seat: number): Promise<number> {
    if (!(Number.isInteger(seat) && seat >= 0 && seat <= this.cpus)) requireCpu(seat, this.config)
    const driver = this.requireLive()
    this.requireAlive(seat)
    if (driver.rests(seat) && !driver.hasWork(seat))
      throw new RingsideError('bad-argument', `${this.nameOf(seat)} is idle: it has nothing to do. Call it first.`)
    return this.take({ do: 'step', seat })
  }

  private async take(decision: Act): Promise<number> {
    const driver = this.requireLive()
    const { done, ended } = await driver.perform(decision, this.recording.length + 1)
    this.branches.current.decisions.push(decision)
    const op = this.recording.append(done, driver.stepper.buffer.i32)
    if (ended) this.note(op, ended)
    this.noteEnd(op, done)
    return op
  }

  private note(op: number, { kind, answer }: Ended): void {
    if (kind !== Call.consume || answer.type !== 'events') return
    const { events } = answer
    this.branches.current.deliveries.push({ op, events })
    this.listener.onConsumed({ type: 'consumed', events, unlisted: 0, lastTs: 0 })
  }

  private noteEnd(op: number, { seat: by, point, a }: Op): void {
    if (point !== StepPoint.Crashed && point !== StepPoint.Killed) return
    const seat = point === StepPoint.Killed ? a : by
    const why = this.driver?.stepper.ends.get(seat)
    if (why !== undefined) this.branches.current.ends.push({ op, seat, why })
  }

  private hasWork(seat: number): boolean {
    const { config, recording, branches, driver, actors } = this
    return hasWork(
      {
        config,
        image: recording.image,
        position: recording.position,
        stands: actors,
        deliveries: branches.current.deliveries,
        queued: (each) => this.queued(each),
        hasWorkload: (cpu) => driver?.workAtFirst[cpu] ?? config.workload.kind !== 'none',
      },
      seat,
    )
  }

  /** @returns whoever drives the threads @throws RingsideError not-live */
  requireLive(): Driver {
    if (this.driver && this.isLive) return this.driver
    const atEnd = this.driver ? ', or seek to the end' : ''
    throw new RingsideError('not-live', `This is the past: go on from here (fork)${atEnd}.`)
  }
  requireAlive(seat: number): void {
    const end = this.driver?.stepper.ends.get(seat)
    if (end !== undefined) throw new RingsideError('crashed', `${this.nameOf(seat)} has crashed (${end}).`)
  }
  nameOf(seat: number): string {
    return seat === this.cpus ? 'The reader' : `CPU ${seat}`
  }
  private differs(op: number): RingsideError {
    const { workload } = this.config
    const why = workload.kind === 'trace' ? ` The trace '${workload.source}' may be another one here.` : ''
    return new RingsideError(
      'crashed',
      `At op ${op} the threads did not do what was recorded; the fork was given up.${why}`,
    )
  }
  private inTurn<Result>(act: () => Promise<Result> | Result): Promise<Result> {
    const turn = this.turn.then(act)
    this.turn = turn.catch(() => {})
    return turn
  }
}

function queueOf({ queues }: Driver, seat: number): ActorQueue {
  return queues[seat] as ActorQueue
}
