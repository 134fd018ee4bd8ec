/** The iterator holds recording off while it lasts, and its cursors consume nothing. In which order it walks, `merge/` tests. */
import { describe, expect, test } from 'vitest'
import { captureHeader } from '../capture.ts'
import { KernelBug, RingError } from '../trace-buffer.ts'
import type { Position } from './advance.ts'
import { RfcCursors } from './iterate.ts'
import { ReadEvent } from './read-event.ts'
import { recordDisable, recordEnable } from './record-disable.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from './snapshot.ts'
import { firstBytes, seen, TestRing } from '../testing/test-ring.ts'
import type { SeenEvent } from '../testing/test-ring.ts'

/** two CPUs, page turns, padding, a page overwritten, one event consumed */
function usedRing(): TestRing {
  const ring = new TestRing({ cpus: 2, pagesPerCpu: 3, snapshot: true })
  for (let index = 1; index <= 24; index++)
    ring.fill(index % 3 === 0 ? 1 : 0, 1, { length: 4 * (index % 7), first: index })
  ring.consume()
  return ring
}

describe('the cursors', () => {
  test('give the events of each CPU in their order, whatever the other CPUs have; another look changes nothing', () => {
    const ring = usedRing()
    const expected = ring.iterate()
    const cursors = new RfcCursors(ring.buffer, ring.options)
    const event = new ReadEvent()
    for (const cpu of [1, 0]) {
      const found: SeenEvent[] = []
      while (cursors.look(cpu)) {
        const { lo, hi } = cursors
        const { page, offset } = cursors.position(cpu) as Position
        expect([cursors.look(cpu), cursors.lo, cursors.hi]).toEqual([true, lo, hi])
        expect(cursors.position(cpu)).toMatchObject({ page, offset })
        cursors.copy(cpu, event)
        expect([event.lo, event.hi]).toEqual([lo, hi])
        found.push(seen(event))
        cursors.advance(cpu)
      }
      expect(found.length).toBeGreaterThan(3)
      expect(found).toEqual(expected.filter((each) => each.cpu === cpu))
    }
    cursors.finish()
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

  test('as posted enable undoes its hold, and the walk goes on over what is written then', () => {
    const ring = new TestRing({ asPosted: true })
    ring.fill(0, 1)
    const iterator = ring.iterator()
    expect([iterator.read(), iterator.read()]).toEqual([true, false])
    recordEnable(ring.buffer)
    expect(ring.fill(0, 1, { first: 2 })).toEqual(['committed'])
    expect([iterator.read(), iterator.event.body[0], iterator.read()]).toEqual([true, 2, false])
    iterator.finish()
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
