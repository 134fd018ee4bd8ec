/** The iterator over real rings: a walk over all CPUs in the order of their stamps. */
import { describe, expect, test } from 'vitest'
import { RfcCursors } from '../ring/rfc/iterate.ts'
import { KernelBug } from '../ring/trace-buffer.ts'
import { firstBytes, TestRing } from '../ring/testing/test-ring.ts'
import { LinearScan } from './linear-scan.ts'
import { MergeTree } from './merge-tree.ts'

/** page turns, padding, a page overwritten, one event consumed */
function usedRing(cpus = 2): TestRing {
  const ring = new TestRing({ cpus, pagesPerCpu: 3 })
  for (let index = 1; index <= 24; index++)
    ring.fill(index % 3 === 0 ? (index / 3) % cpus : 0, 1, { length: 4 * (index % 7), first: index })
  ring.consume()
  return ring
}

describe('a walk', () => {
  test('gives exactly what consuming would give', () => {
    const ring = usedRing()
    const walked = ring.iterate()
    expect(walked.length).toBeGreaterThan(10)
    expect(walked).toEqual(ring.consumeAll())
  })

  test('leaves every byte, word and counter as it was', () => {
    const ring = usedRing()
    const before = ring.memory()
    const walked = ring.iterate()
    expect(ring.memory()).toEqual(before)
    expect(ring.iterate()).toEqual(walked)
    expect(ring.memory()).toEqual(before)
  })

  test('is empty where nothing is unread', () => {
    const ring = new TestRing({ cpus: 2 })
    expect(ring.iterate()).toEqual([])
    ring.fill(1, 4) // a full tail page, read to its end
    ring.consumeAll()
    expect(ring.iterate()).toEqual([])
  })

  test('ends, and stays at its end', () => {
    const ring = new TestRing()
    ring.fill(0, 4)
    const iterator = ring.iterator()
    for (let event = 0; event < 4; event++) expect(iterator.read()).toBe(true)
    expect([iterator.read(), iterator.read(), iterator.peek()]).toEqual([false, false, false])
    iterator.finish()
  })

  test('peek gives the next event as often as asked, read goes on', () => {
    const ring = new TestRing()
    ring.fill(0, 2)
    const iterator = ring.iterator()
    const first = (): number | undefined => iterator.event.body[0]
    expect([iterator.peek(), first(), iterator.peek(), first()]).toEqual([true, 1, true, 1])
    expect([iterator.read(), first(), iterator.peek(), first()]).toEqual([true, 1, true, 2])
    iterator.finish()
  })

  test('merges by stamp, ties by CPU', () => {
    const ring = new TestRing({ cpus: 3 })
    for (const [cpu, stamp] of [
      [2, 5],
      [0, 6],
      [1, 5],
      [0, 7],
      [2, 6],
    ] as const) {
      ring.clock.set(stamp, 0)
      ring.fill(cpu, 1)
    }
    expect(ring.iterate().map(({ cpu, ts }) => [ts, cpu])).toEqual([
      [5, 1],
      [5, 2],
      [6, 0],
      [6, 2],
      [7, 0],
    ])
  })

  test('stands still while the consumer goes on beside it', () => {
    const ring = new TestRing()
    ring.fill(0, 6)
    const iterator = ring.iterator()
    iterator.read()
    expect(firstBytes(ring.consumeAll())).toEqual([1, 2, 3, 4, 5, 6])
    expect([iterator.read(), iterator.event.body[0]]).toEqual([true, 2])
    iterator.finish()
  })
})

describe('the tree over rings', () => {
  test.each([2, 3, 5])('of %i CPUs stands after every step where the linear scan stands', (cpus) => {
    const ring = usedRing(cpus)
    const walks = [LinearScan, MergeTree].map((Kind) => {
      const cursors = new RfcCursors(ring.buffer, ring.options)
      return { cursors, order: new Kind(cursors), steps: [] as unknown[] }
    })
    for (const { cursors, order, steps } of walks) {
      const note = (): unknown => steps.push(ring.writers.map((_, cpu) => ({ ...cursors.position(cpu), losses: 0 })))
      note()
      for (let cpu = order.next(); cpu >= 0; cpu = order.next()) {
        note()
        cursors.advance(cpu)
        order.pass()
        note()
      }
      note()
      cursors.finish()
    }
    expect(walks[0]?.steps.length).toBeGreaterThan(15)
    expect(walks[1]?.steps).toEqual(walks[0]?.steps)
  })
})

describe('reading to the end', () => {
  test('takes at most as many as it is asked for, and can go on', () => {
    const ring = new TestRing({ cpus: 2 })
    ring.fill(1, 3)
    ring.fill(0, 2, { first: 4 })
    const iterator = ring.iterator()
    const taken: (number | undefined)[] = []
    const read = (most: number): void => iterator.readUpTo(most, ({ body }) => taken.push(body[0]))
    read(0)
    expect(taken).toEqual([])
    read(2)
    expect(taken).toEqual([1, 2])
    read(Infinity)
    expect(taken).toEqual([1, 2, 3, 4, 5])
    iterator.finish()
  })

  test('ends with all events of rings that are full of the smallest', () => {
    const ring = new TestRing({ cpus: 2 })
    for (const cpu of [0, 1]) ring.fill(cpu, 32, { length: 4 })
    let events = 0
    const iterator = ring.iterator()
    iterator.readUpTo(Infinity, () => events++)
    iterator.finish()
    expect(events).toBe(64)
  })

  test('as posted, where the walk goes in circles, is stopped instead of hanging', () => {
    const ring = new TestRing({ asPosted: true })
    ring.fill(0, 4) // a full tail page, which the walk steps off
    let events = 0
    const iterator = ring.iterator()
    expect(() => iterator.readUpTo(Infinity, () => events++)).toThrow(KernelBug)
    expect(events).toBe(32)
    expect(iterator.read()).toBe(true) // and a single read still does what the mail does
    iterator.finish()
  })
})
