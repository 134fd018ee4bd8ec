/** The iterator: a walk that consumes nothing and holds recording off while it lasts. */
import { describe, expect, test } from 'vitest'
import { captureHeader } from '../capture.ts'
import { KernelBug, RingError } from '../trace-buffer.ts'
import { recordDisable, recordEnable } from './record-disable.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from './snapshot.ts'
import { firstBytes, TestRing } from '../testing/test-ring.ts'

/** two CPUs, page turns, padding, a page overwritten, one event consumed */
function usedRing(): TestRing {
  const ring = new TestRing({ cpus: 2, pagesPerCpu: 3, snapshot: true })
  for (let index = 1; index <= 24; index++)
    ring.fill(index % 3 === 0 ? 1 : 0, 1, { length: 4 * (index % 7), first: index })
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

describe('while an iterator is open', () => {
  test('recording is off: writes are refused as disabled, and on again after finish', () => {
    const ring = new TestRing()
    const iterator = ring.iterator()
    expect(captureHeader(ring.buffer)).toMatchObject({ iterating: true, recordDisabled: 0 })
    expect(ring.fill(0, 2)).toEqual(['disabled', 'disabled'])
    iterator.finish()
    expect(captureHeader(ring.buffer)).toMatchObject({ iterating: false, recordDisabled: 0 })
    expect(ring.fill(0, 1)).toEqual(['committed'])
    expect(ring.ledger()).toMatchObject({ attempted: 3, committed: 1, refused: { disabled: 2 } })
  })

  test('its hold is its own: enable cannot undo it, and finish does not undo disable', () => {
    const ring = new TestRing()
    const iterator = ring.iterator()
    expect(() => recordEnable(ring.buffer)).toThrow(RingError)
    recordDisable(ring.buffer)
    iterator.finish()
    expect(ring.fill(0, 1)).toEqual(['disabled'])
    recordEnable(ring.buffer)
    expect(ring.fill(0, 1)).toEqual(['committed'])
  })

  test('two iterators hold twice', () => {
    const ring = new TestRing()
    const [one, two] = [ring.iterator(), ring.iterator()]
    one.finish()
    expect(ring.fill(0, 1)).toEqual(['disabled'])
    two.finish()
    expect(ring.fill(0, 1)).toEqual(['committed'])
  })

  test('snapshot and reset are refused as a whole and change nothing', () => {
    const ring = usedRing()
    const iterator = ring.iterator()
    const before = ring.memory()
    const calls = [
      () => snapshotAll(ring.buffer, ring.options),
      () => snapshotCpu(ring.buffer, 0, ring.options),
      () => snapshotOneCpu(ring.buffer, 0, ring.options),
      () => resetAll(ring.buffer, ring.options),
      () => resetCpu(ring.buffer, 0, ring.options),
    ]
    for (const call of calls) expect(call).toThrow(expect.objectContaining({ code: 'iterator-open' }))
    expect(ring.memory()).toEqual(before)
    iterator.finish()
    for (const call of calls) expect(call).not.toThrow()
  })
})

describe('of a snapshot', () => {
  test('it reads the spare rings and leaves the live ones alone', () => {
    const ring = usedRing()
    const live = ring.iterate()
    snapshotAll(ring.buffer, ring.options)
    ring.fill(0, 2, { first: 99 })
    const before = ring.memory()
    expect(ring.iterate(true)).toEqual(live)
    expect(firstBytes(ring.iterate())).toEqual([99, 100])
    expect(ring.memory()).toEqual(before)
  })

  test('there is none without the flag: the call is refused and holds nothing', () => {
    const ring = new TestRing({ snapshot: false })
    expect(() => ring.iterator(true)).toThrow(expect.objectContaining({ code: 'no-snapshot' }))
    expect(ring.fill(0, 1)).toEqual(['committed'])
    expect(() => new TestRing({ asPosted: true }).iterator(true)).toThrow(KernelBug)
  })
})
