/** The threads of a machine in step mode: all parked at their gates but one, for one step. Knows nothing of what was before. */
import { setCount } from '../../clock/counter-clock.ts'
import { MachineTimeControl } from '../../clock/machine-time.ts'
import type { ThreadTime } from '../../clock/machine-time.ts'
import { Command } from '../../control/gate.ts'
import type { Gate, Stand } from '../../control/gate.ts'
import { ControlBlock } from '../../control/control-block.ts'
import { StepPoint } from '../../control/step-point.ts'
import type { QueuedCall } from '../../recording/decision.ts'
import { RB_FL_OVERWRITE, RB_FL_SNAPSHOT } from '../../ring/rfc/layout.ts'
import type { RfcBuffer } from '../../ring/rfc/buffer.ts'
import { TraceBuffers } from '../../ring/trace-buffers.ts'
import { Actors } from '../actors.ts'
import type { MachineListener } from '../actors.ts'
import type { Answer } from '../calls.ts'
import { MachineRings } from '../machine-rings.ts'
import { RingsideError } from '../ringside-error.ts'
import type { MachinePlan } from '../running-machine.ts'
import type { ActorHost } from '../worker-port.ts'

export interface StepperParts extends MachinePlan {
  readonly host: ActorHost
  readonly time: ThreadTime
}

export class Stepper {
  readonly control: ControlBlock
  readonly buffer: RfcBuffer
  private readonly time: MachineTimeControl
  private readonly actors: Actors
  private readonly gates: Gate[]
  /** by seat: told when the actor ends by itself */
  private readonly crashes = new Map<number, (message: string) => void>()

  private constructor({ config, workloads, host, time, live }: StepperParts, listener: MachineListener) {
    const { cpus, pagesPerCpu, pageSize, overwrite, snapshot, asPosted } = config
    const { shared, spawn } = host
    this.control = ControlBlock.allocate(cpus, pageSize, host)
    this.time = new MachineTimeControl(this.control.buffer, this.control.timeAt, time)
    const flags = (overwrite ? RB_FL_OVERWRITE : 0) | (snapshot ? RB_FL_SNAPSHOT : 0)
    const size = pagesPerCpu * pageSize
    this.buffer = new TraceBuffers().alloc({ name: 'ringside', size, flags, cpus, pageSize, asPosted, shared }).buffer
    const { control } = this
    const rings = new MachineRings(this.buffer, 0, { control, shared, standsStill: () => true, nowNs: () => 0 })
    this.actors = new Actors({
      control,
      rings: () => rings,
      workloads,
      settings: config,
      live,
      spawn,
      listener: {
        ...listener,
        onCrashed: (seat, message) => {
          this.crashes.get(seat)?.(message)
          listener.onCrashed(seat, message)
        },
      },
    })
    this.gates = Array.from({ length: cpus + 1 }, (_, seat) => control.gate(seat))
  }

  /**
   * All actors are up, and rest at their gates.
   * @param first the words of the rings' memory that they begin with; undefined: of empty rings @throws RingError, RingsideError invalid-config, timeout
   */
  static async boot(parts: StepperParts, listener: MachineListener, first?: Int32Array): Promise<Stepper> {
    const stepper = new Stepper(parts, listener)
    if (first) stepper.buffer.i32.set(first)
    try {
      await stepper.actors.boot()
      await Promise.all(stepper.gates.map((gate) => gate.arrival()))
      return stepper
    } catch (error) {
      stepper.tearDown()
      throw error
    }
  }

  /** What ended each actor that has ended, by seat. */
  get ends(): ReadonlyMap<number, string> {
    return this.actors.ends
  }
  /** Why this actor can never go on. */
  whyStuck(seat: number): string | undefined {
    return this.actors.whyStuck(seat)
  }
  /** Where it stands. */
  stand(seat: number): Stand {
    return (this.gates[seat] as Gate).stand
  }

  /** Calls an actor that rests: it begins when it is stepped next, and answers at the operation's end, or with what the ring refuses it for. */
  async call(seat: number, { kind, args, body }: QueuedCall): Promise<Promise<Answer>[]> {
    const answer = this.actors.calls.make(seat, kind as never, args, body)
    let refused = false
    answer.catch(() => (refused = true)) // whoever asked hears of it
    while (!refused && !this.control.pendingCall(seat)) await undefined
    return [answer] // in a list: a promise of a promise would be waited for
  }

  /** Releases one actor until it arrives at its next point. @param nowNs the machine's time meanwhile */
  async step(seat: number, command: Command, nowNs: number): Promise<Stand> {
    const gate = this.gates[seat]
    if (!gate || this.actors.ends.has(seat)) throw new RingsideError('crashed', this.whyStuck(seat) ?? 'No such actor.')
    this.time.set(nowNs)
    const crashed = new Promise<string>((resolve) => this.crashes.set(seat, resolve))
    gate.release(command)
    const message = await Promise.race([gate.arrival(), crashed])
    this.crashes.delete(seat)
    if (message === undefined) return gate.stand
    return { point: StepPoint.Crashed, a: 0, b: 0, c: 0 }
  }

  /** The clock `counter` goes on behind this number. */
  setCount(count: number): void {
    setCount(this.control.i32, this.control.counterAt >>> 2, count)
  }

  kill(cpu: number): void {
    this.actors.killParked(cpu)
  }

  tearDown(): void {
    this.actors.terminate()
  }
}
