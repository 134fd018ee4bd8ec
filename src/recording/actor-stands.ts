/** Where every actor stands at an op of a log. */
import { StepPoint } from '../control/step-point.ts'
import { MACHINE_SEAT } from './step-log.ts'
import type { Op, StepLog } from './step-log.ts'

export interface ActorStand {
  /** number of the op with which it arrived there; 0: it has not done anything yet */
  readonly op: number
  /** where it is parked, or what ended it */
  readonly at: Op
  /** handlers that run on it now */
  readonly depth: number
}

/** @param seats CPUs and the reader @returns by seat */
export function actorStands(log: StepLog, op: number, seats: number): ActorStand[] {
  return Array.from({ length: seats }, (_, seat) => standOf(log, op, seat))
}

/** An interrupt that is pending, or the machine's switch, leaves an actor where it was. */
export function standOf(log: StepLog, op: number, seat: number): ActorStand {
  for (let at = op; at > 0; at--) {
    const found = log.op(at)
    if (isEndOf(found, seat)) return { op: at, at: { ...found, seat }, depth: 0 }
    if (found.seat === seat && found.point !== StepPoint.InterruptPending)
      return { op: at, at: found, depth: depthAt(log, at, seat) }
  }
  return { op: 0, at: { seat, point: StepPoint.Rested, a: 0, b: 0, c: 0 }, depth: 0 }
}

function isEndOf({ seat, point, a }: Op, wanted: number): boolean {
  return seat === MACHINE_SEAT && point === StepPoint.Killed && a === wanted
}

function depthAt(log: StepLog, op: number, seat: number): number {
  for (let at = op; at > 0; at--) {
    const { seat: by, point, b } = log.op(at)
    if (by !== seat) continue
    if (point === StepPoint.InterruptTaken) return b
    if (point === StepPoint.HandlerReturned) return at === op ? b : b - 1
    if (point === StepPoint.Rested) return 0
  }
  return 0
}
