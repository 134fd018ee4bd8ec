import { expect, test } from 'vitest'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import { RingI32, SlotI32 } from '../ring/rfc/layout.ts'
import { Point } from '../ring/probe.ts'
import { movedMarkers } from './moved-markers.ts'
import { Recording } from './recording.ts'

const options = { cpus: 2, pagesPerCpu: 4, pageSize: 128, snapshot: true, overwrite: true, asPosted: false }

test('head and tail as they stood before the op, of whichever ring; nothing where neither has moved', () => {
  const live = allocateRfcBuffer(options, false)
  const recording = new Recording(options, live.i32)
  const op = (words: readonly (readonly [ring: number, word: number, value: number])[]): number => {
    for (const [ring, word, value] of words) live.i32[live.ringI32(ring) + word] = value
    return recording.append({ seat: 0, point: Point.TailStored, a: 0, b: 0, c: 0 }, live.i32)
  }
  const first = op([[1, RingI32.tail, 48]])
  expect(movedMarkers(recording, first)).toEqual([{ ring: 1, kind: 'tail', page: 0, offset: 0 }])
  const turned = op([
    [1, RingI32.tailPage, 1],
    [1, RingI32.tail, 0],
    [3, RingI32.head, 24],
  ])
  expect(movedMarkers(recording, turned)).toEqual([
    { ring: 1, kind: 'tail', page: 0, offset: 48 },
    { ring: 3, kind: 'head', page: 0, offset: 0 },
  ])
  // the offset of a head that goes to another page is still the old one
  const pushed = op([[3, RingI32.headPage, 2]])
  expect(movedMarkers(recording, pushed)).toEqual([{ ring: 3, kind: 'head', page: 0, offset: 24 }])
  live.i32[live.slotI32(0) + SlotI32.lock] = 1
  expect(movedMarkers(recording, op([]))).toEqual([])
  expect(movedMarkers(recording, 0)).toEqual([])
})
