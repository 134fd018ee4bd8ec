import { StepPoint } from '../control/step-point.ts'
import { makesOp } from './decision.ts'
import type { Decision } from './decision.ts'
import type { StepLog } from './step-log.ts'

/** Calls that waited for their turn after so many ops, by seat; those that were queued behind the last of them are not among them. */
export function queuedAfter(decisions: readonly Decision[], log: StepLog, ops: number, seats: number): number[] {
  const queued = Array<number>(seats).fill(0)
  const rests = Array<boolean>(seats).fill(true)
  const add = (seat: number, count: number): void => void (queued[seat] = (queued[seat] ?? 0) + count)
  let op = 0
  for (const decision of decisions) {
    if (op === ops) break
    if (decision.do === 'begin') add(decision.seat, 1)
    else if (makesOp(decision)) op++
    if (decision.do !== 'step' && decision.do !== 'interrupt') continue
    const seat = decision.do === 'step' ? decision.seat : decision.cpu
    // who rests begins with its step what waits longest
    if (decision.do === 'step' && rests[seat] && queued[seat]) add(seat, -1)
    rests[seat] = log.pointOf(op) === StepPoint.Rested
  }
  return queued
}
