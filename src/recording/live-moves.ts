/**
 * In which order the operations of a live recording are done again, so that everybody finds what it found.
 *
 * Repaired, all stores that another can see are made under a slot's lock, and locks were numbered in the order of their acquisition. So an actor goes on
 * to each lock when its number has come, and from there as far as it needs no other:
 *
 *   number    0            1            2
 *   CPU 0     lock … end                lock … end
 *   reader                 lock … just before its next lock
 *
 * As posted each turn was numbered, and an actor goes on to the end of its turn when that number has come.
 *
 * What is seen of record_disabled has no lock. A change of it happened between two numbers, a look between two numbers of whoever looked; where that
 * leaves it open which came first, what was seen decides: the change is put behind all that did not see it, a look before the lock is put earlier, one
 * under the lock later, and as posted one later in its turn.
 */
import type { LiveChange, LiveMark, LiveOp } from './live-script.ts'

export type LiveMove =
  | {
      readonly do: 'advance'
      readonly op: LiveOp
      /** until so many of its probe points are passed; Infinity: to its end */
      readonly to: number
    }
  | { readonly do: 'disable' | 'enable' }

/** When: behind a number, and there behind so many changes; what stands before or behind a change has a quarter less or more. */
interface When {
  readonly number: number
  readonly rank: number
}
interface Timed {
  readonly when: When
  readonly move: LiveMove
}
interface Change {
  readonly off: boolean
  readonly before: number
  readonly after: number
  /** by an iterator, in the course of what it does; else by the machine */
  readonly hold: LiveMark | undefined
}
/** Recording went off, or on. */
interface Flip {
  readonly off: boolean
  readonly number: number
  readonly rank: number
}
/** Whether recording was off at first, and each time that this changed. */
interface History {
  readonly off: boolean
  readonly flips: readonly Flip[]
}
/** A look, and the numbers of its actor around it. */
interface Look {
  readonly off: boolean
  readonly since: number
}

const NONE = -1
const BESIDE = 0.25

/**
 * @param ops by seat, each actor's in order @param depth of disable() at the beginning
 * @throws RangeError where the logs contradict each other
 */
export function liveMoves(
  ops: readonly (readonly LiveOp[])[],
  changes: readonly LiveChange[],
  depth: number,
): LiveMove[] {
  const { found, looks } = survey(ops)
  const all = [...changes.map((change): Change => ({ ...change, hold: undefined })), ...found]
  const { history, whens } = placeChanges(all, looks, depth)
  const moves: Timed[] = []
  for (const [change, when] of whens)
    if (!change.hold) moves.push({ when, move: { do: change.off ? 'disable' : 'enable' } })
  const holds = new Map([...whens].flatMap(([{ hold }, when]) => (hold ? [[hold, when] as const] : [])))
  for (const ofSeat of ops) for (const op of ofSeat) placeOp(op, history, holds, moves)
  return moves.sort((a, b) => compare(a.when, b.when)).map(({ move }) => move)
}

/** Changes that actors made themselves, and every look. */
function survey(ops: readonly (readonly LiveOp[])[]): { found: Change[]; looks: Look[] } {
  const found: Change[] = []
  const looks: Look[] = []
  for (const ofSeat of ops) {
    let since = NONE
    for (const { number, marks } of ofSeat) {
      since = number ?? since
      for (const mark of marks) {
        if (mark.is === 'look') looks.push({ off: mark.off, since })
        if (mark.is === 'hold') found.push({ off: mark.off, before: since, after: mark.number, hold: mark })
        if (mark.is === 'disable') found.push({ off: true, before: since, after: mark.number, hold: undefined })
        if ('number' in mark) since = mark.number ?? since
      }
    }
  }
  return { found, looks }
}

/** Each change as early as it can have been: behind everybody who still saw what was before. */
function placeChanges(all: readonly Change[], looks: readonly Look[], depth: number) {
  const flips: Flip[] = []
  const whens = new Map<Change, When>()
  let off = depth
  let least = NONE
  all
    .toSorted((a, b) => a.before - b.before || a.after - b.after)
    .forEach((change, index) => {
      const wasOff = off !== 0 // as posted an enable too many refuses everything as well
      off += change.off ? 1 : -1
      const flipped = (off !== 0) !== wasOff
      let number = Math.max(change.before, least)
      if (flipped) {
        for (const look of looks)
          if (look.off === wasOff && look.since > number && look.since < change.after) number = look.since
      }
      least = number
      const when = { number, rank: index + 1 }
      whens.set(change, when)
      if (flipped) flips.push({ off: off !== 0, ...when })
    })
  const history: History = { off: depth !== 0, flips }
  return { history, whens }
}

function placeOp(op: LiveOp, history: History, holds: ReadonlyMap<LiveMark, When>, moves: Timed[]): void {
  let when: When | undefined
  const go = (at: When, to: number): void => void moves.push({ when: at, move: { do: 'advance', op, to } })
  op.marks.forEach((mark, index) => {
    const next = whenOf(op, index, when, history, holds)
    if (!next) return
    // as far as it goes without
    if (when && compare(when, next) !== 0) go(when, mark.points - 1)
    if (when && compare(next, when) < 0) throw contradiction(op)
    when = next
    // a turn only says when: what is seen in it may be put later
    if (mark.is !== 'turn') go(when, mark.points)
  })
  if (when) go(when, Infinity)
}

/** When the actor comes to this mark; undefined: on its way. */
function whenOf(
  op: LiveOp,
  index: number,
  since: When | undefined,
  history: History,
  holds: ReadonlyMap<LiveMark, When>,
): When | undefined {
  const mark = op.marks[index] as LiveMark
  switch (mark.is) {
    case 'lock':
    case 'turn':
      return { number: mark.number, rank: 0 }
    case 'hold':
      return holds.get(mark)
    case 'look':
      return since && (mark.locked || op.marks[0]?.is === 'turn')
        ? lookFrom(since, mark.off, history)
        : lookUntil(untilOf(op, index), mark.off, history)
    default:
      return undefined
  }
}

/** The number that is drawn next behind a look without the lock. */
function untilOf(op: LiveOp, index: number): When {
  for (const mark of op.marks.slice(index))
    if ('number' in mark && mark.number !== undefined) return { number: mark.number, rank: 0 }
  throw contradiction(op)
}

/** As late as it can have been. */
function lookUntil(until: When, off: boolean, history: History): When {
  const last = history.flips.findLast((flip) => compare(flip, until) < 0)
  if ((last ?? history).off === off) return until
  if (!last) throw neverSo(off)
  return { number: last.number, rank: last.rank - BESIDE }
}

/** As early as it can have been. */
function lookFrom(since: When, off: boolean, { flips, ...first }: History): When {
  const last = flips.findLast((flip) => compare(flip, since) < 0)
  if ((last ?? first).off === off) return since
  const next = flips.find((flip) => compare(flip, since) > 0)
  if (!next) throw neverSo(off)
  return { number: next.number, rank: next.rank + BESIDE }
}

function neverSo(off: boolean): RangeError {
  return new RangeError(`somebody saw recording ${off ? 'off' : 'on'} when it was not`)
}

function compare(a: When, b: When): number {
  return a.number - b.number || a.rank - b.rank
}

function contradiction({ seat }: LiveOp): RangeError {
  return new RangeError(`the log of actor ${seat} contradicts the order of the others`)
}
