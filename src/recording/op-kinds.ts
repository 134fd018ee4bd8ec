/** What kind of thing an op is, as pictures tell ops apart, and where the next of a kind is. */
import { StepPoint } from '../control/step-point.ts'
import { Point } from '../ring/probe.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { PAGE_WORDS } from '../ring/rfc/layout.ts'
import type { StepLog } from './step-log.ts'

export type OpKind =
  'step' | 'reserved' | 'committed' | 'consumed' | 'turn' | 'loss' | 'wait' | 'interrupt' | 'end' | 'switch'

const KINDS: Readonly<Record<number, OpKind>> = {
  [Point.LengthStored]: 'reserved',
  [Point.StampStored]: 'reserved',
  [Point.TypeStored]: 'reserved',
  [Point.BodyHalf]: 'reserved',
  [Point.BodyWritten]: 'reserved',
  [Point.TailPublished]: 'committed',
  [Point.HeadAdvanced]: 'consumed',
  [Point.TailPageStored]: 'turn',
  [Point.OverrunWritten]: 'loss',
  [Point.WriteRefused]: 'loss',
  [Point.LockWaited]: 'wait',
  [StepPoint.InterruptTaken]: 'interrupt',
  [StepPoint.InterruptPending]: 'interrupt',
  [StepPoint.Crashed]: 'end',
  [StepPoint.Killed]: 'end',
  [StepPoint.Disabled]: 'switch',
  [StepPoint.Enabled]: 'switch',
}

/** @param op 1 … length */
export function opKind(log: StepLog, op: number): OpKind {
  return KINDS[log.pointOf(op)] ?? 'step'
}

/** The nearest op behind `from` that passes, or before it. @returns undefined: there is none */
export function findOp(log: StepLog, from: number, by: 1 | -1, test: (op: number) => boolean): number | undefined {
  for (let op = from + by; op >= 1 && op <= log.length; op += by) if (test(op)) return op
  return undefined
}

/** Whether an op changed bytes or words of this page, of the CPU's live or spare ring. */
export function changesPage(
  { layout, cpus, pagesPerCpu, pageSize }: RfcBuffer,
  log: StepLog,
  cpu: number,
  page: number,
) {
  const wordsAt = layout.pageWordsAt >>> 2
  const pageOf = (at: number): number =>
    at * 4 >= layout.pagesAt
      ? Math.floor((at * 4 - layout.pagesAt) / pageSize)
      : at >= wordsAt
        ? Math.floor((at - wordsAt) / PAGE_WORDS)
        : -1
  return (op: number): boolean => {
    let found = false
    log.forEachChange(op, (at) => {
      const index = pageOf(at)
      if (index < 0) return
      found ||= Math.floor(index / pagesPerCpu) % cpus === cpu && index % pagesPerCpu === page
    })
    return found
  }
}

/** Whether this actor holds a lock once it has done the op, or what it did before. */
export function holdsLock(log: StepLog, op: number, seat: number): boolean {
  for (let at = op; at > 0; at--) {
    if (log.seatOf(at) !== seat) continue
    const point = log.pointOf(at)
    if (point === Point.LockTaken) return true
    if (point === Point.LockReleased || point === StepPoint.Rested) return false
  }
  return false
}
