/** record_disabled is a nesting count. */
import { expect, test } from 'vitest'
import { captureHeader } from '../capture.ts'
import { RingError } from '../trace-buffer.ts'
import { noLocks } from '../slot-lock.ts'
import { TestRing } from '../testing/test-ring.ts'
import { recordDisable, recordEnable } from './record-disable.ts'

test('recording is off until enable was called as often as disable', () => {
  const ring = new TestRing()
  expect([recordDisable(ring.buffer), recordDisable(ring.buffer), recordDisable(ring.buffer)]).toEqual([1, 2, 3])
  for (const depth of [2, 1, 0]) {
    expect(ring.fill(0, 1)).toEqual(['disabled'])
    expect(recordEnable(ring.buffer)).toBe(depth)
  }
  expect(ring.fill(0, 1)).toEqual(['committed'])
})

test('disable and enable leave everything else as it was', () => {
  const ring = new TestRing({ cpus: 2, snapshot: true })
  ring.fill(0, 9)
  const before = ring.memory()
  for (let depth = 0; depth < 5; depth++) recordDisable(ring.buffer)
  for (let depth = 0; depth < 5; depth++) recordEnable(ring.buffer)
  expect(ring.memory()).toEqual(before)
})

test('a refused write changes the counts of its attempt and nothing else', () => {
  const ring = new TestRing()
  ring.fill(0, 5)
  const { live, page } = { live: ring.live(), page: ring.page(1) }
  recordDisable(ring.buffer)
  expect(ring.fill(0, 3)).toEqual(['disabled', 'disabled', 'disabled'])
  expect([ring.live(), ring.page(1)]).toEqual([live, page])
  expect(ring.ledger()).toMatchObject({ attempted: 8, committed: 5, inFlight: 0, refused: { disabled: 3 } })
})

test('an enable too many is an error and changes nothing', () => {
  const ring = new TestRing()
  expect(() => recordEnable(ring.buffer)).toThrow(RingError)
  expect(() => recordEnable(ring.buffer)).toThrow(expect.objectContaining({ code: 'not-disabled' }))
  expect(captureHeader(ring.buffer).recordDisabled).toBe(0)
  expect(ring.fill(0, 1)).toEqual(['committed'])
})

test('as posted an enable too many refuses everything', () => {
  const ring = new TestRing({ asPosted: true })
  expect(recordEnable(ring.buffer)).toBe(-1)
  expect(ring.fill(0, 1)).toEqual(['disabled'])
})

test('reading goes on while recording is off', () => {
  const ring = new TestRing()
  ring.fill(0, 3)
  recordDisable(ring.buffer)
  expect(ring.consumeAll().length).toBe(3)
})

test('a disable between the two checks is seen under the lock', () => {
  const acquire = (): boolean => recordDisable(ring.buffer) > 0
  const ring: TestRing = new TestRing({ locks: { ...noLocks, acquire } })
  expect(ring.fill(0, 1)).toEqual(['disabled'])
  expect(ring.ledger()).toMatchObject({ attempted: 1, inFlight: 0, refused: { disabled: 1 } })
  expect(ring.capture().irqsOff).toBe(false)
})

test('a reservation that was made before disable may still be committed', () => {
  const ring = new TestRing()
  const body = ring.writer(0).reserve(1, 4)
  recordDisable(ring.buffer)
  ring.writer(0).commit(body)
  expect(ring.ledger()).toMatchObject({ attempted: 1, committed: 1, buffered: 1 })
})
