/** In which order a live recording is done again, by value; and what logs say, word by word. */
import { describe, expect, test } from 'vitest'
import { Call } from '../control/control-block.ts'
import { allocateLive, LiveLogs } from '../control/live-log.ts'
import { LiveRecorder } from '../control/live-recorder.ts'
import { Point } from '../ring/probe.ts'
import { KernelBug, RingError } from '../ring/trace-buffer.ts'
import { liveMoves } from './live-moves.ts'
import type { LiveMove } from './live-moves.ts'
import { liveOps } from './live-script.ts'
import type { LiveMark, LiveOp } from './live-script.ts'

const write = (seat: number, ...marks: LiveMark[]): LiveOp => ({
  seat,
  call: { kind: Call.write, args: [7, 0] },
  number: undefined,
  marks,
  crashed: false,
})
const lock = (points: number, number: number, slot = 0): LiveMark => ({ is: 'lock', points, slot, number })
const look = (points: number, off: boolean, number?: number): LiveMark => ({
  is: 'look',
  points,
  off,
  locked: false,
  number,
})
const underLock = (points: number, off: boolean): LiveMark => ({
  is: 'look',
  points,
  off,
  locked: true,
  number: undefined,
})
/** The usual: a look at point 2, the lock at point 4, a look at point 6. */
const usual = (seat: number, number: number, off = false) =>
  write(seat, look(2, false), lock(4, number, seat), underLock(6, off))

/** `0>4`: actor 0 goes on to its point 4; what goes no further than the move before of the same actor is left out. */
function told(moves: readonly LiveMove[]): string[] {
  const at = new Map<LiveOp, number>()
  return moves.flatMap((move) => {
    if (move.do !== 'advance') return [move.do]
    if (move.to <= (at.get(move.op) ?? 0)) return []
    at.set(move.op, move.to)
    return [`${move.op.seat}>${move.to === Infinity ? 'end' : move.to}`]
  })
}

describe('the order', () => {
  test('is that of the locks, whoever they belong to', () => {
    const moves = liveMoves([[usual(0, 1), usual(0, 2)], [usual(1, 0)]], [], 0)
    const ends = told(moves).filter((move) => move.endsWith('end'))
    expect(ends).toEqual(['1>end', '0>end', '0>end'])
  })

  test('of one who takes two locks: up to just before the second, until its number has come', () => {
    const both = write(0, lock(1, 0, 0), lock(5, 2, 1))
    expect(told(liveMoves([[both], [write(1, lock(1, 1, 1))]], [], 0))).toEqual([
      '0>1',
      '0>4',
      '1>1',
      '1>end',
      '0>5',
      '0>end',
    ])
  })

  test('a disable between the two looks of a writer: it is refused under the lock', () => {
    const moves = liveMoves([[usual(0, 0, true)]], [{ off: true, before: 1, after: 2 }], 0)
    expect(told(moves)).toEqual(['0>2', '0>4', '0>5', 'disable', '0>6', '0>end'])
  })

  test('a disable before the lock that the first look did not see: the look was earlier', () => {
    const moves = liveMoves([[usual(0, 2, true)]], [{ off: true, before: 0, after: 1 }], 0)
    expect(told(moves)).toEqual(['0>2', '0>3', 'disable', '0>4', '0>6', '0>end'])
  })

  test('a disable is behind all who still found recording on, though its number was drawn before', () => {
    const moves = liveMoves([[usual(0, 1), usual(0, 2)]], [{ off: true, before: 0, after: 3 }], 0)
    expect(told(moves).filter((move) => move.endsWith('end') || move === 'disable')).toEqual([
      '0>end',
      '0>end',
      'disable',
    ])
  })

  test('who was refused without the lock was so while recording was off', () => {
    const refused = write(0, look(2, true, 2))
    const changes = [
      { off: true, before: 0, after: 1 },
      { off: false, before: 3, after: 4 },
    ]
    expect(told(liveMoves([[refused]], changes, 0))).toEqual(['disable', '0>2', '0>end', 'enable'])
  })

  test('a second level of disable changes nothing that is seen', () => {
    const refused = write(0, look(2, true, 1))
    const moves = liveMoves([[refused]], [{ off: true, before: 0, after: 2 }], 1)
    expect(told(moves)).toEqual(['disable', '0>2', '0>end'])
  })

  test('in turns: each goes on to the end of its turn; a look finds what was so then', () => {
    const turn = (points: number, number: number): LiveMark => ({ is: 'turn', points, number })
    const first = write(0, turn(1, 0), turn(3, 2), look(3, true), turn(4, 5))
    const second = write(1, turn(1, 1), turn(2, 4))
    const changes = [{ off: true, before: 3, after: 6 }]
    expect(told(liveMoves([[first], [second]], changes, 0))).toEqual(['0>2', '1>1', 'disable', '0>3', '1>end', '0>end'])
  })

  test('that cannot have been is refused', () => {
    expect(() => liveMoves([[write(0, look(2, true, 0))]], [], 0)).toThrow(RangeError)
    expect(() => liveMoves([[usual(0, 0, true)]], [], 0)).toThrow(RangeError)
  })
})

describe('a log', () => {
  const PAGE = 116
  const recorder = (points = 1000, inTurns = false) => {
    const live = allocateLive(2, PAGE, points, inTurns)
    const parked: number[] = []
    const rings = new Int32Array(4)
    const actor = new LiveRecorder({
      live,
      seat: 1,
      rings: { i32: rings, pageAddress: () => 0 },
      park: () => parked.push(1),
    })
    return { actor, logs: new LiveLogs(live), rings, parked }
  }
  const body = Int32Array.of(0x04030201, 5)

  test('says what was written, and what was seen on the way', () => {
    const { actor, logs, rings } = recorder()
    rings.set([-1, 3], 2)
    actor.beginWrite(7, 5, body, 0)
    actor.probe(Point.Attempted, 1, 7, 5)
    actor.probe(Point.DisabledRead, 1, 0, 1)
    actor.probe(Point.LockWaited, 1, 0, 0)
    actor.probe(Point.LockTaken, 1, 1, 0)
    actor.probe(Point.StampStored, 1, 0, 8)
    actor.interrupted()
    actor.close()
    expect(liveOps(logs.marksOf(1), 1)).toEqual([
      {
        seat: 1,
        call: { kind: Call.write, args: [7, 5], body: Uint8Array.of(1, 2, 3, 4, 5) },
        number: undefined,
        marks: [
          { is: 'look', points: 2, off: false, locked: false, number: undefined },
          { is: 'lock', points: 3, slot: 1, number: 0 },
          { is: 'stamp', points: 4, ns: 3 * 2 ** 32 + 2 ** 32 - 1 },
          { is: 'interrupt', points: 4 },
        ],
        crashed: false,
      },
    ])
  })

  test('in turns: a turn is told once, with the point at which what is done in it begins to show', () => {
    const { actor, logs } = recorder(1000, true)
    actor.begin(Call.consume, [1])
    actor.probe(Point.HeadAdvanced, 0, 0, 16)
    actor.probe(Point.LockWaited, 0, 1, 0)
    actor.probe(Point.LockTaken, 0, 256, 0)
    actor.closeOn(new KernelBug('BUG_ON'))
    actor.begin(Call.snapshot, [-1, 0])
    actor.closeOn(new RingError('no-snapshot', 'there is none'))
    const [consumed, refused] = liveOps(logs.marksOf(1), 1)
    expect(consumed).toMatchObject({
      crashed: true,
      marks: [
        { is: 'turn', points: 1, number: 1 },
        { is: 'turn', points: 2, number: 2 },
        { is: 'lock', points: 2, number: 3 },
      ],
    })
    expect(refused).toMatchObject({ crashed: false, marks: [{ is: 'turn', points: 1, number: 5 }] })
  })

  test('forgets a look of the reader that found nothing, and keeps one that stepped over padding', () => {
    const { actor, logs } = recorder()
    for (const found of [Point.HeadPageRead, Point.PaddingSkipped]) {
      actor.begin(Call.consume, [1])
      actor.probe(Point.LockTaken, 0, 256, 0)
      actor.probe(found, 0, 0, 0)
      actor.close()
    }
    expect(liveOps(logs.marksOf(1), 1)).toHaveLength(1)
  })

  test('parks everybody once when it is full; an operation that does not fit is known to be missing', () => {
    const { actor, logs, parked } = recorder(2)
    for (let count = 0; count < 3; count++) {
      actor.beginWrite(7, 4, body, 0)
      actor.probe(Point.Attempted, 1, 7, 4)
      actor.probe(Point.LockTaken, 1, 1, 0)
      actor.close()
    }
    expect([parked, logs.fill, logs.share]).toEqual([[1], 1, 1])
    actor.begin(Call.consume, [1])
    for (let lock = 0; lock < logs.live.words; lock++) actor.probe(Point.LockTaken, 0, 256, 0)
    actor.close()
    expect(logs.fill).toBe(2)
  })
})
