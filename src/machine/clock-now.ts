import { lastCount } from '../clock/counter-clock.ts'
import type { ControlBlock } from '../control/control-block.ts'
import type { MachineConfig } from './machine-config.ts'

export interface ClockParts {
  readonly config: MachineConfig
  readonly control: ControlBlock
  /** the machine's time */
  readonly nowNs: number
}

/**
 * What the trace clock of a CPU says now. Nothing is stamped by it: a stamp of the counter would number an event that does not exist.
 * @param newestTs of the CPU's stamps, 0 for none: its own clock may be ahead of the machine's, and a replay flat out has no other time
 */
export function clockNow({ config, control, nowNs }: ClockParts, cpu: number, newestTs: number): number {
  const { clock, workload, clockOffsetsNs } = config
  if (clock === 'counter') return lastCount(control.i32, control.counterAt >>> 2)
  const ns = workload.kind === 'trace' ? recordedNow(control, nowNs, cpu) : nowNs
  return Math.max(Math.floor(ns) + (clockOffsetsNs?.[cpu] ?? 0), newestTs)
}

/** The trace's time by its pace. A replay flat out says where it stands only when it is looked at. */
function recordedNow(control: ControlBlock, nowNs: number, cpu: number): number {
  const { traceBase, machineBase, speed } = control.pace
  return speed === Infinity ? control.positionOf(cpu) : traceBase + (nowNs - machineBase) * speed
}
