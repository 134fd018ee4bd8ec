/**
 * Does what was decided with the threads of a stepped machine. The same decisions give the same ops: on the first run, which is recorded, and
 * when a fork drives new threads to where it begins.
 */
import { Command } from '../../control/gate.ts'
import { StepPoint } from '../../control/step-point.ts'
import type { Act } from '../../recording/decision.ts'
import { MACHINE_SEAT } from '../../recording/step-log.ts'
import type { Op } from '../../recording/step-log.ts'
import { SlotI32 } from '../../ring/rfc/layout.ts'
import { recordDisable, recordEnable } from '../../ring/rfc/record-disable.ts'
import type { Answer } from '../calls.ts'
import type { MachineConfig } from '../machine-config.ts'
import { RingsideError } from '../ringside-error.ts'
import { ActorQueue, ownCall } from './actor-queue.ts'
import type { Stepper } from './stepper.ts'
import { timeFrom } from './virtual-time.ts'
import type { SetTime } from './virtual-time.ts'

/** A call that has ended with this op. */
export interface Ended {
  readonly seat: number
  /** what it was called for */
  readonly kind: number
  readonly answer: Answer
}

export class Driver {
  /** by seat */
  readonly queues: ActorQueue[]
  /** by seat: whether there was anything to do before the first step */
  readonly workAtFirst: readonly boolean[]
  private setTime: SetTime | undefined

  /** @param stepper its threads have not done anything yet */
  constructor(
    readonly stepper: Stepper,
    private readonly config: MachineConfig,
  ) {
    this.queues = Array.from({ length: config.cpus + 1 }, () => new ActorQueue())
    this.workAtFirst = this.queues.map((_, seat) => stepper.stand(seat).a === 0)
  }

  /** Whether this actor is between two operations. */
  rests(seat: number): boolean {
    return this.stepper.stand(seat).point === StepPoint.Rested
  }

  /** Whether an actor that rests has something to do. */
  hasWork(seat: number): boolean {
    const { cpus, reader } = this.config
    if (!(this.queues[seat] as ActorQueue).isEmpty) return true
    if (seat < cpus) return this.stepper.stand(seat).a === 0
    return ownCall(reader.kind) !== undefined
  }

  /**
   * @param op the number that its op will have
   * @returns what to log of it, and the call that has ended with it @throws RingsideError crashed, bad-argument, what the ring refuses
   */
  async perform(decision: Act, op: number): Promise<{ done: Op; ended?: Ended }> {
    const { stepper } = this
    switch (decision.do) {
      case 'disable':
        return { done: machineOp(StepPoint.Disabled, recordDisable(stepper.buffer)) }
      case 'enable':
        return { done: machineOp(StepPoint.Enabled, recordEnable(stepper.buffer)) }
      case 'kill':
        stepper.kill(decision.cpu)
        return { done: machineOp(StepPoint.Killed, decision.cpu) }
      case 'interrupt':
        return { done: await this.interrupt(decision.cpu, decision.nmi, op) }
      case 'step':
        return this.step(decision.seat, op)
    }
  }

  /** What a CPU's clock says at the next op. @param op the number that it will have */
  stamp(cpu: number, ns: number, op: number): void {
    if (this.config.clock === 'counter') this.stepper.setCount(ns - 1)
    else this.setTime = { op, ns: machineTime(this.config, cpu, ns) }
  }

  private async step(seat: number, op: number): Promise<{ done: Op; ended?: Ended }> {
    if (this.rests(seat)) await this.begin(seat)
    const done = { seat, ...(await this.stepper.step(seat, Command.go, this.nowNs(op))) }
    const hasEnded = (done.point === StepPoint.Rested && done.b !== 0) || done.point === StepPoint.Crashed
    return hasEnded ? this.end(seat, done) : { done }
  }

  private async interrupt(cpu: number, nmi: boolean, op: number): Promise<Op> {
    const { buffer } = this.stepper
    const stand = await this.stepper.step(cpu, nmi ? Command.nmi : Command.irq, this.nowNs(op))
    if (stand.point !== StepPoint.InterruptPending) return { seat: cpu, ...stand }
    const pending = buffer.i32[buffer.slotI32(cpu) + SlotI32.pendingIrqs] as number
    return { seat: cpu, point: stand.point, a: cpu, b: pending, c: 0 }
  }

  private async begin(seat: number): Promise<void> {
    const queue = this.queues[seat] as ActorQueue
    const own = seat === this.config.cpus ? ownCall(this.config.reader.kind) : undefined
    if (queue.isEmpty && own) queue.add(own).catch(() => {}) // what it reads by itself nobody waits for
    const waiting = queue.next()
    if (waiting) queue.begun = { waiting, answer: await this.stepper.call(seat, waiting.call) }
  }

  private async end(seat: number, done: Op): Promise<{ done: Op; ended?: Ended }> {
    const queue = this.queues[seat] as ActorQueue
    const { begun } = queue
    queue.begun = undefined
    if (!begun) return { done }
    try {
      const answer = await (begun.answer[0] as Promise<Answer>)
      begun.waiting.resolve(answer)
      return { done, ended: { seat, kind: begun.waiting.call.kind, answer } }
    } catch (error) {
      begun.waiting.reject(error)
      return { done }
    }
  }

  /** Whoever waits for an answer waits in vain. */
  tearDown(): void {
    const error = new RingsideError('not-live', 'The threads that were to answer have gone.')
    for (const queue of this.queues) queue.fail(error)
    this.stepper.tearDown()
  }

  private nowNs(op: number): number {
    return timeFrom(this.setTime, op, this.config.seed)
  }
}

/** ns of the machine's time at which this CPU's clock says so; no stamp is smaller than 1 */
export function machineTime({ clockOffsetsNs = [] }: Pick<MachineConfig, 'clockOffsetsNs'>, cpu: number, ns: number) {
  return Math.max(0, ns - (clockOffsetsNs[cpu] ?? 0))
}

function machineOp(point: number, a: number): Op {
  return { seat: MACHINE_SEAT, point, a, b: 0, c: 0 }
}
