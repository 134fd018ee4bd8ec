/** Every loss has a place: each event that is delivered says how many of its CPU were lost right before it. */
import { describe, expect, test } from 'vitest'
import { resetCpu, snapshotAll } from './snapshot.ts'
import { firstBytes, TestRing } from '../testing/test-ring.ts'
import type { SeenEvent } from '../testing/test-ring.ts'

/** which event, and what was lost before it */
function losses(events: readonly SeenEvent[]): [number | undefined, number][] {
  return events.map((event) => [event.body[0], event.lostBefore])
}

describe('overruns', () => {
  test('are told by the first event behind the page that was lost', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    ring.fill(0, 9)
    expect(losses(ring.consumeAll())).toEqual([
      [5, 4],
      [6, 0],
      [7, 0],
      [8, 0],
      [9, 0],
    ])
  })

  test('count what was unread of a page that was partly read', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    ring.fill(0, 8)
    ring.consume()
    ring.fill(0, 1, { first: 9 })
    expect(losses(ring.consumeAll())[0]).toEqual([5, 3])
  })

  test('add up over pages until somebody is told, and are told once', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    ring.fill(0, 25)
    expect(losses([ring.peek()!, ring.peek()!])).toEqual([
      [21, 20],
      [21, 20],
    ])
    expect(losses(ring.consumeAll())[0]).toEqual([21, 20])
    ring.fill(0, 1)
    expect(ring.consume()?.lostBefore).toBe(0)
  })

  test('belong to their CPU', () => {
    const ring = new TestRing({ pagesPerCpu: 2, cpus: 2 })
    ring.fill(0, 9)
    ring.fill(1, 1, { first: 50 })
    expect(ring.consumeAll().map(({ cpu, lostBefore }) => [cpu, lostBefore])).toEqual([
      [0, 4],
      ...Array(4).fill([0, 0]),
      [1, 0],
    ])
  })
})

describe('writes refused as full', () => {
  const refusing = { pagesPerCpu: 2, overwrite: false }

  test('are told by the first event behind the page where they were refused', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 11) // 9, 10 and 11 are refused
    expect(losses(ring.consumeAll()).every(([, lost]) => lost === 0)).toBe(true)
    ring.fill(0, 2, { first: 12 })
    expect(losses(ring.consumeAll())).toEqual([
      [12, 3],
      [13, 0],
    ])
  })

  test('are told by the next event on the same page where one fitted in', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 7)
    expect(ring.fill(0, 2, { length: 24 })).toEqual(['full', 'full'])
    ring.fill(0, 1, { length: 4, first: 10 })
    expect(losses(ring.consumeAll()).slice(-2)).toEqual([
      [7, 0],
      [10, 2],
    ])
  })

  test('on two pages are told at two places', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 10) // 9, 10 refused at the end of page 1
    for (let event = 0; event < 5; event++) ring.consume() // the head is on page 1
    ring.fill(0, 5, { first: 11 }) // 15 refused at the end of page 0
    for (let event = 0; event < 3; event++) ring.consume()
    ring.peek() // the head leaves page 1
    ring.fill(0, 1, { first: 16 })
    expect(losses(ring.consumeAll())).toEqual([
      [11, 2],
      [12, 0],
      [13, 0],
      [14, 0],
      [16, 1],
    ])
  })

  test('and overruns behind them, after overwrite was turned on, are told together', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 10)
    ring.buffer.setOverwrite(true)
    ring.fill(0, 5, { first: 11 }) // pushes page 0, then page 1 with the place of the refusals
    expect(losses(ring.consumeAll())[0]).toEqual([11, 10])
  })
})

describe('the iterator', () => {
  test('says the same as the consumer, and tells it no one else', () => {
    const ring = new TestRing({ pagesPerCpu: 3, overwrite: false })
    ring.fill(0, 14) // 13 and 14 refused at the end of page 2
    for (let event = 0; event < 5; event++) ring.consume()
    ring.fill(0, 5, { first: 15 }) // 19 refused at the end of page 0
    for (let event = 0; event < 3; event++) ring.consume()
    ring.peek()
    ring.fill(0, 1, { first: 20 })
    const walked = losses(ring.iterate())
    expect(walked.filter(([, lost]) => lost > 0)).toEqual([
      [15, 2],
      [20, 1],
    ])
    expect(losses(ring.iterate())).toEqual(walked)
    expect(losses(ring.consumeAll())).toEqual(walked)
  })

  test('tells of a gap inside a page where the walk passes it', () => {
    const ring = new TestRing({ pagesPerCpu: 2, overwrite: false })
    ring.fill(0, 7)
    ring.fill(0, 1, { length: 24 })
    ring.fill(0, 1, { length: 4, first: 9 })
    const expected = [1, 2, 3, 4, 5, 6, 7, 9].map((first) => [first, first === 9 ? 1 : 0])
    expect(losses(ring.iterate())).toEqual(expected)
    expect(losses(ring.consumeAll())).toEqual(expected)
  })

  test('tells it once, also where the walk goes on to the next page', () => {
    const ring = new TestRing({ pagesPerCpu: 2, overwrite: false })
    ring.fill(0, 7)
    ring.fill(0, 1, { length: 24 })
    ring.fill(0, 1, { length: 4, first: 9 })
    for (let event = 0; event < 5; event++) ring.consume() // page 0 is free
    ring.fill(0, 2, { first: 10 })
    const expected = [6, 7, 9, 10, 11].map((first) => [first, first === 9 ? 1 : 0])
    expect(losses(ring.iterate())).toEqual(expected)
    expect(losses(ring.consumeAll())).toEqual(expected)
  })

  test('tells overruns, in the snapshot too, where they travelled with the ring', () => {
    const ring = new TestRing({ pagesPerCpu: 2, snapshot: true })
    ring.fill(0, 9)
    const live = losses(ring.iterate())
    expect(live[0]).toEqual([5, 4])
    snapshotAll(ring.buffer, ring.options)
    expect(losses(ring.iterate(true))).toEqual(live)
    ring.fill(0, 1)
    expect(losses(ring.iterate())).toEqual([[1, 0]])
  })

  test('peek tells a gap as read does', () => {
    const ring = new TestRing({ pagesPerCpu: 2 })
    ring.fill(0, 9)
    const iterator = ring.iterator()
    const tellNext = (): [boolean, number] => [iterator.peek(), iterator.event.lostBefore]
    expect([tellNext(), tellNext()]).toEqual([
      [true, 4],
      [true, 4],
    ])
    expect([iterator.read(), iterator.event.lostBefore]).toEqual([true, 4])
    expect([iterator.read(), iterator.event.lostBefore]).toEqual([true, 0])
    iterator.finish()
  })
})

test('a reset forgets what was lost before it: the ring starts anew', () => {
  const ring = new TestRing({ pagesPerCpu: 2 })
  ring.fill(0, 9)
  resetCpu(ring.buffer, 0, ring.options)
  ring.fill(0, 2)
  expect(firstBytes(ring.consumeAll())).toEqual([1, 2])
  ring.fill(0, 1)
  expect(ring.consume()?.lostBefore).toBe(0)
})
