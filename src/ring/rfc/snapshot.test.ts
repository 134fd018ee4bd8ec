/** Snapshot and reset: which rings change places, what they hold, what the ledger says of it. */
import { describe, expect, test } from 'vitest'
import { ledgerDifference } from '../capture.ts'
import type { RingState } from '../trace-buffer.ts'
import { firstBytes, TestRing } from '../testing/test-ring.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from './snapshot.ts'

function snapshotRing(): TestRing {
  const ring = new TestRing({ cpus: 3, pagesPerCpu: 2, snapshot: true })
  for (const cpu of [0, 1, 2]) ring.fill(cpu, 10 + cpu, { first: 20 * cpu + 1 }) // the first page of each was pushed out
  for (let event = 0; event < 2; event++) ring.consume()
  return ring
}

function ringBytes(ring: TestRing, which: 0 | 1, cpu: number): number[] {
  return [...ring.capture(cpu).ringBytes(which)]
}
function isReset(state: RingState | undefined): boolean {
  const { pages, ...places } = state as RingState
  const words = pages.flatMap((counts) => Object.values({ ...counts, page: 0 }))
  return [...Object.values(places), ...words].every((word) => word === 0)
}
function expectLedgers(ring: TestRing): void {
  for (let cpu = 0; cpu < ring.buffer.cpus; cpu++)
    expect(ledgerDifference(ring.ledger(cpu))).toEqual({ attempted: 0, committed: 0 })
}

describe('a snapshot of all CPUs', () => {
  test('is the live rings of before: their bytes, places, pages and counters', () => {
    const ring = snapshotRing()
    const live = [0, 1, 2].map((cpu) => ({ state: ring.live(cpu), bytes: ringBytes(ring, 0, cpu) }))
    expect(snapshotAll(ring.buffer, ring.options)).toEqual([])
    for (const [cpu, { state, bytes }] of live.entries()) {
      expect(state).toMatchObject({ overrun: 4 })
      expect(ring.snapshot(cpu)).toEqual(state)
      expect(ringBytes(ring, 1, cpu)).toEqual(bytes)
      expect(isReset(ring.live(cpu))).toBe(true)
    }
  })

  test('moves what was buffered to inSnapshot and leaves the rest of the ledger', () => {
    const ring = snapshotRing()
    const before = ring.ledger(0)
    snapshotAll(ring.buffer, ring.options)
    expect(ring.ledger(0)).toEqual({ ...before, buffered: 0, inSnapshot: before.buffered })
    expectLedgers(ring)
  })

  test('is not disturbed by what is written and read afterwards', () => {
    const ring = snapshotRing()
    const events = ring.iterate()
    snapshotAll(ring.buffer, ring.options)
    ring.fill(0, 30)
    ring.consumeAll()
    expect(ring.iterate(true)).toEqual(events)
  })

  test('the second one throws the first away: it is counted as erased', () => {
    const ring = snapshotRing()
    snapshotAll(ring.buffer, ring.options)
    const first = ring.ledger(0).inSnapshot
    ring.fill(0, 3, { first: 77 })
    snapshotAll(ring.buffer, ring.options)
    expect(firstBytes(ring.iterate(true))).toEqual([77, 78, 79])
    expect(ring.ledger(0)).toMatchObject({ erased: first, inSnapshot: 3, buffered: 0 })
    expectLedgers(ring)
  })

  test('two in a row leave both rings empty: a swap back is not an undo', () => {
    const ring = snapshotRing()
    snapshotAll(ring.buffer, ring.options)
    snapshotAll(ring.buffer, ring.options)
    expect([ring.iterate(), ring.iterate(true)]).toEqual([[], []])
    for (const cpu of [0, 1, 2]) expect(isReset(ring.live(cpu)) && isReset(ring.snapshot(cpu))).toBe(true)
    expectLedgers(ring)
  })
})

describe('a snapshot of one CPU', () => {
  test('swaps that CPU; the others keep ring and snapshot', () => {
    const ring = snapshotRing()
    snapshotAll(ring.buffer, ring.options)
    for (const cpu of [0, 1, 2]) ring.fill(cpu, 1, { first: 90 + cpu })
    const others = [0, 2].map((cpu) => [...ring.capture(cpu).numbers])
    snapshotCpu(ring.buffer, 1, ring.options)
    expect([0, 2].map((cpu) => [...ring.capture(cpu).numbers])).toEqual(others)
    expect(firstBytes(ring.iterate(true).filter(({ cpu }) => cpu === 1))).toEqual([91])
    expect(firstBytes(ring.iterate())).toEqual([90, 92])
    expectLedgers(ring)
  })

  test('with the others reset leaves a snapshot of one CPU only, and the live rings of the others', () => {
    const ring = snapshotRing()
    snapshotAll(ring.buffer, ring.options)
    const held = ring.ledger(0).inSnapshot
    for (const cpu of [0, 1, 2]) ring.fill(cpu, 1, { first: 90 + cpu })
    expect(snapshotOneCpu(ring.buffer, 1, ring.options)).toEqual([])
    expect(ring.iterate(true).map(({ cpu, body }) => [cpu, body[0]])).toEqual([[1, 91]])
    expect(firstBytes(ring.iterate())).toEqual([90, 92])
    expect(isReset(ring.snapshot(0)) && isReset(ring.snapshot(2))).toBe(true)
    expect(ring.ledger(0)).toMatchObject({ inSnapshot: 0, erased: held, buffered: 1 })
    expectLedgers(ring)
  })
})

describe('a reset', () => {
  test('empties the live ring of that CPU; its bytes stay, and so do the others and the snapshot', () => {
    const ring = snapshotRing()
    snapshotAll(ring.buffer, ring.options)
    for (const cpu of [0, 1, 2]) ring.fill(cpu, 10, { first: 60 })
    const bytes = ringBytes(ring, 0, 1)
    const [snapshot, other, { buffered }] = [ring.snapshot(1), ring.live(0), ring.ledger(1)]
    resetCpu(ring.buffer, 1, ring.options)
    expect(isReset(ring.live(1))).toBe(true)
    expect(ringBytes(ring, 0, 1)).toEqual(bytes)
    expect([ring.snapshot(1), ring.live(0)]).toEqual([snapshot, other])
    expect(ring.ledger(1)).toMatchObject({ buffered: 0, erased: buffered })
    expectLedgers(ring)
  })

  test('the ring then behaves as a new one', () => {
    const [used, fresh] = [new TestRing({ pagesPerCpu: 2 }), new TestRing({ pagesPerCpu: 2 })]
    used.fill(0, 13)
    used.consume()
    resetCpu(used.buffer, 0, used.options)
    fresh.clock.set(14, 0)
    for (const ring of [used, fresh]) ring.fill(0, 11, { length: 28, first: 40 })
    expect(used.live()).toEqual(fresh.live())
    expect(used.consumeAll()).toEqual(fresh.consumeAll())
  })

  test('of all CPUs empties every live ring', () => {
    const ring = snapshotRing()
    expect(resetAll(ring.buffer, ring.options)).toEqual([])
    expect(ring.iterate()).toEqual([])
    expect([0, 1, 2].every((cpu) => isReset(ring.live(cpu)))).toBe(true)
    expectLedgers(ring)
  })

  test('drops go back to 0 with the ring, the ledger keeps them', () => {
    const ring = new TestRing({ pagesPerCpu: 2, overwrite: false })
    ring.fill(0, 11)
    resetCpu(ring.buffer, 0, ring.options)
    expect(ring.buffer.count('dropped')).toBe(0)
    expect(ring.ledger().refused.full).toBe(3)
  })
})

test('without the flag there is no snapshot, and nothing changes', () => {
  const ring = new TestRing({ cpus: 2, snapshot: false })
  ring.fill(0, 3)
  const before = ring.memory()
  for (const call of [snapshotAll, snapshotOneCpu, snapshotCpu] as ((...args: unknown[]) => unknown)[]) {
    const args = call === snapshotAll ? [ring.buffer, ring.options] : [ring.buffer, 0, ring.options]
    expect(() => call(...args)).toThrow(expect.objectContaining({ code: 'no-snapshot' }))
  }
  expect(ring.memory()).toEqual(before)
})
