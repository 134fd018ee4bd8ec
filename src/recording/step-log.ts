/**
 * The log of a recording: of every op who did it, where it has arrived, and which words of the rings' memory changed from what to what.
 * Numbers only, in arrays that grow.
 */

/** Who did an op; a CPU is its number, the reader the number of CPUs. */
export const MACHINE_SEAT = -1

export interface Op {
  readonly seat: number
  /** a probe point of the ring, or one of control/step-point.ts, and the integers that it carries */
  readonly point: number
  readonly a: number
  readonly b: number
  readonly c: number
}

const Field = { seat: 0, point: 1, a: 2, b: 3, c: 4, changesEnd: 5 } as const
const OP_WORDS = 6
const CHANGE_WORDS = 3

/** @param at Int32 index in the rings' memory */
export type SeeChange = (at: number, before: number, after: number) => void

export class StepLog {
  /** ops so far; op n is the n-th, from 1 on: 0 is the state before the first */
  length = 0
  private ops = new Int32Array(256 * OP_WORDS)
  private changes = new Int32Array(1024 * CHANGE_WORDS)
  private changed = 0

  /** A change of the op that is appended next. */
  readonly change: SeeChange = (at, before, after) => {
    if ((this.changed + 1) * CHANGE_WORDS > this.changes.length) this.changes = doubled(this.changes)
    this.changes.set([at, before, after], this.changed * CHANGE_WORDS)
    this.changed++
  }

  /** @returns its number */
  append({ seat, point, a, b, c }: Op): number {
    if ((this.length + 1) * OP_WORDS > this.ops.length) this.ops = doubled(this.ops)
    this.ops.set([seat, point, a, b, c, this.changed], this.length * OP_WORDS)
    return ++this.length
  }

  /** @param op 1 … length @throws RangeError */
  op(op: number): Op {
    const at = this.at(op)
    const word = (field: number): number => this.ops[at + field] as number
    return { seat: word(Field.seat), point: word(Field.point), a: word(Field.a), b: word(Field.b), c: word(Field.c) }
  }
  seatOf(op: number): number {
    return this.ops[this.at(op) + Field.seat] as number
  }
  pointOf(op: number): number {
    return this.ops[this.at(op) + Field.point] as number
  }

  /** Every word that the op changed, in order of their places. */
  forEachChange(op: number, see: SeeChange): void {
    const { changes } = this
    const end = this.ops[this.at(op) + Field.changesEnd] as number
    for (let change = op === 1 ? 0 : this.changesEnd(op - 1); change < end; change++) {
      const at = change * CHANGE_WORDS
      see(changes[at] as number, changes[at + 1] as number, changes[at + 2] as number)
    }
  }

  /** A log of the first so many ops, which goes on for itself. */
  upTo(ops: number): StepLog {
    const log = new StepLog()
    log.length = ops
    log.changed = ops === 0 ? 0 : this.changesEnd(ops)
    log.ops = this.ops.slice(0, Math.max(1, ops) * OP_WORDS)
    log.changes = this.changes.slice(0, Math.max(1, log.changed) * CHANGE_WORDS)
    return log
  }

  /** All of it as plain numbers: six per op, three per change. */
  toArrays(): { ops: Int32Array; changes: Int32Array } {
    const ops = this.ops.slice(0, this.length * OP_WORDS)
    return { ops, changes: this.changes.slice(0, this.changed * CHANGE_WORDS) }
  }
  /** @throws RangeError where the two do not belong together */
  static fromArrays({ ops, changes }: { ops: Int32Array; changes: Int32Array }): StepLog {
    const log = new StepLog()
    const length = ops.length / OP_WORDS
    const changed = changes.length / CHANGE_WORDS
    if (!Number.isInteger(length) || !Number.isInteger(changed)) throw new RangeError('an op or a change is cut off')
    log.ops = ops.slice()
    log.changes = changes.slice()
    log.changed = changed
    log.length = length
    if (changed !== (length === 0 ? 0 : log.changesEnd(length))) throw new RangeError('changes that belong to no op')
    return log
  }

  private changesEnd(op: number): number {
    return this.ops[this.at(op) + Field.changesEnd] as number
  }
  private at(op: number): number {
    if (!(op >= 1 && op <= this.length)) throw new RangeError(`there is no op ${op}, only 1 to ${this.length}`)
    return (op - 1) * OP_WORDS
  }
}

function doubled(words: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(Math.max(OP_WORDS * 16, words.length * 2))
  more.set(words)
  return more
}
