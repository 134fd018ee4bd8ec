/** A full ring: with overwrite it loses its oldest page as a whole, without it refuses what is new. */
import { describe, expect, test } from 'vitest'
import { resetAll } from './snapshot.ts'
import { firstBytes, TestRing } from '../testing/test-ring.ts'

// two pages of four events each
const overwriting = { pagesPerCpu: 2, overwrite: true }
const refusing = { pagesPerCpu: 2, overwrite: false }

describe('with overwrite', () => {
  test('the tail pushes the whole head page out, and with it the oldest events', () => {
    const ring = new TestRing(overwriting)
    expect(ring.fill(0, 9)).toEqual(Array<string>(9).fill('committed'))
    expect(ring.live()).toMatchObject({ headPage: 1, head: 0, tailPage: 0, tail: 32, entries: 5, overrun: 4 })
    expect(ring.ledger()).toMatchObject({ committed: 9, overrun: 4, buffered: 5, read: 0 })
    expect(firstBytes(ring.consumeAll())).toEqual([5, 6, 7, 8, 9])
  })

  test.each([1, 2, 3, 4])('only what was unread counts as lost: %d of the page had been read', (read) => {
    const ring = new TestRing(overwriting)
    ring.fill(0, 8)
    for (let event = 0; event < read; event++) ring.consume()
    ring.fill(0, 1, { first: 9 })
    expect(ring.live()).toMatchObject({ overrun: 4 - read, entries: 5 })
    expect(ring.ledger()).toMatchObject({ read, overrun: 4 - read, buffered: 5 })
    expect(firstBytes(ring.consumeAll())).toEqual([5, 6, 7, 8, 9])
  })

  test('nothing is lost where the head had left the page that the tail enters', () => {
    const ring = new TestRing(overwriting)
    ring.fill(0, 8)
    for (let event = 0; event < 5; event++) ring.consume() // the fifth lies on page 1
    ring.fill(0, 4, { first: 9 })
    expect(ring.ledger()).toMatchObject({ overrun: 0, read: 5, buffered: 7 })
    expect(firstBytes(ring.consumeAll())).toEqual([6, 7, 8, 9, 10, 11, 12])
  })

  test('a reservation pushes the head page out already', () => {
    const ring = new TestRing(overwriting)
    ring.fill(0, 8)
    ring.writer(0).reserve(1, 0)
    expect(ring.ledger()).toMatchObject({ inFlight: 1, overrun: 4, buffered: 4 })
    expect(ring.live()).toMatchObject({ headPage: 1, tailPage: 0, tail: 0, entries: 5 })
  })

  test('it goes on for ever: many laps keep the newest events', () => {
    const ring = new TestRing({ pagesPerCpu: 3 })
    ring.fill(0, 100)
    expect(firstBytes(ring.consumeAll())).toEqual([89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100])
    expect(ring.ledger()).toMatchObject({ committed: 100, overrun: 88, read: 12, buffered: 0 })
  })

  test('one CPU that overwrites leaves the others alone', () => {
    const ring = new TestRing({ ...overwriting, cpus: 2 })
    ring.fill(1, 3, { first: 51 })
    ring.fill(0, 20)
    expect(ring.ledger(1)).toMatchObject({ committed: 3, buffered: 3, overrun: 0 })
    expect(firstBytes(ring.consumeAll())).toEqual([51, 52, 53, 13, 14, 15, 16, 17, 18, 19, 20])
  })
})

describe('without overwrite', () => {
  test('what is new is refused, counted as dropped, and changes no byte and no place', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 8)
    const { live, bytes } = { live: ring.live(), bytes: [ring.page(0), ring.page(1)] }
    expect(ring.fill(0, 3)).toEqual(['full', 'full', 'full'])
    expect(ring.live()).toEqual(live)
    expect([ring.page(0), ring.page(1)]).toEqual(bytes)
    expect(ring.buffer.count('dropped', 0)).toBe(3)
    expect(ring.ledger()).toMatchObject({ attempted: 11, committed: 8, overrun: 0, refused: { full: 3 } })
  })

  test('a refused write draws no stamp', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 10)
    ring.consumeAll()
    ring.fill(0, 1)
    expect(ring.consume()?.ts).toBe(9)
  })

  test('it is full until the reader has left the head page, not until it has read one event', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 8)
    for (let event = 0; event < 3; event++) {
      ring.consume()
      expect(ring.fill(0, 1)).toEqual(['full'])
    }
    ring.consume()
    expect(ring.fill(0, 1)).toEqual(['committed'])
  })

  test('a ring that was drained to its full last page takes events again', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 8)
    ring.consumeAll()
    for (let lap = 0; lap < 5; lap++) {
      expect(ring.fill(0, 4)).toEqual(Array<string>(4).fill('committed'))
      expect(ring.consumeAll().length).toBe(4)
    }
    expect(ring.ledger()).toMatchObject({ attempted: 28, committed: 28, read: 28, refused: { full: 0 } })
  })

  test('the head stands on the page that was read to its end until the reader looks again: so long that page is not free', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 8)
    ring.consumeAll()
    expect(ring.fill(0, 5)).toEqual([...Array<string>(4).fill('committed'), 'full'])
    ring.peek()
    expect(ring.fill(0, 1)).toEqual(['committed'])
  })

  test('what still fits into the rest of the page is taken, though larger events are refused', () => {
    const ring = new TestRing(refusing)
    ring.fill(0, 7)
    expect(ring.fill(0, 1, { length: 24 })).toEqual(['full'])
    expect(ring.fill(0, 1, { length: 4 })).toEqual(['committed'])
    expect(ring.live().pages[1]).toMatchObject({ committedBytes: 112, paddingBytes: 0 })
  })

  test('overwrite can be turned on and off in place', () => {
    const ring = new TestRing(refusing)
    expect(ring.fill(0, 9)[8]).toBe('full')
    ring.buffer.setOverwrite(true)
    expect(ring.fill(0, 1, { first: 9 })).toEqual(['committed'])
    ring.buffer.setOverwrite(false)
    expect(ring.fill(0, 4, { first: 10 })).toEqual(['committed', 'committed', 'committed', 'full'])
    expect(firstBytes(ring.consumeAll())).toEqual([5, 6, 7, 8, 9, 10, 11, 12])
  })
})

test('as posted the walk over a pushed page of stale bytes can go in circles, which C never ends', () => {
  const ring = new TestRing({ ...overwriting, asPosted: true })
  const whole = Array<number>(116).fill(7)
  ring.write(0, whole)
  // what is a body now will look like a header at offset 16 of page 1: stamp 7, type 1, length -16
  ring.write(0, [...Array<number>(4).fill(0), 7, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0xf0, 0xff, ...Array<number>(100).fill(0)])
  ring.write(0, whole)
  ring.write(0, [1, 2, 3, 4]) // page 1 again: 16 bytes, and the forged header behind them
  resetAll(ring.buffer, ring.options)
  ring.write(0, whole)
  ring.consume() // steps off the full tail page
  expect(() => ring.write(0, whole)).toThrow(
    expect.objectContaining({ name: 'KernelBug', message: expect.stringContaining('circles') }),
  )
})
