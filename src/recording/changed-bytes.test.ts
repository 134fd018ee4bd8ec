import { expect, test } from 'vitest'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import { RingI32 } from '../ring/rfc/layout.ts'
import { Point } from '../ring/probe.ts'
import { changedBytes } from './changed-bytes.ts'
import { Recording } from './recording.ts'

const options = { cpus: 2, pagesPerCpu: 2, pageSize: 128, snapshot: true, overwrite: true, asPosted: false }

test('what an op has changed on pages, in whole words, joined where they touch; no words of the ring', () => {
  const live = allocateRfcBuffer(options, false)
  const recording = new Recording(options, live.i32)
  const op = (change: () => void): number => {
    change()
    return recording.append({ seat: 0, point: Point.BodyHalf, a: 0, b: 0, c: 0 }, live.i32)
  }
  const some = op(() => {
    live.u8.set([1, 2, 3, 4, 5], live.pageAddress(1, 1) + 12)
    live.u8[live.pageAddress(1, 1) + 31] = 9
    // the last word of a page and the first of the next are two places
    live.u8[live.pageAddress(2, 0) + 127] = 1
    live.u8[live.pageAddress(2, 1)] = 1
    live.i32[live.ringI32(1) + RingI32.tail] = 32
  })
  const none = op(() => (live.i32[live.ringI32(1) + RingI32.tail] = 40))
  expect(changedBytes(recording, some)).toEqual([
    { ring: 1, page: 1, at: 12, end: 20 },
    { ring: 1, page: 1, at: 28, end: 32 },
    { ring: 2, page: 0, at: 124, end: 128 },
    { ring: 2, page: 1, at: 0, end: 4 },
  ])
  expect(changedBytes(recording, none)).toEqual([])
  expect(changedBytes(recording, 0)).toEqual([])
})
