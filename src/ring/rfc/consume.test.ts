/** The consuming read: which event comes next, what it takes with it, what stays. */
import { describe, expect, test } from 'vitest'
import { captureHeader } from '../capture.ts'
import { firstBytes, TestRing } from '../testing/test-ring.ts'

describe('the order of a consuming read', () => {
  test('is by stamp over all CPUs', () => {
    const ring = new TestRing({ cpus: 3 })
    for (const [at, cpu] of [2, 0, 1, 1, 2, 0, 0, 1].entries()) ring.fill(cpu, 1, { first: at + 1 })
    expect(firstBytes(ring.consumeAll())).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('gives ties to the lowest CPU', () => {
    const ring = new TestRing({ cpus: 3 })
    for (const cpu of [2, 1, 0, 1, 2]) {
      ring.clock.set(7, 0)
      ring.fill(cpu, 1)
    }
    expect(ring.consumeAll().map(({ cpu }) => cpu)).toEqual([0, 1, 1, 2, 2])
  })

  test('compares all 64 bits, unsigned', () => {
    const ring = new TestRing({ cpus: 4 })
    const stamps: [number, number][] = [
      [0, 1],
      [0xffffffff, 0],
      [0x80000000, 0x80000000],
      [0x7fffffff, 0x80000000],
    ]
    for (const [cpu, [lo, hi]] of stamps.entries()) {
      ring.clock.set(lo, hi)
      ring.fill(cpu, 1)
    }
    expect(ring.consumeAll().map(({ cpu }) => cpu)).toEqual([1, 0, 3, 2])
  })

  test('within a CPU is the order of writing, whatever the stamps say', () => {
    const ring = new TestRing()
    for (const stamp of [30, 10, 20]) {
      ring.clock.set(stamp, 0)
      ring.fill(0, 1, { first: stamp })
    }
    expect(firstBytes(ring.consumeAll())).toEqual([30, 10, 20])
  })
})

describe('an event that was delivered', () => {
  test('carries CPU, stamp, type, length and the body with its rounding', () => {
    const ring = new TestRing({ cpus: 2 })
    ring.clock.set(5, 2)
    ring.write(1, [1, 2, 3], 77)
    const body = [1, 2, 3, 0]
    expect(ring.consume()).toEqual({
      cpu: 1,
      ts: 2 * 2 ** 32 + 5,
      type: 77,
      length: 16,
      body,
      lostBefore: 0,
      late: false,
    })
  })

  test('is a copy: overwriting its page does not change it', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    ring.fill(0, 1)
    expect(ring.consumer.consume()).toBe(true)
    ring.fill(0, 20, { first: 100 })
    expect([...ring.consumer.event.body]).toEqual(Array<number>(20).fill(1))
  })

  test('is gone: counted as read, unread of its page one less, and never given again', () => {
    const ring = new TestRing()
    ring.fill(0, 2)
    expect(firstBytes([ring.consume()!])).toEqual([1])
    expect(ring.live()).toMatchObject({ headPage: 0, head: 32, entries: 1 })
    expect(ring.live().pages[0]).toMatchObject({ committedBytes: 64, consumedBytes: 32, unread: 1 })
    expect(ring.ledger()).toMatchObject({ read: 1, buffered: 1 })
    expect(firstBytes(ring.consumeAll())).toEqual([2])
    expect(ring.consume()).toBeUndefined()
  })
})

describe('the reader', () => {
  test('finds nothing in an empty ring and changes nothing', () => {
    const ring = new TestRing({ cpus: 2 })
    const before = ring.memory()
    expect(ring.consume()).toBeUndefined()
    expect(ring.peek()).toBeUndefined()
    expect(ring.memory()).toEqual(before)
  })

  test('does not see a reservation, though entries counts it', () => {
    const ring = new TestRing()
    ring.fill(0, 1)
    ring.writer(0).reserve(1, 4)
    expect(ring.buffer.count('entries')).toBe(2)
    expect(ring.consumeAll().length).toBe(1)
    expect(ring.buffer.count('entries')).toBe(1)
  })

  test('steps over a null event and over a short end', () => {
    const ring = new TestRing()
    for (const length of [60, 60, 108, 60]) ring.fill(0, 1, { length, first: length }) // 72 + padding | 72 + padding | 120 + short end | 72
    expect(firstBytes(ring.consumeAll())).toEqual([60, 60, 108, 60])
    expect(ring.live()).toMatchObject({ headPage: 3, head: 72 })
  })

  test('steps on when the tail leaves the page that it had read to the end', () => {
    const ring = new TestRing()
    ring.fill(0, 3)
    ring.consumeAll()
    expect(ring.live()).toMatchObject({ headPage: 0, head: 96 })
    ring.fill(0, 1, { length: 24, first: 8 })
    expect(firstBytes(ring.consumeAll())).toEqual([8])
    expect(ring.live()).toMatchObject({ headPage: 1, head: 40 })
  })

  test('never leaves the tail page, however full it is', () => {
    const ring = new TestRing()
    ring.fill(0, 4)
    expect(ring.consumeAll().length).toBe(4)
    expect(ring.live()).toMatchObject({ headPage: 0, head: 128, tailPage: 0, tail: 128, entries: 0 })
    expect(ring.buffer.isEmpty(ring.buffer.liveRing(0))).toBe(true)
    ring.fill(0, 1, { first: 9 })
    expect(firstBytes(ring.consumeAll())).toEqual([9])
  })

  test('a page that was read keeps committed = consumed until the tail enters it again', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    ring.fill(0, 5)
    ring.consumeAll()
    expect(ring.live().pages[0]).toMatchObject({ committedBytes: 128, consumedBytes: 128, unread: 0 })
    ring.fill(0, 4)
    expect(ring.live().pages[0]).toMatchObject({ committedBytes: 32, consumedBytes: 0, unread: 1 })
  })

  test('peek gives what consume would give, as often as asked, and takes nothing', () => {
    const ring = new TestRing({ cpus: 2 })
    ring.fill(1, 2)
    ring.fill(0, 1)
    const before = ring.memory()
    const [first, again] = [ring.peek(), ring.peek()]
    expect(ring.memory()).toEqual(before)
    expect([first, again]).toEqual([ring.consume(), first])
    expect(ring.ledger(1)).toMatchObject({ read: 1, buffered: 1 })
  })
})

describe('late', () => {
  test('is what comes after a later event of another CPU was delivered; it is counted and marked', () => {
    const ring = new TestRing({ cpus: 2 })
    const writeAt = (cpu: number, stamp: number): void => {
      ring.clock.set(stamp, 0)
      ring.fill(cpu, 1, { first: stamp })
    }
    writeAt(0, 10)
    expect(ring.consume()).toMatchObject({ ts: 10, late: false })
    writeAt(1, 9)
    writeAt(1, 10)
    writeAt(1, 11)
    expect(ring.consumeAll().map(({ ts, late }) => [ts, late])).toEqual([
      [9, true],
      [10, false],
      [11, false],
    ])
    expect(captureHeader(ring.buffer).late).toBe(1)
  })

  test('peek says it and does not count it', () => {
    const ring = new TestRing({ cpus: 2 })
    ring.clock.set(10, 0)
    ring.fill(0, 1)
    ring.consume()
    ring.clock.set(9, 0)
    ring.fill(1, 1)
    expect(ring.peek()).toMatchObject({ ts: 9, late: true })
    expect(captureHeader(ring.buffer).late).toBe(0)
    expect(ring.consume()).toMatchObject({ ts: 9, late: true })
    expect(captureHeader(ring.buffer).late).toBe(1)
  })
})
