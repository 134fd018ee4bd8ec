/** A machine in step mode, as the session uses every machine: what a live one does at once is here stepped to its end, or read from the recording. */
import { Call } from '../../control/control-block.ts'
import type { Trigger } from '../../control/trigger-words.ts'
import type { ActorStand } from '../../recording/actor-stands.ts'
import type { QueuedCall } from '../../recording/decision.ts'
import type { UnreadEvents } from '../../reader/messages.ts'
import { Point } from '../../ring/probe.ts'
import type { CpuStats } from '../../ring/rfc/cpu-stats.ts'
import type { MachineListener } from '../actors.ts'
import type { Answer } from '../calls.ts'
import { composeState } from '../compose-state.ts'
import type { MachineState } from '../machine-state.ts'
import { requireCpu, requirePage } from '../require-place.ts'
import { RingsideError } from '../ringside-error.ts'
import type { MachinePlan, RecordingPlan, RunningMachine } from '../running-machine.ts'
import { nextOf, pageOf, ringOf, statsOf, unreadOf } from './reading.ts'
import { RecordedCaptures } from './recorded-captures.ts'
import { StepRun } from './step-run.ts'
import type { BootThreads } from './step-run.ts'
import { Stepper } from './stepper.ts'
import type { StepperParts } from './stepper.ts'
import { lockThatBlocks } from './would-block.ts'

const NO_THREADS =
  'Nobody can go on from here: the page has no shared memory. Open it in a tab of its own, from a server that isolates it.'

/** A recording needs no threads; whoever goes on from it does. */
type OpenParts = StepperParts | (MachinePlan & { readonly host: undefined })

export class StepMachine implements RunningMachine {
  readonly captures: RecordedCaptures
  private running = false
  private goingOn: Promise<unknown> = Promise.resolve()

  private constructor(readonly steps: StepRun) {
    this.captures = new RecordedCaptures(steps.recording, () => steps.nowNs())
  }

  /** @throws RingError, RingsideError invalid-config where memory or workers cannot be had, timeout */
  static async boot(parts: StepperParts, listener: MachineListener): Promise<StepMachine> {
    const bootThreads: BootThreads = (told, first) => Stepper.boot(parts, told, first)
    const { config, live, first } = parts
    return new StepMachine(await StepRun.boot({ config, bootThreads, listener, live }, first))
  }
  /** What was saved, without threads until it is forked. @param parts without a host: no thread can be parked here @throws RangeError where it contradicts itself */
  static open(parts: OpenParts, { saved, workloads }: RecordingPlan, listener: MachineListener): StepMachine {
    const bootThreads: BootThreads = async (told, first) => {
      if (!parts.host) throw new RingsideError('not-isolated', NO_THREADS)
      return Stepper.boot({ ...parts, workloads: await workloads() }, told, first)
    }
    const { config, live } = parts
    return new StepMachine(StepRun.open({ config, bootThreads, listener, live }, saved))
  }

  get cpus(): number {
    return this.steps.cpus
  }
  get bufferNames(): readonly { name: string; cpus: number }[] {
    return [{ name: 'ringside', cpus: this.cpus }]
  }
  get isRunning(): boolean {
    return this.running || this.steps.isGoingOn
  }
  nowNs(): number {
    return this.steps.nowNs()
  }
  readout(): MachineState | undefined {
    const captures = Array.from({ length: this.cpus }, (_, cpu) => this.captures.latest(cpu))
    const present = captures.filter((capture) => capture !== undefined)
    return composeState(present, this.steps.facts(this.running), false)
  }
  async state(pages: boolean): Promise<MachineState> {
    return composeState(await this.captures.fresh(), this.steps.facts(this.running), pages)
  }

  start(): Promise<void> {
    this.steps.requireLive()
    if (this.running) return Promise.resolve()
    this.running = true
    const end = (): void => void (this.running = false)
    this.goingOn = this.steps
      .goOn(
        () => false,
        () => this.running,
      )
      .then(end, end)
    return Promise.resolve()
  }
  whenStill(): Promise<unknown> {
    return this.goingOn
  }
  /** Everyone is parked at its next point. */
  async stop(): Promise<void> {
    this.running = false
    await this.goingOn
  }

  async write(cpu: number, type: number, body: Uint8Array, bytes: number): Promise<number> {
    requireCpu(cpu, this.steps.config)
    const answer = await this.callToEnd(cpu, { kind: Call.write, args: [type, bytes], body: body.slice() })
    return answer.type === 'written' ? answer.code : unexpected(answer.type)
  }
  async readEvents(
    kind: typeof Call.consume | typeof Call.peek | typeof Call.read,
    args: number[],
  ): Promise<ArrayBuffer> {
    if (kind === Call.peek) return nextOf(this.steps.recording.image)
    const answer = await this.callToEnd(this.cpus, { kind, args })
    return answer.type === 'events' ? answer.events : unexpected(answer.type)
  }
  async swapOrReset(
    kind: typeof Call.snapshot | typeof Call.reset,
    cpu: number | undefined,
    resetOthers = false,
  ): Promise<number[]> {
    if (cpu !== undefined) requireCpu(cpu, this.steps.config)
    const answer = await this.callToEnd(this.cpus, { kind, args: [cpu ?? -1, resetOthers ? 1 : 0] })
    return answer.type === 'done' ? answer.skipped : unexpected(answer.type)
  }
  async pageBytes(cpu: number, page: number, snapshot: boolean): Promise<Uint8Array> {
    requireCpu(cpu, this.steps.config)
    requirePage(page, this.steps.config)
    return Promise.resolve(pageOf(this.steps.recording.image, cpu, page, snapshot))
  }
  unread(): Promise<UnreadEvents> {
    return Promise.resolve(unreadOf(this.steps.recording.image))
  }
  stats(): Promise<CpuStats[]> {
    return Promise.resolve(statsOf(this.steps.recording.image, this.nowNs()))
  }
  async ringBytes(cpu: number): Promise<Uint8Array<ArrayBuffer>> {
    requireCpu(cpu, this.steps.config)
    return Promise.resolve(ringOf(this.steps.recording.image, cpu))
  }
  disable(): Promise<number> {
    return this.depthAfter('disable')
  }
  enable(): Promise<number> {
    return this.depthAfter('enable')
  }
  async kill(cpu: number): Promise<void> {
    requireCpu(cpu, this.steps.config)
    await this.steps.machine({ do: 'kill', cpu })
  }
  apply(): Promise<void> {
    return Promise.reject(new RingsideError('unsupported', 'In step mode every change begins a new machine.'))
  }
  resize(): Promise<void> {
    return Promise.reject(
      new RingsideError(
        'unsupported',
        'A recording is of rings of one size: configure({ pagesPerCpu }) begins a new stepped machine with another.',
      ),
    )
  }
  setTrigger(trigger: Trigger | undefined): Promise<void> {
    if (!trigger) return Promise.resolve()
    return Promise.reject(new RingsideError('unsupported', 'In step mode everybody is parked: run until it happens.'))
  }
  tearDown(): void {
    this.running = false
    this.steps.tearDown()
  }

  /** The call runs to its end while all others stay parked; what its actor is in the middle of comes first. */
  private async callToEnd(seat: number, call: QueuedCall): Promise<Answer> {
    const { steps: run } = this
    run.requireLive()
    run.requireAlive(seat)
    const blocked = lockThatBlocks(run.recording.image, run.actors, seat, call)
    if (blocked !== undefined)
      throw new RingsideError(
        'would-block',
        `${run.nameOf(seat)} needs the lock of CPU ${blocked}, ${
          waitsForItself(run.actors[blocked], blocked)
            ? 'whose holder waits for itself, for ever: go back, and on differently.'
            : 'whose holder is parked with it. Step the holder on until it has released the lock, or queue the call and step it.'
        }`,
      )
    let isOpen = true
    const answer = run.begin(seat, call).finally(() => (isOpen = false))
    answer.catch(() => {})
    while (isOpen && !run.hasEnded(seat)) await run.step(seat)
    return answer
  }

  private async depthAfter(what: 'disable' | 'enable'): Promise<number> {
    return this.steps.recording.log.op(await this.steps.machine({ do: what })).a
  }
}

/** A handler that needs the lock which the code that it interrupted holds. */
function waitsForItself(stand: ActorStand | undefined, cpu: number): boolean {
  return stand?.at.point === Point.LockWaited && stand.at.b === cpu
}

function unexpected(type: string): never {
  throw new Error(`an actor answered '${type}' to another question`)
}
