import { Point } from '../ring/probe.ts'
import type { StepLog } from './step-log.ts'

/** How many events the last iterator had passed when an op was done; 0: there was none. @param op 0 … length */
export function eventsIterated(log: StepLog, op: number): number {
  let passed = 0
  for (let at = op; at > 0; at--) {
    const point = log.pointOf(at)
    if (point === Point.IteratorAdvanced) passed++
    if (point === Point.IteratorHeld) return passed
  }
  return 0
}
