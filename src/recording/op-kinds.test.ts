import { expect, test } from 'vitest'
import { StepPoint } from '../control/step-point.ts'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import { PageI32, RingI32 } from '../ring/rfc/layout.ts'
import { Point } from '../ring/probe.ts'
import { changesPage, findOp, holdsLock, opKind } from './op-kinds.ts'
import { Recording } from './recording.ts'
import { StepLog } from './step-log.ts'

const options = { cpus: 2, pagesPerCpu: 4, pageSize: 128, snapshot: true, overwrite: true, asPosted: false }

function logOf(...points: (number | readonly [seat: number, point: number])[]): StepLog {
  const log = new StepLog()
  for (const each of points) {
    const [seat, point] = typeof each === 'number' ? [0, each] : each
    log.append({ seat, point, a: 0, b: 0, c: 0 })
  }
  return log
}

test('each point is of one kind', () => {
  const kinds = {
    [Point.LockTaken]: 'step',
    [Point.LengthStored]: 'reserved',
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
    [StepPoint.Rested]: 'step',
  }
  const log = logOf(...Object.keys(kinds).map(Number))
  expect(Object.keys(kinds).map((_, at) => opKind(log, at + 1))).toEqual(Object.values(kinds))
})

test('the next op of a kind, the one before, and none where there is none', () => {
  const log = logOf(Point.LockTaken, Point.OverrunWritten, Point.LockReleased, Point.WriteRefused)
  const isLoss = (op: number): boolean => opKind(log, op) === 'loss'
  expect(findOp(log, 0, 1, isLoss)).toBe(2)
  expect(findOp(log, 2, 1, isLoss)).toBe(4)
  expect(findOp(log, 4, 1, isLoss)).toBeUndefined()
  expect(findOp(log, 4, -1, isLoss)).toBe(2)
  expect(findOp(log, 2, -1, isLoss)).toBeUndefined()
})

test('an op is of a page by its bytes and by its words, of the live ring and of the spare one', () => {
  const live = allocateRfcBuffer(options, false)
  const recording = new Recording(options, live.i32)
  const done = (change: () => void): number => {
    change()
    return recording.append({ seat: 0, point: Point.BodyHalf, a: 0, b: 0, c: 0 }, live.i32)
  }
  const byte = done(() => (live.u8[live.pageAddress(1, 2) + 127] = 7))
  const word = done(() => (live.i32[live.pageWords(1, 2) + PageI32.committed] = 24))
  // ring 3 is CPU 1's spare one
  const spare = done(() => (live.u8[live.pageAddress(3, 2)] = 7))
  const other = done(() => (live.u8[live.pageAddress(0, 2)] = 7))
  const ring = done(() => (live.i32[live.ringI32(1) + RingI32.tail] = 24))
  const isOfPage = changesPage(recording.image, recording.log, 1, 2)
  expect([byte, word, spare, other, ring].map(isOfPage)).toEqual([true, true, true, false, false])
  expect(changesPage(recording.image, recording.log, 1, 3)(byte)).toBe(false)
})

test('who holds a lock holds it until it is released, whatever the others do', () => {
  const log = logOf(
    [0, Point.Attempted],
    [0, Point.LockTaken],
    [1, Point.LockReleased],
    [0, Point.TailPublished],
    [0, Point.LockReleased],
    [0, Point.IrqsRestored],
  )
  expect([0, 1, 2, 3, 4, 5, 6].map((op) => holdsLock(log, op, 0))).toEqual([
    false,
    false,
    true,
    true,
    true,
    false,
    false,
  ])
  expect(holdsLock(log, 6, 1)).toBe(false)
})
