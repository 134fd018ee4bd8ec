/** The flight recorder of a session: its trigger, and the machine that is stopped once a CPU has stopped the recording. */
import type { Trigger, TriggerHit } from '../control/trigger-words.ts'
import type { RunningMachine } from '../machine/running-machine.ts'
import type { RingsideStore } from './ringside-store.ts'

export type { Trigger, TriggerHit }

export interface RecorderParts {
  /** in turn with all other commands */
  readonly change: (act: (machine: RunningMachine) => Promise<void>) => Promise<void>
  /** a machine that is stepped runs until it happens; undefined: the machine is a live one */
  readonly runUntil: (trigger: Trigger) => Promise<void> | undefined
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export class FlightRecorder {
  constructor(
    private readonly store: RingsideStore,
    private readonly parts: RecorderParts,
  ) {
    store.subscribe(({ readout }, before) => {
      if (readout !== before.readout) this.follow(readout?.triggered)
    })
  }

  /**
   * Arms a trigger in place of the one before, whose level of disable() ends. A machine that is stepped runs until it happens instead.
   * @param trigger undefined: none @throws RingsideError bad-cpu, bad-argument
   */
  set(trigger: Trigger | undefined): Promise<void> {
    const stepped = trigger && this.parts.runUntil(trigger)
    if (stepped) return stepped
    return this.parts.change(async (machine) => {
      await machine.setTrigger(trigger)
      // what is told of it from here on is of this one
      await machine.captures.fresh()
      this.store.setState({ trigger, triggered: undefined })
    })
  }

  /** The same trigger once more: recording is enabled, and the machine runs. */
  async armAgain(): Promise<void> {
    await this.set(this.store.getState().trigger)
    await this.parts.start()
  }

  /** Another machine has come: the trigger is armed there, if its CPU is; where it is stepped, in the next live one. */
  async bringInto(machine: RunningMachine): Promise<void> {
    const { trigger } = this.store.getState()
    if (!trigger || machine.steps) return
    if (trigger.cpu !== undefined && trigger.cpu >= machine.cpus) this.store.setState({ trigger: undefined })
    else await machine.setTrigger(trigger)
  }

  /** The CPU has parked everybody; the machine that stands is stopped. */
  private follow(hit: TriggerHit | undefined): void {
    const { triggered, running } = this.store.getState()
    if (hit?.left === triggered?.left && hit?.holds === triggered?.holds) return
    this.store.setState({ triggered: hit })
    if (hit?.left === 0 && triggered?.left !== 0 && running) void this.parts.stop()
  }
}
