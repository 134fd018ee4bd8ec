import { expect, test } from 'vitest'
import { StepPoint } from '../control/step-point.ts'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import { FIRST_READER } from '../ring/slot-lock.ts'
import { Refused } from '../ring/trace-buffer.ts'
import { HeaderF64, RingI32, SlotF64 } from '../ring/rfc/layout.ts'
import { Point } from '../ring/probe.ts'
import { Recording } from './recording.ts'
import { sentenceOf } from './sentences.ts'
import { stepRecord } from './step-record.ts'

const options = { cpus: 2, pagesPerCpu: 2, pageSize: 128, snapshot: true, overwrite: true, asPosted: false }

function begin() {
  const live = allocateRfcBuffer(options, false)
  return { live, recording: new Recording(options, live.i32) }
}

test('every point has a sentence', () => {
  const { live, recording } = begin()
  for (const point of [...Object.values(Point), ...Object.values(StepPoint)]) {
    const op = recording.append({ seat: 1, point, a: 0, b: 0, c: 0 }, live.i32)
    expect(sentenceOf(recording, op), String(point)).toMatch(/^[A-Z].*\.$/)
    expect(sentenceOf(recording, op)).not.toContain('without a sentence')
  }
})

test('a record names words, counters and bytes, wherever the recording stands', () => {
  const { live, recording } = begin()
  live.i32[live.ringI32(1) + RingI32.tail] = 24
  live.f64[live.slotF64(1) + SlotF64.committed] = 1
  live.u8.set([1, 2, 3], live.pageAddress(1, 1) + 13)
  const op = recording.append({ seat: 1, point: Point.TailPublished, a: 1, b: 1, c: 24 }, live.i32)
  live.f64[live.slotF64(1) + SlotF64.committed] = 3
  live.f64[HeaderF64.late] = 2
  recording.append({ seat: 2, point: Point.Copied, a: 0, b: 0, c: 0 }, live.i32)
  const expected = {
    op,
    actor: 1,
    point: 'TailPublished',
    sentence: 'CPU 1 commits: its tail on page 1 moves from 0 to 24.',
    changed: [
      { word: 'cpu1.tail', from: 0, to: 24 },
      { page: { cpu: 1, page: 1, offset: 13, before: [0, 0, 0], after: [1, 2, 3] } },
      { word: 'cpu1.ledger.committed', from: 0, to: 1 },
    ],
  }
  for (const position of [2, 1, 0]) {
    recording.seek(position)
    expect(stepRecord(recording, op)).toEqual(expected)
    expect(stepRecord(recording, 2)).toMatchObject({
      actor: 'reader',
      changed: [
        { word: 'late', from: 0, to: 2 },
        { word: 'cpu1.ledger.committed', from: 1, to: 3 },
      ],
    })
  }
})

test('where the room is looked at, the sentence says what follows, whatever the memory has become since', () => {
  const { live, recording } = begin()
  const at = live.ringI32(1)
  const words = (tailPage: number, headPage: number, need: number, tail: number): string => {
    live.i32[at + RingI32.tailPage] = tailPage
    live.i32[at + RingI32.headPage] = headPage
    live.i32[at + RingI32.tail] = tail
    const op = recording.append({ seat: 1, point: Point.SpaceChecked, a: 1, b: tail, c: need }, live.i32)
    live.i32[at + RingI32.tailPage] = 0
    live.i32[at + RingI32.headPage] = 0
    recording.append({ seat: 1, point: Point.LockReleased, a: 1, b: 0, c: 0 }, live.i32)
    return sentenceOf(recording, op)
  }
  expect(words(0, 0, 48, 80)).toBe('CPU 1 needs 48 bytes, 48 are left on page 0: they fit.')
  expect(words(0, 0, 48, 88)).toBe('CPU 1 needs 48 bytes, 40 are left on page 0: it will pad and turn to page 1.')
  expect(words(1, 0, 48, 88)).toBe(
    'CPU 1 needs 48 bytes, 40 are left on page 1: it will pad and turn to page 0, the oldest, which it pushes out.',
  )
  expect(words(0, 1, 48, 128)).toBe(
    'CPU 1 needs 48 bytes, 0 are left on page 0: it will turn to page 1, the oldest, which it pushes out.',
  )
  live.setOverwrite(false)
  expect(words(1, 0, 48, 88)).toBe(
    "CPU 1 needs 48 bytes, 40 are left on page 1, and page 0 is the head's: the ring is full.",
  )
})

test('who waits is told for whom, and where that one stands; for itself, for ever', () => {
  const { live, recording } = begin()
  recording.append({ seat: 0, point: Point.BodyHalf, a: 0, b: 0, c: 24 }, live.i32)
  const waits = (holder: number): string =>
    sentenceOf(recording, recording.append({ seat: 1, point: Point.LockWaited, a: 0, b: holder, c: 0 }, live.i32))
  expect(waits(0)).toBe('CPU 1 waits for the lock of CPU 0, which CPU 0 holds, parked at BodyHalf.')
  expect(waits(FIRST_READER)).toBe('CPU 1 waits for the lock of CPU 0, which the reader holds.')
  expect(waits(1)).toMatch(/^CPU 1 waits for the lock of CPU 0, for ever: the code that it interrupted holds it/)
})

test('a stamp is told as it was stored, a refusal with its reason', () => {
  const { live, recording } = begin()
  const at = live.pageAddress(0, 1) + 24
  live.i32.set([0x80000000 | 0, 1], at >>> 2)
  const stamped = recording.append({ seat: 0, point: Point.StampStored, a: 0, b: 1, c: 24 }, live.i32)
  live.i32[at >>> 2] = 7
  const refused = recording.append({ seat: 0, point: Point.WriteRefused, a: 0, b: Refused.full, c: 0 }, live.i32)
  expect(sentenceOf(recording, stamped)).toBe(
    `CPU 0 has stamped the event at offset 24 of page 1: ${2 ** 32 + 2 ** 31}.`,
  )
  expect(sentenceOf(recording, refused)).toBe(
    'CPU 0 gives up: the ring is full, and may not overwrite. The refusal is counted.',
  )
})
