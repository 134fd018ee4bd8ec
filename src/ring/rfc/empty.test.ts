/** Empty exactly when a walk finds no event (spec E15), at rest and in the middle of a write. */
import { describe, expect, test } from 'vitest'
import { Point } from '../probe.ts'
import { FIRST_READER, SlotLocks } from '../slot-lock.ts'
import { RingError } from '../trace-buffer.ts'
import { actorWords } from '../testing/actor-words.ts'
import { TestRing } from '../testing/test-ring.ts'
import { isBufferEmpty, isCpuEmpty } from './empty.ts'
import { EventAt } from './layout.ts'
import { snapshotAll } from './snapshot.ts'

test('a buffer is empty when every CPU is', () => {
  const ring = new TestRing({ cpus: 3 })
  expect(isBufferEmpty(ring.buffer)).toBe(true)
  ring.fill(1, 1)
  expect([0, 1, 2].map((cpu) => isCpuEmpty(ring.buffer, cpu))).toEqual([true, false, true])
  expect(isBufferEmpty(ring.buffer)).toBe(false)
  ring.consume()
  expect(isBufferEmpty(ring.buffer)).toBe(true)
})

test('what only the snapshot holds does not count', () => {
  const ring = new TestRing({ snapshot: true })
  ring.fill(0, 1)
  snapshotAll(ring.buffer, ring.options)
  expect(isBufferEmpty(ring.buffer)).toBe(true)
})

test('a CPU that does not exist is refused', () => {
  const { buffer } = new TestRing({ cpus: 2 })
  for (const cpu of [-1, 2, Number.NaN]) expect(() => isCpuEmpty(buffer, cpu)).toThrow(RingError)
})

test.each([true, false])('at every rest it says what a walk finds, overwrite %s', (overwrite) => {
  // bodies of 20: pages without padding; of 28 and 36: padding and short ends, with the head left standing before each
  for (const length of [20, 28, 36]) {
    const ring = new TestRing({ pagesPerCpu: 2, overwrite })
    for (let step = 0; step < 60; step++) {
      if (step % 7 < 4) ring.fill(0, 1, { length })
      else ring.consume()
      expect(isCpuEmpty(ring.buffer, 0), `length ${length}, step ${step}`).toBe(ring.iterate().length === 0)
    }
  }
})

describe('with the head at the end of a page that the tail has left', () => {
  /** All events of page 0 are read, the head stands at its end, and an event on page 1 is reserved. */
  function turned(asPosted: boolean): TestRing {
    const ring = new TestRing({ asPosted })
    ring.fill(0, 2, { length: 36 })
    for (let event = 0; event < 2; event++) ring.consume()
    ring.writer(0).reserve(1, 36)
    expect(ring.live()).toMatchObject({ headPage: 0, head: 96, tailPage: 1, tail: 0 })
    return ring
  }

  test('a ring is empty until the next event is committed', () => {
    const ring = turned(false)
    expect(isCpuEmpty(ring.buffer, 0)).toBe(true)
    ring.writer(0).commit(ring.buffer.pageAddress(0, 1) + EventAt.body)
    expect(isCpuEmpty(ring.buffer, 0)).toBe(false)
    expect(ring.consumeAll()).toHaveLength(1)
    expect(isCpuEmpty(ring.buffer, 0)).toBe(true)
  })

  test('as posted, where head and tail are compared, it is not', () => {
    expect(isCpuEmpty(turned(true).buffer, 0)).toBe(false)
  })
})

test('as posted a reader that has stepped off a full tail page has lost emptiness', () => {
  for (const asPosted of [false, true]) {
    const ring = new TestRing({ asPosted })
    ring.fill(0, 4)
    for (let event = 0; event < 4; event++) ring.consume()
    expect(isBufferEmpty(ring.buffer)).toBe(!asPosted)
  }
})

test('a ring whose lock a dead reader holds is empty when nothing in it is unread, wherever the head stands', () => {
  class Killed extends Error {}
  for (const events of [1, 2]) {
    const actors = actorWords()
    const ring = new TestRing({
      actors,
      probe: (point) => {
        if (point === Point.LengthRead) throw new Killed()
      },
    })
    ring.fill(0, events)
    expect(() => ring.consume()).toThrow(Killed)
    Atomics.store(actors.dead, FIRST_READER, 1)
    expect(new SlotLocks(ring.buffer.i32, actors, 1).acquire(ring.buffer.slotI32(0), 0)).toBe(false)
    expect(ring.live()).toMatchObject({ headPage: 0, head: 0 })
    expect(isCpuEmpty(ring.buffer, 0)).toBe(events === 1)
  }
})
