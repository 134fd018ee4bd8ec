/** What the page and the API command of live recordings: loaded with the first of them. All but `cancel` in turn with the session's other commands. */
import type { MachineListener } from '../machine/actors.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { BootMachine, RunningMachine } from '../machine/running-machine.ts'
import { beginLive } from './live-recording.ts'
import type { LiveRecording } from './live-recording.ts'
import type { PlannedWorkload } from './plan-workload.ts'
import { openedOf } from './recording-files.ts'
import type { OpenedRecording } from './recording-files.ts'
import type { Running, Session } from './session.ts'

export interface LiveControlParts {
  readonly session: Session
  readonly bootMachine: BootMachine
  readonly current: () => Running | undefined
  readonly listener: (own: () => RunningMachine | undefined) => MachineListener
  /** the machine of the moment is another one, in step mode */
  readonly adopt: (machine: RunningMachine, planned: PlannedWorkload & { config: MachineConfig }) => Promise<void>
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
    if (on === (this.recording !== undefined)) return Promise.resolve()
    return on ? this.begin() : this.end()
  }

  async replay(): Promise<void> {
    if (this.replayed) await this.parts.show(this.replayed)
  }

  cancel(): void {
    this.recording?.cancel()
  }

  private async begin(): Promise<void> {
    const { session, bootMachine } = this.parts
    if (session.stepping.run)
      throw new RingsideError('not-live', 'Steps are recorded anyway: saveRecording() keeps them.')
    const onFull = (): void => void session.recordLive(false).catch(() => {}) // told already
    this.recording = await beginLive(session.machine, { store: session.store, bootMachine, onFull })
  }

  private async end(): Promise<void> {
    const { session, current, listener, adopt } = this.parts
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
      await adopt(again, { workloads: [], types, lapNs, config: run.config })
      this.replayed = openedOf(run, types, lapNs)
      session.store.setState({ replay: { config: recording.config, writeNs: recording.cost } })
    } finally {
      this.recording = undefined
      // given up, or refused: it goes on as it was
      if (wasRunning && current() === before) await before.machine.start()
    }
  }
}
