import { expect, test } from 'vitest'
import { StepPoint } from '../control/step-point.ts'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
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
    sentence: 'CPU 1 commits: its tail on page 1 moves to 24.',
    changed: [
      { word: 'cpu1.tail', from: 0, to: 24 },
      { page: { cpu: 1, page: 1, offset: 13, before: [0, 0, 0], after: [1, 2, 3] } },
      { word: 'cpu1.committed', from: 0, to: 1 },
    ],
  }
  for (const position of [2, 1, 0]) {
    recording.seek(position)
    expect(stepRecord(recording, op)).toEqual(expected)
    expect(stepRecord(recording, 2)).toMatchObject({
      actor: 'reader',
      changed: [
        { word: 'late', from: 0, to: 2 },
        { word: 'cpu1.committed', from: 1, to: 3 },
      ],
    })
  }
})
