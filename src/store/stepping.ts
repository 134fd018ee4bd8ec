/** Step mode as the page and the API command it: the run of the machine of the moment, and the list of events that goes with the op that is shown. */
import type { Delivery } from '../recording/branches.ts'
import type { StepRun } from '../machine/step/step-run.ts'
import type { Trigger } from '../control/trigger-words.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import { toRingsideError } from './problems.ts'
import type { RunningMachine } from '../machine/running-machine.ts'
import type { StepRecord } from '../recording/step-record.ts'
import type { StepCall } from './step-calls.ts'
import type { ScheduledBranch } from './schedule.ts'
import type { AskedSteps } from './url-parameters.ts'

export interface SteppingParts {
  readonly machine: () => RunningMachine | undefined
  /** in turn with all other commands, and shown */
  readonly change: <Result>(act: () => Promise<Result>) => Promise<Result>
  /** whoever steps goes on for a while: the page shows it, and a way to end it */
  readonly goesOn: (running: boolean) => void
  /** begins the list of consumed events anew */
  readonly unlist: () => void
  /** adds to the list of consumed events */
  readonly list: (batch: ArrayBuffer) => void
}

const OTHER_BYTES =
  'The link’s steps led to other bytes than when it was made: the link was changed, or this page runs other code. What is shown is what the steps do here.'

const NOBODY_GOES_ON = 'nobody who is not held can go on. Queue a call, let someone go, or go back and fork.'

/** ms that steps go on before the page says so: what ends sooner does not flicker */
const SHOWN_AFTER_MS = 200

export class Stepping {
  /** whoever runs on goes on only while this is the serial that it began with */
  private serial = 0
  private forking: Promise<string> | undefined
  /** what of a branch the list of events has */
  private listed: { deliveries: readonly Delivery[]; count: number } = { deliveries: [], count: 0 }

  constructor(private readonly parts: SteppingParts) {}

  /** undefined: the machine of the moment is a live one, or there is none */
  get run(): StepRun | undefined {
    return this.parts.machine()?.steps
  }
  /** @throws RingsideError not-stepping */
  get required(): StepRun {
    const { run } = this
    if (!run)
      throw new RingsideError(
        'not-stepping',
        "The machine runs live: configure({ mode: 'step' }) makes one that is stepped.",
      )
    return run
  }

  /** @param seat a CPU's number, or the number of CPUs for the reader @returns the op */
  step(seat: number): Promise<number> {
    return this.changing((run) => run.step(seat))
  }
  interrupt(cpu: number, nmi: boolean): Promise<number> {
    return this.changing((run) => run.interrupt(cpu, nmi))
  }
  /** Queues a call to be stepped by hand; what it answers is seen in the events and the state. */
  begin(seat: number, call: StepCall): Promise<void> {
    return this.changing(async (run) => {
      const { queuedCall } = await import('./step-calls.ts')
      run.begin(seat, queuedCall(run, seat, call)).catch(() => {})
    })
  }
  /** What the op did, in words. */
  async record(op: number): Promise<StepRecord> {
    // taken now: once the words are there, the machine may be another one
    const { recording, branches } = this.required
    const { ends } = branches.current
    const { stepRecord } = await import('../recording/step-record.ts')
    return stepRecord(recording, op, ends)
  }
  /** Whoever runs on by then ends that first. @param met asked after every op @returns the last op; undefined: nobody could go on */
  runUntil(met: (op: number) => boolean): Promise<number | undefined> {
    const serial = ++this.serial
    return this.changing(async (run) => {
      const wasRunning = this.parts.machine()?.isRunning === true
      if (wasRunning) await this.parts.machine()?.stop()
      let isShown = wasRunning
      const show = (running: boolean): void => this.parts.goesOn((isShown = running))
      const timer = setTimeout(show, SHOWN_AFTER_MS, true)
      try {
        return await run.goOn(met, () => this.serial === serial)
      } finally {
        clearTimeout(timer)
        if (isShown) show(false)
      }
    })
  }
  /** The same, for who looks on. @throws RingsideError would-block: it has not happened, and nobody can go on; not-live */
  async runOnTo(met: (op: number) => boolean): Promise<void> {
    this.required.requireLive()
    let isMet = false
    await this.runUntil((op) => (isMet = met(op)))
    const { run } = this
    if (!isMet && run?.isLive && !run.someoneGoesOn)
      throw new RingsideError('would-block', `It has not happened: ${NOBODY_GOES_ON}`)
  }
  /** @throws RingsideError would-block: of a machine that is stepped nobody can go on */
  requireSomeone(): void {
    if (this.run?.isLive && !this.run.someoneGoesOn)
      throw new RingsideError('would-block', `Nothing to run: ${NOBODY_GOES_ON}`)
  }
  /** undefined: the machine runs live */
  runUntilTrigger(trigger: Trigger): Promise<void> | undefined {
    const { run } = this
    if (!run) return undefined
    const condition = import('./trigger-condition.ts').then(({ triggerCondition }) =>
      triggerCondition(run.recording, trigger),
    )
    return condition.then((met) => this.runOnTo(met))
  }
  /** @throws RingsideError bad-argument: nobody can be parked there; would-block, not-live as `runOnTo` */
  async runUntilLine(line: { file: string; line: number }): Promise<void> {
    const { conditionOf } = await import('./step-calls.ts')
    return this.runOnTo(conditionOf(this.required, { line }))
  }
  /** Ends what runs on, at its next op. */
  halt(): void {
    this.serial++
  }

  seek(op: number): Promise<number> {
    return this.changing((run) => {
      const moved = run.seek(op)
      this.list()
      return Promise.resolve(moved)
    })
  }
  /** So many ops on or back from wherever it stands by then: a key that is held down asks faster than pictures come. */
  move(by: number): Promise<number> {
    return this.changing((run) => {
      const { position, length } = run.recording
      const moved = run.seek(Math.max(0, Math.min(length, position + by)))
      this.list()
      return Promise.resolve(moved)
    })
  }
  /** Twice at once is once. */
  fork(): Promise<string> {
    this.forking ??= this.changing((run) => run.fork()).finally(() => (this.forking = undefined))
    return this.forking
  }
  /** Who is held stays where it is while the others go on. */
  hold(seat: number, held: boolean): Promise<void> {
    return this.changing((run) => Promise.resolve(run.hold(seat, held)))
  }
  checkout(branch: string): Promise<void> {
    return this.changing(async (run) => {
      await run.checkout(branch)
      this.list()
    })
  }

  /**
   * Does again what a link says was done, and shows the op that it shows. What was done here before has to be how it begins.
   * @returns what of it is not so; the steps are shown all the same @throws RingsideError where it cannot be followed
   */
  async follow({ schedule = new Uint8Array(), branch, op, sum }: AskedSteps): Promise<string | undefined> {
    const { behind, follow, scheduleOf } = await import('./schedule.ts')
    const { memorySum } = await import('../recording/memory-sum.ts')
    const { required: run } = this
    let decided: ScheduledBranch[]
    try {
      decided = behind(scheduleOf(schedule, run.cpus), run)
    } catch {
      throw new RingsideError('bad-argument', 'Its schedule was cut off or changed.')
    }
    await this.changing(() => follow(run, decided))
    try {
      if (branch !== undefined && branch !== run.branches.current.id) await this.checkout(branch)
      if (op !== undefined) await this.seek(op)
    } catch (error) {
      return `The link’s steps were done, but not all of what it shows is there. ${toRingsideError(error).message}`
    }
    return sum === undefined || sum === memorySum(run.recording.image.i32) ? undefined : OTHER_BYTES
  }

  /** The list of events is what was consumed up to the op that is shown. Most ops change nothing of it, and those behind it add to it. */
  list(): void {
    const { branches, delivered } = this.required
    const { deliveries } = branches.current
    const goesOn = this.listed.deliveries === deliveries && this.listed.count <= delivered.length
    if (!goesOn) this.parts.unlist()
    for (const { events } of delivered.slice(goesOn ? this.listed.count : 0)) this.parts.list(events)
    this.listed = { deliveries, count: delivered.length }
  }

  private changing<Result>(act: (run: StepRun) => Promise<Result>): Promise<Result> {
    return this.parts.change(() => act(this.required))
  }
}
