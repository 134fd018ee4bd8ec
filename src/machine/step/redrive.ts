/**
 * Does again, step by step, what was recorded live: each actor is called for what it did, released until it has come to where it was, and its clock
 * says what it said. What comes of it is an ordinary recording. That it is the same is not believed: each lock, look and stamp is compared on the way,
 * and in the end every word.
 */
import { StepPoint } from '../../control/step-point.ts'
import { liveMoves } from '../../recording/live-moves.ts'
import type { LiveMove } from '../../recording/live-moves.ts'
import type { LiveMark, LiveOp } from '../../recording/live-script.ts'
import type { Op } from '../../recording/step-log.ts'
import { placeOfWord } from '../../recording/word-names.ts'
import { Point } from '../../ring/probe.ts'
import type { RfcBuffer } from '../../ring/rfc/buffer.ts'
import { SlotI32 } from '../../ring/rfc/layout.ts'
import { depthAtFirst } from '../live-take.ts'
import type { LiveTaken } from '../live-take.ts'
import { RingsideError } from '../ringside-error.ts'
import type { StepRun } from './step-run.ts'

/** An operation that an actor is in the middle of. */
interface Going {
  readonly op: LiveOp
  points: number
  /** index of the mark that comes next */
  next: number
  ended: boolean
}

/**
 * @param run over rings that are as they were when the recording began
 * @param goes asked now and then, with the share that is done; false: it is given up
 * @returns false: it was given up @throws RingsideError crashed: what was done again is not what was done
 */
export async function redrive(run: StepRun, taken: LiveTaken, goes: (share: number) => boolean): Promise<boolean> {
  const redriving = new Redriving(run)
  const moves = movesOf(taken)
  for (const [index, move] of moves.entries()) {
    if (!goes(index / moves.length)) return false
    await redriving.make(move)
  }
  const word = firstDifference(run.recording.image, taken.last)
  if (word !== undefined) throw differs(run.recording.length, `${nameOf(run.recording.image, word)} is another`)
  return true
}

class Redriving {
  /** by seat */
  private readonly going: (Going | undefined)[] = []

  constructor(private readonly run: StepRun) {}

  async make(move: LiveMove): Promise<void> {
    if (move.do !== 'advance') {
      await this.run.machine({ do: move.do })
      return
    }
    const going = this.begin(move.op)
    while (!going.ended && going.points < move.to) await this.step(going)
  }

  private begin(op: LiveOp): Going {
    const before = this.going[op.seat]
    if (before?.op === op) return before
    this.run.begin(op.seat, op.call).catch(() => {}) // what it was refused for live it is refused for again
    return (this.going[op.seat] = { op, points: 0, next: 0, ended: false })
  }

  private async step(going: Going): Promise<void> {
    const { run } = this
    const { seat } = going.op
    const mark = markAt(going)
    if (mark?.is === 'interrupt' && mark.points === going.points) {
      going.next++
      await run.interrupt(seat, false)
      return
    }
    if (mark?.is === 'stamp' && mark.points === going.points + 1) await run.stamp(seat, mark.ns)
    const op = run.recording.log.op(await run.step(seat))
    if (op.point === StepPoint.Rested || op.point === StepPoint.Crashed) {
      going.ended = true
      if (markAt(going)) throw this.differs('an operation ended early')
      if ((op.point === StepPoint.Crashed) !== going.op.crashed) throw this.differs('an operation ended otherwise')
    } else if (op.point < StepPoint.Rested) this.pass(going, op)
  }

  private pass(going: Going, op: Op): void {
    if (op.point === Point.LockWaited) throw this.differs('a lock is held that was free')
    going.points++
    for (let mark = markAt(going); mark?.points === going.points && mark.is !== 'interrupt'; mark = markAt(going)) {
      if (!isAt(mark, op, this.run.recording.image)) throw this.differs(`no ${mark.is} as it was`)
      going.next++
    }
  }

  private differs(why: string): RingsideError {
    return differs(this.run.recording.length, why)
  }
}

function movesOf(taken: LiveTaken): LiveMove[] {
  try {
    return liveMoves(taken.ops, taken.changes, depthAtFirst(taken))
  } catch (error) {
    throw differs(0, error instanceof Error ? error.message : String(error))
  }
}

/** What says only when, or what the machine did, is no part of what the actor does. */
function markAt(going: Going): LiveMark | undefined {
  const { marks } = going.op
  while (marks[going.next]?.is === 'disable' || marks[going.next]?.is === 'turn') going.next++
  return going.op.marks[going.next]
}

function isAt(mark: LiveMark, { point, a, b, c }: Op, image: RfcBuffer): boolean {
  switch (mark.is) {
    case 'lock':
      return point === Point.LockTaken && a === mark.slot
    case 'look':
      return point === Point.DisabledRead && (b !== 0) === mark.off
    case 'stamp':
      return point === Point.StampStored && stampAt(image, image.pageAddress(a, b) + c) === mark.ns
    case 'hold':
      return point === (mark.off ? Point.IteratorHeld : Point.IteratorReleased)
    default:
      return false
  }
}

function stampAt(image: RfcBuffer, event: number): number {
  return (image.wordAt(event) >>> 0) + (image.wordAt(event + 4) >>> 0) * 2 ** 32
}

/** Where memory differs from what it was. Who waited for a lock, and how often it was released, is no part of a ring: the page's own looks take it too. */
export function firstDifference(image: RfcBuffer, last: Int32Array): number | undefined {
  const locks = new Set<number>()
  for (let cpu = 0; cpu < image.cpus; cpu++)
    locks.add(image.slotI32(cpu) + SlotI32.lock).add(image.slotI32(cpu) + SlotI32.sleepers)
  const at = image.i32.findIndex((word, index) => word !== last[index] && !locks.has(index))
  return at < 0 ? undefined : at
}

function nameOf(image: RfcBuffer, word: number): string {
  const place = placeOfWord(image, word)
  return place.kind === 'bytes' ? `a byte of CPU ${place.cpu} page ${place.page}` : place.name
}

function differs(op: number, why: string): RingsideError {
  return new RingsideError(
    'crashed',
    `At op ${op} the threads did not do what was recorded: ${why}. The replay was given up.`,
  )
}
