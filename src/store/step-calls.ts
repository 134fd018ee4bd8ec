/** What actors are called for, and what is waited for, in the words of the contract. */
import { Call } from '../control/control-block.ts'
import { StepPoint, stepPointName } from '../control/step-point.ts'
import { RingsideError } from '../machine/ringside-error.ts'
import type { StepRun } from '../machine/step/step-run.ts'
import type { QueuedCall } from '../recording/decision.ts'
import { Point } from '../ring/probe.ts'
import { placeOf } from '../source-lines/place-of.ts'
import { placesFrom } from '../source-lines/places.ts'
import { firstFailuresOf } from './step-invariants.ts'

export type StepCall =
  | { call: 'write'; type: number; payload: number[] }
  | { call: 'consume' }
  | { call: 'read' }
  | { call: 'snapshot'; cpu?: number }
  | { call: 'reset'; cpu: number }

export interface StopCondition {
  op?: number
  overrun?: true
  pageTurn?: number
  invariant?: true
  point?: string
  line?: { file: string; line: number }
  /** these stay where they are meanwhile */
  hold?: (number | 'reader')[]
}

const ALL = 0x7fffffff

/** @throws RingsideError bad-cpu */
export function seatOf({ cpus }: StepRun, actor: number | 'reader'): number {
  if (actor === 'reader') return cpus
  if (Number.isInteger(actor) && actor >= 0 && actor < cpus) return actor
  throw new RingsideError('bad-cpu', `There is no actor ${actor}: take 0 to ${cpus - 1}, or 'reader'.`)
}

/** As the control block takes it. @throws RingsideError bad-argument, bad-cpu */
export function queuedCall(run: StepRun, seat: number, call: StepCall): QueuedCall {
  if ((call.call === 'write') === (seat === run.cpus))
    throw new RingsideError('bad-argument', 'A CPU can be called to write; all else is what the reader does.')
  switch (call.call) {
    case 'write':
      return { kind: Call.write, args: [call.type, call.payload.length], body: Uint8Array.from(call.payload) }
    case 'consume':
      return { kind: Call.consume, args: [1] }
    case 'read':
      return { kind: Call.read, args: [0, ALL] }
    case 'snapshot':
      return { kind: Call.snapshot, args: [call.cpu === undefined ? -1 : seatOf(run, call.cpu), 0] }
    case 'reset':
      return { kind: Call.reset, args: [seatOf(run, call.cpu)] }
    default:
      throw new RingsideError('bad-argument', 'begin() takes a call: write, consume, read, snapshot or reset.')
  }
}

/** Whether an op meets the condition; of several words any will do. @throws RingsideError bad-argument, bad-cpu */
export function conditionOf(run: StepRun, stop: StopCondition): (op: number) => boolean {
  const { log } = run.recording
  const tests: ((op: number) => boolean)[] = []
  const { op: wanted, overrun, pageTurn, invariant, point, line } = stop
  if (wanted !== undefined) {
    if (!Number.isInteger(wanted)) throw new RingsideError('bad-argument', `There is no op ${wanted}.`)
    tests.push((op) => op >= wanted)
  }
  if (overrun) tests.push((op) => log.pointOf(op) === Point.OverrunWritten)
  if (pageTurn !== undefined) {
    const seat = seatOf(run, pageTurn)
    tests.push((op) => log.pointOf(op) === Point.TailPageStored && log.seatOf(op) === seat)
  }
  if (invariant) tests.push((op) => firstFailuresOf(run).failsFirstAt(op))
  if (point !== undefined) {
    if (!(point in Point) && !(point in StepPoint))
      throw new RingsideError('bad-argument', `There is no probe point '${point}'.`)
    tests.push((op) => stepPointName(log.pointOf(op)) === point)
  }
  if (line !== undefined) tests.push(atLine(run, line))
  if (tests.length === 0)
    throw new RingsideError('bad-argument', 'runUntil() takes op, overrun, pageTurn, invariant, point or line.')
  return (op) => tests.some((test) => test(op))
}

/** @throws RingsideError bad-argument: nobody can be parked there */
function atLine({ recording }: StepRun, { file, line }: { file: string; line: number }): (op: number) => boolean {
  const [place] = placesFrom(String(file), line)
  if (!place)
    throw new RingsideError(
      'bad-argument',
      `Nobody is ever parked at line ${line} of '${file}', or behind it in its function.`,
    )
  return (op) => {
    const found = placeOf(recording, op)
    return found?.file === place.file && found.line === place.line
  }
}
