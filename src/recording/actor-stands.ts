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

/** Where all actors stand, op after op: from one to the next only who did it stands elsewhere. */
export class ActorStands {
  private log: StepLog | undefined
  private op = 0
  private all: readonly ActorStand[] = []

  /** @param seats CPUs and the reader */
  constructor(private readonly seats: number) {}

  /** By seat. */
  at(log: StepLog, op: number): readonly ActorStand[] {
    if (log !== this.log || Math.abs(op - this.op) > 1) this.all = actorStands(log, op, this.seats)
    else if (op !== this.op) {
      const moved = seatMovedBy(log, Math.max(op, this.op))
      this.all = this.all.map((stand, seat) => (seat === moved ? standOf(log, op, seat) : stand))
    }
    this.log = log
    this.op = op
    return this.all
  }
}

/** @param seats CPUs and the reader @returns by seat */
export function actorStands(log: StepLog, op: number, seats: number): ActorStand[] {
  return Array.from({ length: seats }, (_, seat) => standOf(log, op, seat))
}

export function standOf(log: StepLog, op: number, seat: number): ActorStand {
  for (let at = op; at > 0; at--) {
    if (seatMovedBy(log, at) !== seat) continue
    const isEnd = log.seatOf(at) !== seat
    return { op: at, at: { ...log.op(at), seat }, depth: isEnd ? 0 : depthAt(log, at, seat) }
  }
  return { op: 0, at: { seat, point: StepPoint.Rested, a: 0, b: 0, c: 0 }, depth: 0 }
}

/**
 * The seat that stands elsewhere since this op; undefined: none does. An interrupt that is pending, or the machine's switch, leaves an actor where
 * it was.
 */
export function seatMovedBy(log: StepLog, op: number): number | undefined {
  const by = log.seatOf(op)
  const point = log.pointOf(op)
  if (by === MACHINE_SEAT) return point === StepPoint.Killed ? log.op(op).a : undefined
  return point === StepPoint.InterruptPending ? undefined : by
}

function depthAt(log: StepLog, op: number, seat: number): number {
  for (let at = op; at > 0; at--) {
    if (log.seatOf(at) !== seat) continue
    const { point, b } = log.op(at)
    if (point === StepPoint.InterruptTaken) return b
    if (point === StepPoint.HandlerReturned) return at === op ? b : b - 1
    if (point === StepPoint.Rested) return 0
  }
  return 0
}

/** It has run into a bug, or was killed. */
export function isDown({ at: { point } }: ActorStand): boolean {
  return point === StepPoint.Crashed || point === StepPoint.Killed
}
