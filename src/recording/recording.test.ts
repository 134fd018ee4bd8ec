/** What it takes to move in a recording, counted in ops: no test knows how fast this machine is. */
import { expect, test, vi } from 'vitest'
import { StepPoint } from '../control/step-point.ts'
import { Point } from '../ring/probe.ts'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import { RingI32 } from '../ring/rfc/layout.ts'
import { ActorStands, actorStands } from './actor-stands.ts'
import { Recording } from './recording.ts'
import { MACHINE_SEAT } from './step-log.ts'

const options = { cpus: 2, pagesPerCpu: 2, pageSize: 128, snapshot: true, overwrite: true, asPosted: false }
const OPS = 10_000
const SEATS = 3
/** ops from one rest to the next */
const REST = 20

/** Two CPUs in turn, at rest after every few ops; the reader has not done anything, CPU 1 is ended half way. */
function recorded() {
  const live = allocateRfcBuffer(options, false)
  const recording = new Recording(options, live.i32)
  for (let op = 1; op <= OPS; op++) {
    live.i32[live.ringI32(op & 1) + RingI32.tail] = op
    if (op === OPS / 2) recording.append({ seat: MACHINE_SEAT, point: StepPoint.Killed, a: 1, b: 0, c: 0 }, live.i32)
    else {
      const seat = op < OPS / 2 ? op & 1 : 0
      const point = op % REST < 2 ? StepPoint.Rested : Point.TailPublished
      recording.append({ seat, point, a: 0, b: 0, c: op }, live.i32)
    }
  }
  return recording
}

test('a move replays the ops between, and no other; it shows what was there', () => {
  const recording = recorded()
  const replayed = vi.spyOn(recording.log, 'forEachChange')
  for (const to of [OPS - 1, OPS, 7, 9_000, 0, OPS]) {
    const from = recording.position
    replayed.mockClear()
    expect(recording.seek(to)).toBe(Math.abs(to - from))
    expect(replayed).toHaveBeenCalledTimes(Math.abs(to - from))
    const tails = [0, 1].map((cpu) => recording.image.i32[recording.image.ringI32(cpu) + RingI32.tail])
    expect(tails).toEqual([0, 1].map((cpu) => (to % 2 === cpu ? to : Math.max(0, to - 1))))
  }
})

test('where the actors stand is told of every op as if it had been looked for; from op to op one look finds it', () => {
  const { log } = recorded()
  const stands = new ActorStands(SEATS)
  stands.at(log, OPS)
  const looks = vi.spyOn(log, 'seatOf')
  for (const by of [-1, 1]) {
    for (let op = by < 0 ? OPS : 0; op >= 0 && op <= OPS; op += by * 97) {
      stands.at(log, op)
      const next = op + by
      if (next < 0 || next > OPS) continue
      looks.mockClear()
      const found = stands.at(log, next)
      // who did the op; back to what it did before, and to where it rested: never to the beginning
      expect(looks.mock.calls.length).toBeLessThanOrEqual(2 * REST)
      expect(found).toEqual(actorStands(log, next, SEATS))
    }
  }
})
