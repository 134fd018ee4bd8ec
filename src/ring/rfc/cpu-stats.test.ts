/** The words of `per_cpu/cpuN/stats`: against walks, and as exact text. */
import { describe, expect, test } from 'vitest'
import { FIRST_READER, SlotLocks } from '../slot-lock.ts'
import { RingError } from '../trace-buffer.ts'
import { actorWords } from '../testing/actor-words.ts'
import { Seeded } from '../testing/seeded.ts'
import { TestRing } from '../testing/test-ring.ts'
import { cpuStats, statsText } from './cpu-stats.ts'
import type { CpuStats } from './cpu-stats.ts'
import { SlotI32 } from './layout.ts'
import { resetCpu, snapshotAll } from './snapshot.ts'

function statsOf(ring: TestRing, cpu = 0): CpuStats {
  return cpuStats(ring.buffer, cpu, { locks: ring.options.locks, nowTs: 99 })
}

describe('the stats of a CPU', () => {
  test('are 0 before its writer is there', () => {
    expect(statsOf(new TestRing({ cpus: 2 }), 1)).toEqual({
      entries: 0,
      overrun: 0,
      commitOverrun: 0,
      bytes: 0,
      oldestEventTs: undefined,
      newestEventTs: undefined,
      nowTs: 99,
      droppedEvents: 0,
      readEvents: 0,
    })
  })

  test('count what was pushed out, read and left', () => {
    const ring = new TestRing({ cpus: 2, pagesPerCpu: 2 })
    ring.clock.set(1000, 0)
    ring.fill(0, 1)
    ring.fill(1, 10)
    const [first] = ring.iterate().filter(({ cpu }) => cpu === 1)
    for (let event = 0; event < 3; event++) ring.consume()
    const left = ring.iterate()
    expect(first?.body[0]).toBe(5)
    expect(statsOf(ring, 1)).toMatchObject({
      entries: 4,
      overrun: 4,
      bytes: 4 * 32,
      oldestEventTs: left[0]?.ts,
      newestEventTs: left.at(-1)?.ts,
      readEvents: 2,
    })
    expect(statsOf(ring, 0)).toMatchObject({ entries: 0, overrun: 0, bytes: 0, readEvents: 1 })
  })

  test('count what was refused because the ring was full; as posted nobody does', () => {
    for (const asPosted of [false, true]) {
      const ring = new TestRing({ overwrite: false, pagesPerCpu: 2, asPosted })
      ring.fill(0, 11)
      expect(statsOf(ring)).toMatchObject({ entries: 8, overrun: 0, droppedEvents: asPosted ? 0 : 3 })
    }
  })

  test('travel with a swap and go to 0 at a reset, but for what was read', () => {
    const ring = new TestRing({ snapshot: true, pagesPerCpu: 2 })
    const used = (): void => {
      ring.fill(0, 9)
      ring.consume()
    }
    const empty = { entries: 0, overrun: 0, bytes: 0, oldestEventTs: undefined, newestEventTs: undefined }
    used()
    snapshotAll(ring.buffer, ring.options)
    expect(statsOf(ring)).toMatchObject({ ...empty, readEvents: 1 })
    used()
    resetCpu(ring.buffer, 0, ring.options)
    expect(statsOf(ring)).toMatchObject({ ...empty, readEvents: 2 })
  })

  test.each([1, 2, 3])('are what a walk finds, whatever was written and read before, seed %d', (seed) => {
    const random = new Seeded(seed)
    const ring = new TestRing({ pagesPerCpu: 3, overwrite: seed !== 3 })
    for (let step = 0; step < 400; step++) {
      if (random.below(5) < 3) ring.fill(0, 1, { length: random.below(100) })
      else ring.consume()
      const left = ring.iterate()
      expect(statsOf(ring), `seed ${seed}, step ${step}`).toMatchObject({
        entries: left.length,
        bytes: left.reduce((sum, { length }) => sum + length, 0),
        oldestEventTs: left[0]?.ts,
        newestEventTs: left.at(-1)?.ts,
      })
    }
  })

  test('are read under the lock of the slot', () => {
    const actors = actorWords()
    const calls: string[] = []
    const ring = new TestRing({ actors, cpus: 2 })
    const real = ring.options.locks
    const lockAt = ring.buffer.slotI32(1) + SlotI32.lock
    const locks = {
      ...real,
      acquire: (at: number, slot: number): boolean => {
        calls.push(`acquire ${at === lockAt} ${slot}`)
        return real.acquire(at, slot)
      },
      release: (at: number, slot: number): void => {
        calls.push(`release ${at === lockAt} ${slot}`)
        real.release(at, slot)
      },
    }
    cpuStats(ring.buffer, 1, { locks, nowTs: 0 })
    expect(calls).toEqual(['acquire true 1', 'release true 1'])
  })

  test('of a CPU that died in mid-write are what was published, and its lock stays held', () => {
    const actors = actorWords()
    const ring = new TestRing({ actors, pagesPerCpu: 2 })
    ring.fill(0, 2)
    const { bytes, oldestEventTs, newestEventTs } = statsOf(ring)
    ring.writer(0).reserve(1, 20)
    Atomics.store(actors.dead, 0, 1)
    expect(ring.buffer.count('entries')).toBe(3)
    expect(statsOf(ring)).toMatchObject({ entries: 2, bytes, oldestEventTs, newestEventTs })
    expect(new SlotLocks(ring.buffer.i32, actors, FIRST_READER).acquire(ring.buffer.slotI32(0), 0)).toBe(false)
  })

  test('of no CPU are refused', () => {
    expect(() => statsOf(new TestRing(), 1)).toThrow(RingError)
  })

  test('as posted do not fail, whatever a reader has made of the words', () => {
    const ring = new TestRing({ asPosted: true, pagesPerCpu: 2 })
    ring.fill(0, 4)
    for (let event = 0; event < 50; event++) ring.consume()
    expect(statsOf(ring).entries).toBe(ring.buffer.count('entries'))
    expect(statsOf(ring).entries).toBeLessThan(0)
  })
})

describe('their text', () => {
  const stats: CpuStats = {
    entries: 129,
    overrun: 28,
    commitOverrun: 0,
    bytes: 4128,
    oldestEventTs: 2_000_000_499,
    newestEventTs: 3_000_000_000,
    nowTs: 123_456_789_012_501,
    droppedEvents: 7,
    readEvents: 100,
  }

  test('is what the kernel prints, with seconds rounded to the microsecond', () => {
    expect(statsText(stats)).toBe(
      [
        'entries: 129',
        'overrun: 28',
        'commit overrun: 0',
        'bytes: 4128',
        'oldest event ts:     2.000000',
        'now ts: 123456.789013',
        'dropped events: 7',
        'read events: 100',
        '',
      ].join('\n'),
    )
  })

  test('carries a rounded microsecond over to the seconds', () => {
    expect(statsText({ ...stats, oldestEventTs: 1_999_999_500 })).toContain('oldest event ts:     2.000000\n')
    expect(statsText({ ...stats, oldestEventTs: 1_999_999_499 })).toContain('oldest event ts:     1.999999\n')
  })

  test('has whole numbers where the clock does not count nanoseconds', () => {
    const text = statsText({ ...stats, nowTs: 17 }, false)
    expect(text).toContain('oldest event ts: 2000000499\nnow ts: 17\n')
  })

  test('of an empty ring has 0 for the oldest event', () => {
    const empty = { ...stats, oldestEventTs: undefined }
    expect(statsText(empty)).toContain('oldest event ts:     0.000000\n')
    expect(statsText(empty, false)).toContain('oldest event ts: 0\n')
  })
})
