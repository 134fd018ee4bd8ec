/** Where an actor parks in step mode besides the ring's probe points (ring/probe.ts), and what the machine does between the steps of actors. */
import { pointName } from '../ring/probe.ts'
import type { Point, PointName } from '../ring/probe.ts'

export const StepPoint = {
  // ---- an actor stands here; the numbers go on behind the ring's
  /** between two operations. 1: nothing is left to do unless it is called; serial of the call that has ended here, 0: none */
  Rested: 1000,
  /** a handler begins: CPU, depth (1: it interrupts the code itself), 1: not maskable */
  InterruptTaken: 1001,
  /** interrupts are off, the line waits: CPU, interrupts pending */
  InterruptPending: 1002,
  /** the handler has ended, the code that it interrupted goes on: CPU, depth */
  HandlerReturned: 1003,
  // ---- what happened to an actor
  /** a KernelBug, or an error: the actor has ended here */
  Crashed: 1100,
  // ---- ops of the machine
  /** CPU */
  Killed: 1101,
  /** depth of disable() */
  Disabled: 1102,
  Enabled: 1103,
} as const
export type StepPointName = keyof typeof StepPoint

const names = new Map<number, StepPointName>(
  Object.entries(StepPoint).map(([name, point]) => [point, name as StepPointName]),
)

/** The name under which an op is known, of a probe point or of step mode's own. */
export function stepPointName(point: number): PointName | StepPointName {
  return names.get(point) ?? pointName(point as Point)
}
