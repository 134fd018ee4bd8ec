/** What the page tells about counts that do not agree. */
import { describe, expect, test } from 'vitest'
import { findingsOf } from './findings.ts'
import { resetAll, snapshotAll } from './rfc/snapshot.ts'
import { RingF64, SlotF64 } from './rfc/layout.ts'
import { walkRing } from './rfc/walk.ts'
import { TestRing } from './testing/test-ring.ts'

describe('repaired there is no finding', () => {
  test('whatever was written, read, overrun and swapped', () => {
    const ring = new TestRing({ snapshot: true })
    for (let round = 0; round < 200; round++) {
      ring.fill(0, 1, { length: (round * 29) % 117, first: round })
      if (round % 3 === 0) ring.consume()
      if (round % 50 === 0) snapshotAll(ring.buffer, ring.options)
      if (round % 70 === 0) resetAll(ring.buffer, ring.options)
      expect(findingsOf(ring.capture())).toEqual([])
    }
  })
})

describe('as posted', () => {
  test('events of a half read page are counted as overrun: more are in the pages than the ledger says', () => {
    const ring = new TestRing({ pagesPerCpu: 2, asPosted: true })
    ring.fill(0, 8)
    for (let time = 0; time < 3; time++) ring.consume()
    ring.fill(0, 1) // pushes out the page with one unread event, and counts 4
    expect(ring.ledger().overrun).toBe(4)
    const where = 'the bytes from HEAD to TAIL'
    expect(findingsOf(ring.capture())).toEqual([
      { term: 'buffered', says: 2, found: 5, where },
      { term: 'entries', says: 2, found: 5, where },
    ])
  })

  test('a reader that has stepped off a full tail page finds a ring of stale events', () => {
    const ring = new TestRing({ pagesPerCpu: 2, asPosted: true })
    ring.fill(0, 8)
    for (let time = 0; time < 8; time++) ring.consume()
    const [buffered] = findingsOf(ring.capture())
    expect(buffered).toMatchObject({ term: 'buffered', says: 0, found: 8 })
  })
})

test('a ring that is too large to be captured with its bytes is compared with the counts of its pages', () => {
  const ring = new TestRing({ pagesPerCpu: 1024, pageSize: 128 })
  ring.fill(0, 5)
  expect(findingsOf(ring.capture())).toEqual([])
  const { buffer } = ring
  buffer.f64[buffer.ringF64(0) + RingF64.entries] = 4
  expect(findingsOf(ring.capture())).toEqual([{ term: 'entries', says: 4, found: 5, where: 'the counts of its pages' }])
})

test('a sum that does not add up is told with both sides', () => {
  const ring = new TestRing()
  ring.fill(0, 3)
  const { buffer } = ring
  buffer.f64[buffer.slotF64(0) + SlotF64.read] = 1
  const where = 'the sum of its terms'
  expect(findingsOf(ring.capture())).toEqual([{ term: 'committed', says: 3, found: 4, where }])
})

test('entries is compared with the bytes, in the snapshot too', () => {
  const ring = new TestRing({ snapshot: true })
  ring.fill(0, 3)
  snapshotAll(ring.buffer, ring.options)
  const { buffer } = ring
  buffer.f64[buffer.ringF64(buffer.snapRing(0) ?? 0) + RingF64.entries] = 2
  expect(findingsOf(ring.capture())).toMatchObject([{ term: 'entries', says: 2, found: 3 }])
})

test('a walk says where the bytes make no sense', () => {
  const ring = new TestRing()
  ring.fill(0, 2)
  ring.buffer.i16[(ring.buffer.pageAddress(0, 0) + 32 + 10) >>> 1] = 5 // the second event's length
  expect(walkRing(ring.capture().live())).toEqual({ events: 1, reachesTail: false })
})
