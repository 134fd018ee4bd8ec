import { Command } from './gate.ts'
import type { Gate } from './gate.ts'
import { StepPoint } from './step-point.ts'

/**
 * What an actor calls in step mode wherever it can be parked: the ring's probe points, and those of step-point.ts.
 * @returns whether a handler has run there
 */
export type Stop = (point: number, a: number, b: number, c: number) => boolean

/** Live, nobody parks. */
export const noStop: Stop = () => false

/**
 * Parks at each point until the actor is released to go on.
 * @param arrive an interrupt has come to the actor where it stands; true: its handler has run, and stopped by itself on the way
 */
export function makeStop(gate: Gate, arrive: (maskable: boolean) => boolean): Stop {
  return (point, a, b, c) => {
    for (let command = gate.park(point, a, b, c); command !== Command.go;) {
      if (arrive(command === Command.irq)) return true
      command = gate.park(StepPoint.InterruptPending, a, b, c)
    }
    return false
  }
}

/** Of an actor without interrupts. */
export const noInterrupts = (): boolean => false
