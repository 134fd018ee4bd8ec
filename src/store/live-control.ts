/** What the page and the API command of live recordings: loaded with the first of them. */
import type { MachineListener } from '../machine/actors.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { BootMachine, RunningMachine } from '../machine/running-machine.ts'
import { offsetsInForce } from './clock-offsets.ts'
import { beginLive } from './live-recording.ts'
import type { LiveRecording } from './live-recording.ts'
import type { PlannedWorkload } from './plan-workload.ts'
import { openedOf } from './recording-files.ts'
import type { OpenedRecording } from './recording-files.ts'
import { toRingsideError } from './problems.ts'
import type { Running, Session } from './session.ts'

export interface LiveControlParts {
  readonly session: Session
  readonly bootMachine: BootMachine
  readonly current: () => Running | undefined
  readonly listener: (own: () => RunningMachine | undefined) => MachineListener
  /** in turn with the session's other commands */
  readonly inTurn: (act: () => Promise<void>) => Promise<void>
  /** the machine of the moment is another one */
  readonly adopt: (machine: RunningMachine, planned: PlannedWorkload, offsetsNs: readonly number[]) => void
  readonly showChange: (config: MachineConfig) => Promise<void>
  readonly show: (recording: OpenedRecording) => Promise<void>
}

export class LiveControl {
  private recording: LiveRecording | undefined
  /** what was recorded last */
  private replayed: OpenedRecording | undefined

  constructor(private readonly parts: LiveControlParts) {}

  /**
   * Begins, or ends and shows it as steps, which new threads have taken again; twice is once.
   * @throws RingsideError not-isolated, not-live, unsupported, invalid-config, crashed, iterator-open; bad-argument: nothing was done
   */
  set(on: boolean): Promise<void> {
    return this.inTurn(async () => {
      if (on === (this.recording !== undefined)) return
      await (on ? this.begin() : this.end())
    })
  }

  /** Shows again what was recorded last. */
  replay(): Promise<void> {
    return this.inTurn(async () => {
      if (this.replayed) await this.parts.show(this.replayed)
    })
  }

  /** Gives up doing it again, whoever's turn it is: the machine that was recorded goes on. */
  cancel(): void {
    this.recording?.cancel()
  }

  /** A machine whose doing is logged stays as it was made until that has ended. @throws RingsideError unsupported */
  refuseWhileItRuns(): void {
    if (this.recording)
      throw new RingsideError(
        'unsupported',
        'What runs is being recorded live: end that first, with recordLive(false).',
      )
  }

  /** What is refused is shown as well. */
  private inTurn(act: () => Promise<void>): Promise<void> {
    const { session, inTurn } = this.parts
    return inTurn(act).catch((error: unknown) => {
      session.report(error)
      throw toRingsideError(error)
    })
  }

  private async begin(): Promise<void> {
    const { session, bootMachine } = this.parts
    if (session.stepping.run)
      throw new RingsideError('not-live', 'Steps are recorded anyway: saveRecording() keeps them.')
    const onFull = (): void => void this.set(false).catch(() => {}) // told already
    this.recording = await beginLive(session.machine, { store: session.store, bootMachine, onFull })
  }

  private async end(): Promise<void> {
    const { session, current, listener, adopt, showChange } = this.parts
    const { recording } = this
    const before = current()
    if (!recording || !before) return
    const wasRunning = session.store.getState().running
    // while it is done again, the machine that tells of it is not the one that is shown
    let again: RunningMachine | undefined
    try {
      again = await recording.end(listener(() => again))
      if (!again?.steps) return
      const { types, lapNs } = before
      const { steps: run } = again
      adopt(again, { workloads: [], types, lapNs }, offsetsInForce(run.config))
      session.stepping.list()
      await showChange(run.config)
      this.replayed = openedOf(run, types, lapNs)
      session.store.setState({ replay: { config: recording.config, cost: recording.cost } })
    } finally {
      this.recording = undefined
      // given up, or refused: it goes on as it was
      if (wasRunning && current() === before) await before.machine.start()
    }
  }
}
