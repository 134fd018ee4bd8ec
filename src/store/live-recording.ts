/** Recording a live machine, and doing it again step by step: loaded with the first recording. */
import { redrive } from '../machine/step/redrive.ts'
import { LiveTake } from '../machine/live-take.ts'
import type { Machine } from '../machine/machine.ts'
import { ringBytes } from '../machine/machine-config.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { MachineListener } from '../machine/actors.ts'
import type { BootMachine, RunningMachine } from '../machine/running-machine.ts'
import type { MeasuredWrites, RingsideStore, WriteCost } from './ringside-store.ts'

/** of rings: every step that is taken again compares them all */
const MAX_BYTES = 2 ** 20
/** ms between two looks at how full the logs are */
const LOOK_MS = 100

export interface LiveParts {
  readonly store: RingsideStore
  readonly bootMachine: BootMachine
  /** the logs are full: the recording ends, as if it had been asked */
  readonly onFull: () => void
}

/** How long a write takes, over all CPUs that have been measured; undefined: none has. */
function measured(machine: RunningMachine): MeasuredWrites | undefined {
  const times = machine.readout()?.cpus.flatMap(({ writeTime }) => writeTime ?? []) ?? []
  const writes = times.reduce((sum, time) => sum + time.writes, 0)
  if (writes === 0) return undefined
  return { ns: times.reduce((sum, time) => sum + time.ns * time.writes, 0) / writes, writes }
}

function isInThreads(machine: RunningMachine): machine is Machine {
  return 'logTo' in machine
}

/** @throws RingsideError not-isolated, unsupported, invalid-config, crashed, iterator-open */
export async function beginLive(machine: RunningMachine, parts: LiveParts): Promise<LiveRecording> {
  const { config, capabilities } = parts.store.getState()
  if (!isInThreads(machine) || !capabilities.stepping)
    throw new RingsideError(
      'not-isolated',
      'What runs live can be recorded only over shared memory. Open the page in a tab of its own, from a server that isolates it.',
    )
  if (ringBytes(config) > MAX_BYTES)
    throw new RingsideError(
      'invalid-config',
      'Rings of more than 1 MiB in all cannot be recorded live, because each step of the replay compares them all: take fewer or smaller pages.',
    )
  const before = measured(machine)
  return new LiveRecording(await LiveTake.begin(machine, config), machine, { before, ...parts })
}

export class LiveRecording {
  /** as the machine was configured: what Live goes back to */
  readonly config: MachineConfig
  private readonly look: ReturnType<typeof setInterval>
  private cancelled = false
  cost: WriteCost

  constructor(
    private readonly take: LiveTake,
    private readonly machine: RunningMachine,
    private readonly parts: LiveParts & { before: MeasuredWrites | undefined },
  ) {
    this.config = parts.store.getState().config
    this.cost = { before: parts.before, now: undefined }
    this.look = setInterval(() => this.follow(), LOOK_MS)
    this.tell('recording', 0)
  }

  /** Gives up doing it again. */
  cancel(): void {
    this.cancelled = true
  }

  /**
   * Ends the recording, and does it again with new threads.
   * @returns a machine in step mode that stands at its end; undefined: it was cancelled @throws RingsideError
   */
  async end(listener: MachineListener): Promise<RunningMachine | undefined> {
    const { store, bootMachine } = this.parts
    clearInterval(this.look)
    await this.machine.stop()
    this.cost = { before: this.parts.before, now: measured(this.machine) }
    try {
      const taken = await this.take.end()
      if (taken.ops.every((ops) => ops.length === 0))
        throw new RingsideError(
          'bad-argument',
          'Nobody has written or read while it was recorded: there is nothing to replay.',
        )
      this.tell('replaying', 0)
      const { config, origin: live, first } = taken
      const machine = await bootMachine({ config, workloads: [], live, first }, listener)
      try {
        const run = machine.steps
        if (run && (await redrive(run, taken, (share) => this.goes(share)))) return machine
      } catch (error) {
        machine.tearDown()
        throw error
      }
      machine.tearDown()
      return undefined
    } finally {
      store.setState({ live: undefined })
    }
  }

  private goes(share: number): boolean {
    const told = this.parts.store.getState().live?.share ?? 0
    if (share - told >= 0.01) this.tell('replaying', share)
    return !this.cancelled
  }

  private follow(): void {
    this.tell('recording', this.take.share)
    if (!this.take.isFull) return
    clearInterval(this.look)
    this.parts.onFull()
  }

  private tell(phase: 'recording' | 'replaying', share: number): void {
    const cost = phase === 'recording' ? { ...this.cost, now: measured(this.machine) } : this.cost
    this.parts.store.setState({ live: { phase, full: this.take.isFull, share, cost } })
  }
}
