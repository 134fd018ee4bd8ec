/** Step mode's methods of `window.ringside`: actors by name, conditions as words, ops as records. */
import { Call } from '../control/control-block.ts'
import { StepPoint, stepPointName } from '../control/step-point.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { StepRun } from '../machine/step/step-run.ts'
import type { QueuedCall } from '../recording/decision.ts'
import { Point } from '../ring/probe.ts'
import { requireBytes, requireType } from './arguments.ts'
import type { StepCall, StopCondition } from './contract.ts'

/** @throws RingsideError bad-cpu */
export function seatOf({ cpus }: StepRun, actor: number | 'reader'): number {
  if (actor === 'reader') return cpus
  if (Number.isInteger(actor) && actor >= 0 && actor < cpus) return actor
  throw new RingsideError('bad-cpu', `There is no actor ${actor}: take 0 to ${cpus - 1}, or 'reader'.`)
}

/** What an actor is called for, as the control block takes it. @throws RingsideError bad-argument, bad-cpu, invalid-type */
export function queuedCall(run: StepRun, seat: number, call: StepCall): QueuedCall {
  const isReader = seat === run.cpus
  if ((call?.call === 'write') === isReader)
    throw new RingsideError('bad-argument', 'A CPU can be called to write; all else is what the reader does.')
  switch (call.call) {
    case 'write': {
      requireType(call.type, run.config.asPosted)
      const body = requireBytes(call.payload)
      return { kind: Call.write, args: [call.type, body.length], body }
    }
    case 'consume':
      return { kind: Call.consume, args: [1] }
    case 'read':
      return { kind: Call.read, args: [0, 0x7fffffff] }
    case 'snapshot':
      return { kind: Call.snapshot, args: [call.cpu === undefined ? -1 : seatOf(run, call.cpu), 0] }
    case 'reset':
      return { kind: Call.reset, args: [seatOf(run, call.cpu)] }
    default:
      throw new RingsideError('bad-argument', 'begin() takes a call: write, consume, read, snapshot or reset.')
  }
}

/** Whether an op meets the condition; several words are met by any of them. @throws RingsideError bad-argument, bad-cpu */
export function conditionOf(run: StepRun, stop: StopCondition): (op: number) => boolean {
  const { log } = run.recording
  const tests: ((op: number) => boolean)[] = []
  const { op: wanted, overrun, pageTurn, point } = stop ?? {}
  if (wanted !== undefined) {
    if (!Number.isInteger(wanted)) throw new RingsideError('bad-argument', `There is no op ${wanted}.`)
    tests.push((op) => op >= wanted)
  }
  if (overrun) tests.push((op) => log.pointOf(op) === Point.OverrunWritten)
  if (pageTurn !== undefined) {
    const seat = seatOf(run, pageTurn)
    tests.push((op) => log.pointOf(op) === Point.TailPageStored && log.seatOf(op) === seat)
  }
  if (point !== undefined) {
    if (!(point in Point) && !(point in StepPoint))
      throw new RingsideError('bad-argument', `There is no probe point '${point}'.`)
    tests.push((op) => stepPointName(log.pointOf(op)) === point)
  }
  if (tests.length === 0)
    throw new RingsideError('bad-argument', 'runUntil() takes op, overrun, pageTurn, invariant, point or line.')
  return (op) => tests.some((test) => test(op))
}
