import { describe, expect, test } from 'vitest'
import { RingError } from '../trace-buffer.ts'
import { QUARTER, TestRing } from '../testing/test-ring.ts'
import { bufferSize, consumeInto, maxEventSize } from './consume-into.ts'

const CANARY = 0xa5

test('the size of a buffer is the bytes of one CPU, whatever the number of CPUs', () => {
  expect(bufferSize(new TestRing({ cpus: 3, pagesPerCpu: 5, pageSize: 256 }).buffer)).toBe(1280)
})

describe('consume into memory of the caller', () => {
  test('copies the event as it lies in the ring, and takes it', () => {
    const ring = new TestRing({ cpus: 2 })
    ring.clock.set(0x89abcdef, 0x01234567)
    ring.fill(1, 3)
    const page = ring.page(0, 1)
    const target = new Uint8Array(maxEventSize(ring.buffer) + 8).fill(CANARY)
    for (const offset of [0, 32, 64]) {
      expect(consumeInto(ring.buffer, ring.consumer, target)).toBe(32)
      expect([...target.subarray(0, 32)]).toEqual(page.slice(offset, offset + 32))
      expect([...target.subarray(32)].every((byte) => byte === CANARY)).toBe(true)
    }
    expect(ring.ledger(1)).toMatchObject({ read: 3, buffered: 0 })
  })

  test('has room for the largest event', () => {
    for (const pageSize of [128, 32768]) {
      const ring = new TestRing({ pageSize })
      const length = Math.min(pageSize, 32760) - 12
      ring.fill(0, 1, { length, first: 7 })
      const target = new Uint8Array(maxEventSize(ring.buffer))
      expect(consumeInto(ring.buffer, ring.consumer, target)).toBe(length + 12)
      expect(target.subarray(12, length + 12).every((byte) => byte === 7)).toBe(true)
    }
  })

  test('gives 0 when every ring is empty, and leaves the memory alone', () => {
    const ring = new TestRing()
    const target = new Uint8Array(128).fill(CANARY)
    expect(consumeInto(ring.buffer, ring.consumer, target)).toBe(0)
    expect(target.every((byte) => byte === CANARY)).toBe(true)
  })

  test('refuses memory that is too small for some event before it takes one', () => {
    const ring = new TestRing()
    ring.fill(0, 1)
    const before = ring.memory()
    const target = new Uint8Array(maxEventSize(ring.buffer) - 1).fill(CANARY)
    expect(() => consumeInto(ring.buffer, ring.consumer, target)).toThrow(RingError)
    expect(ring.memory()).toEqual(before)
    expect(target.every((byte) => byte === CANARY)).toBe(true)
  })

  test('as posted cuts off what a length promises beyond the page', () => {
    const ring = new TestRing({ asPosted: true, pagesPerCpu: 2 })
    ring.fill(0, 2, { length: QUARTER })
    ring.buffer.i16[(ring.buffer.pageAddress(0, 0) + 10) >>> 1] = 200
    ring.buffer.i32[ring.buffer.ringI32(0) + 3] = 256 // the tail, so that BUG_ON does not come first
    const target = new Uint8Array(200).fill(CANARY)
    expect(consumeInto(ring.buffer, ring.consumer, target)).toBe(128)
    expect([...target.subarray(128)].every((byte) => byte === CANARY)).toBe(true)
  })
})
