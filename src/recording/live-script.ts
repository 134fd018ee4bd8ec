/** What the logs of a live recording say that each actor has done, operation by operation. */
import { Call } from '../control/control-block.ts'
import { flagOf, kindOf, Mark, pointsOf } from '../control/live-log.ts'
import type { QueuedCall } from './decision.ts'

/** Something within an operation, at a probe point: how many had been passed then, with it. */
export type LiveMark =
  | { readonly is: 'lock'; readonly points: number; readonly slot: number; readonly number: number }
  /** of record_disabled; with a number where it was off and no lock was held */
  | {
      readonly is: 'look'
      readonly points: number
      readonly off: boolean
      readonly locked: boolean
      readonly number: number | undefined
    }
  | { readonly is: 'stamp'; readonly points: number; readonly ns: number }
  | { readonly is: 'interrupt'; readonly points: number }
  /** the iterator holds recording off, or lets it go on */
  | { readonly is: 'hold'; readonly points: number; readonly off: boolean; readonly number: number }
  | { readonly is: 'disable'; readonly points: number; readonly number: number }
  /** what lies behind the point before is done in this turn */
  | { readonly is: 'turn'; readonly points: number; readonly number: number }

export interface LiveOp {
  readonly seat: number
  readonly call: QueuedCall
  /** drawn before anything else; undefined: the call is a write */
  readonly number: number | undefined
  /** by their points */
  readonly marks: readonly LiveMark[]
  /** it ended on a bug of the patch as posted */
  readonly crashed: boolean
}

/** @param words a log's marks, whole operations @throws RangeError for what no actor logs */
export function liveOps(words: Int32Array, seat: number): LiveOp[] {
  const ops: LiveOp[] = []
  const from = new Words(words)
  while (!from.atEnd) {
    if (kindOf(from.next()) !== Mark.call) throw new RangeError('an operation has no beginning')
    const { call, number } = takeCall(from)
    const { marks, crashed } = takeMarks(from)
    // without a lock or a turn it has done nothing: it was refused, or recording was off
    const isDone = marks.some((mark) => mark.is === 'lock' || mark.is === 'turn' || (mark.is === 'look' && mark.off))
    if (isDone) ops.push({ seat, call, number, marks, crashed })
  }
  return ops
}

/** What was done to record_disabled by the main thread. Two numbers: drawn before and after. */
export interface LiveChange {
  readonly off: boolean
  readonly before: number
  readonly after: number
}

class Words {
  private at = 0
  constructor(private readonly words: Int32Array) {}

  get atEnd(): boolean {
    return this.at >= this.words.length
  }
  next(): number {
    const word = this.words[this.at++]
    if (word === undefined) throw new RangeError('a log is cut off')
    return word
  }
  bytes(length: number): Uint8Array {
    const from = this.at
    this.at += (length + 3) >>> 2
    if (this.at > this.words.length) throw new RangeError('a log is cut off')
    return new Uint8Array(this.words.slice(from, this.at).buffer, 0, length)
  }
}

function takeCall(from: Words): { call: QueuedCall; number: number | undefined } {
  const [kind, number, bodyBytes, count] = [from.next(), from.next(), from.next(), from.next()]
  const args = Array.from({ length: count }, () => from.next())
  const call = bodyBytes < 0 ? { kind, args } : { kind, args, body: from.bytes(bodyBytes) }
  return { call, number: kind === Call.write ? undefined : number }
}

function takeMarks(from: Words): Pick<LiveOp, 'marks' | 'crashed'> {
  const marks: LiveMark[] = []
  for (;;) {
    const word = from.next()
    const points = pointsOf(word)
    const off = flagOf(word)
    const kind = kindOf(word)
    switch (kind) {
      case Mark.end:
        return { marks, crashed: off }
      case Mark.lock:
        marks.push({ is: 'lock', points, slot: from.next(), number: from.next() })
        break
      case Mark.look:
      case Mark.lookUnderLock: {
        const number = from.next()
        const locked = kind === Mark.lookUnderLock
        marks.push({ is: 'look', points, off, locked, number: off && !locked ? number : undefined })
        break
      }
      case Mark.stamp:
        marks.push({ is: 'stamp', points, ns: (from.next() >>> 0) + (from.next() >>> 0) * 2 ** 32 })
        break
      case Mark.interrupt:
        marks.push({ is: 'interrupt', points })
        break
      case Mark.hold:
        marks.push({ is: 'hold', points, off, number: from.next() })
        break
      case Mark.disable:
        marks.push({ is: 'disable', points, number: from.next() })
        break
      case Mark.turn:
        marks.push({ is: 'turn', points, number: from.next() })
        break
      case Mark.call:
        throw new RangeError('an operation has no end')
      default:
        throw new RangeError(`there is no mark ${String(kind)}`)
    }
  }
}
