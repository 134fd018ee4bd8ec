import { lastCount } from '../clock/counter-clock.ts'
import type { ControlBlock } from '../control/control-block.ts'
import type { MachineConfig } from './machine-config.ts'

export interface ClockParts {
  readonly config: MachineConfig
  readonly control: ControlBlock
  /** the machine's time */
  readonly nowNs: number
}

/** What the trace clock of a CPU says now. Nothing is stamped by it: a stamp of the counter would number an event that does not exist. */
export function clockNow({ config, control, nowNs }: ClockParts, cpu: number): number {
  const { clock, workload, clockOffsetsNs } = config
  if (clock === 'counter') return lastCount(control.i32, control.counterAt >>> 2)
  const ns = workload.kind === 'trace' ? control.positionOf(cpu) : nowNs
  return Math.max(0, ns + (clockOffsetsNs?.[cpu] ?? 0))
}
