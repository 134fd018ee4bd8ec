/** The problems that the page shows, in the store: put there, taken away, and over with what they belonged to. */
import type { MachineConfig } from '../machine/machine-config.ts'
import { settingOf, toRingsideError } from './problems.ts'
import type { Problem, RingsideStore } from './ringside-store.ts'

/** over with the machine that had them */
const OF_ONE_MACHINE: ReadonlySet<string> = new Set(['crashed', 'warning', 'timeout'])
/** over once anybody has gone on */
const OF_ONE_MOMENT: ReadonlySet<string> = new Set(['would-block', 'not-live'])
/** where one steps, what was refused is over with the next thing that is done */
const OF_ONE_STEP: ReadonlySet<string> = new Set(['bad-argument', 'crashed'])

export class ProblemList {
  private count = 0
  /** id of the last one that was there when a command had been done */
  private passed = 0

  constructor(private readonly store: RingsideStore) {}

  /** Puts an error where it can be read: beside the setting that caused it, or in the list of problems. */
  report(error: unknown, patch?: Partial<MachineConfig>): void {
    const { code, message } = toRingsideError(error)
    const setting = patch && settingOf(patch, { ...this.store.getState().config, ...patch })
    this.show({ id: ++this.count, code, message, ...(setting && { setting }) })
  }

  /** An actor has crashed, while it was not asked for anything. */
  crash(seat: number, message: string): void {
    this.show({ id: ++this.count, code: 'crashed', message, seat })
  }

  /** What is no error of a call, and yet is to be seen. @param steps a recording that can be brought back */
  warn(message: string, steps?: Blob): void {
    this.show({ id: ++this.count, code: 'warning', message, ...(steps && { steps }) })
  }

  dismiss(id: number): void {
    this.keep((problem) => problem.id !== id)
  }

  /** These settings have been changed to what can be. */
  settle(patch: Partial<MachineConfig>): void {
    this.keep(({ setting }) => setting === undefined || !(setting in patch))
  }

  /** Another machine has come. */
  renew(): void {
    this.keep(({ code }) => !OF_ONE_MACHINE.has(code))
  }

  /** A command has been done. @param isDown where one steps: whether this actor has crashed at the op that is shown */
  passMoment(isDown?: (seat: number) => boolean): void {
    const { passed } = this
    this.passed = this.count
    const isOver = ({ code, id, seat }: Problem): boolean => {
      if (OF_ONE_MOMENT.has(code)) return true
      if (!isDown || !OF_ONE_STEP.has(code)) return false
      return seat === undefined ? code !== 'crashed' || id <= passed : !isDown(seat)
    }
    if (this.store.getState().problems.some(isOver)) this.keep((problem) => !isOver(problem))
  }

  private show(problem: Problem): void {
    this.keep((other) => other.setting !== problem.setting || other.message !== problem.message)
    this.store.setState(({ problems }) => ({ problems: [...problems, problem] }))
  }

  private keep(isKept: (problem: Problem) => boolean): void {
    this.store.setState(({ problems }) => ({ problems: problems.filter(isKept) }))
  }
}
