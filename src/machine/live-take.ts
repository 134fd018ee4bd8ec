/** Recording what is done live, from the moment at which everybody was put over the logs to that at which everybody was taken off again. */
import { allocateLive, Fill, LiveLogs } from '../control/live-log.ts'
import { HeaderI32 } from '../ring/rfc/layout.ts'
import { maxPayloadBytes } from '../ring/trace-buffer.ts'
import { liveOps } from '../recording/live-script.ts'
import type { LiveChange, LiveOp } from '../recording/live-script.ts'
import type { LiveOrigin } from './actors.ts'
import type { Machine } from './machine.ts'
import type { MachineConfig } from './machine-config.ts'
import { RingsideError } from './ringside-error.ts'

/** What was recorded: enough to do it again. */
export interface LiveTaken {
  /** nobody does anything by itself when it is done again: all that was done is in the logs */
  readonly config: MachineConfig
  readonly origin: LiveOrigin
  /** the words of the rings' memory, at the beginning and at the end */
  readonly first: Int32Array
  readonly last: Int32Array
  /** by seat */
  readonly ops: readonly (readonly LiveOp[])[]
  readonly changes: readonly LiveChange[]
}

/** steps that are taken again in some seconds, and that a page can look through; a write takes twenty */
export const MOST_POINTS = 60_000

export class LiveTake {
  private readonly logs: LiveLogs
  private readonly changes: LiveChange[] = []
  private first = new Int32Array()

  private constructor(
    private readonly machine: Machine,
    private readonly config: MachineConfig,
    points: number,
  ) {
    this.logs = new LiveLogs(allocateLive(config.cpus + 1, maxPayloadBytes(config.pageSize), points, config.asPosted))
  }

  /** @throws RingsideError crashed, iterator-open, timeout; then nothing is recorded */
  static async begin(machine: Machine, config: MachineConfig, points = MOST_POINTS): Promise<LiveTake> {
    const { cpus, reader } = machine.facts()
    if ([...cpus, reader].some(({ status }) => status === 'crashed'))
      throw new RingsideError('crashed', 'An actor has crashed: restart the machine, then it can be recorded.')
    const take = new LiveTake(machine, config, points)
    await machine.logTo(take.logs.live, take.around, () => (take.first = take.words()))
    return take
  }

  /** 0 … 1 */
  get share(): number {
    return this.logs.share
  }
  /** Everybody has been parked: there is no room for more. */
  get isFull(): boolean {
    return this.logs.fill !== Fill.goesOn
  }

  /** A change of the depth of disable(): everybody who looks at it meanwhile does so between two numbers. */
  readonly around = (off: boolean, change: () => number): number => {
    const before = this.logs.draw()
    const depth = change()
    this.changes.push({ off, before, after: this.logs.draw() })
    return depth
  }

  /** The machine goes on unrecorded. @throws RingsideError bad-argument: an operation was too long for its log; crashed, timeout */
  async end(): Promise<LiveTaken> {
    const { machine, config, logs, first, changes } = this
    let last = first
    await machine.logTo(undefined, undefined, () => (last = this.words()))
    if (logs.fill === Fill.overflown)
      throw new RingsideError(
        'bad-argument',
        'A single call took more room than its log had left: nothing was recorded.',
      )
    const seats = Array.from({ length: logs.live.seats }, (_, seat) => seat)
    return {
      config: { ...config, mode: 'step', workload: { kind: 'none' }, reader: { kind: 'none' } },
      origin: { handled: seats.slice(0, config.cpus).map((cpu) => logs.handledOf(cpu)) },
      first,
      last,
      ops: seats.map((seat) => liveOps(logs.marksOf(seat), seat)),
      changes,
    }
  }

  private words(): Int32Array<ArrayBuffer> {
    return Int32Array.from(this.machine.buffer.i32)
  }
}

/** Of disable(), when it began. */
export function depthAtFirst({ first }: LiveTaken): number {
  return first[HeaderI32.recordDisabled] as number
}
