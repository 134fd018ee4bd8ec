/** The lock of the whole buffer, and the totals that are only right under it. */
import { afterEach, describe, expect, test } from 'vitest'
import { captureSlot, SlotCapture } from '../capture.ts'
import { Point } from '../probe.ts'
import { FIRST_READER, holderOf } from '../slot-lock.ts'
import type { Locks } from '../slot-lock.ts'
import { actorWords } from '../testing/actor-words.ts'
import { restComplaintsOf, walkPage } from '../testing/check-capture.ts'
import { allocateFlatOut, FlatOut } from '../testing/flat-out.ts'
import type { FlatOutWriterJob } from '../testing/flat-out-writer.ts'
import { TestRing } from '../testing/test-ring.ts'
import { TestThread } from '../testing/test-thread.ts'
import type { RfcBuffer } from './buffer.ts'
import { RfcConsumer } from './consume.ts'
import { SlotI32 } from './layout.ts'
import { lockBuffer, unlockBuffer } from './lock-all.ts'

const threads: TestThread<number>[] = []
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.terminate())))

function holders(buffer: RfcBuffer): (number | undefined)[] {
  return Array.from({ length: buffer.cpus }, (_, cpu) =>
    holderOf(buffer.i32[buffer.slotI32(cpu) + SlotI32.lock] as number),
  )
}
function irqsOff(buffer: RfcBuffer): (number | undefined)[] {
  return Array.from({ length: buffer.cpus }, (_, cpu) => buffer.i32[buffer.slotI32(cpu) + SlotI32.irqsOff])
}

describe('ring_buffer_lock', () => {
  test('takes the lock of every CPU, ascending, and gives them back descending, with interrupts off all the while', () => {
    const points: number[][] = []
    const ring = new TestRing({ cpus: 3, actors: actorWords(), probe: (...args) => points.push(args) })
    const options = { ...ring.options, cpu: 1 }
    const held = lockBuffer(ring.buffer, options)
    expect(holders(ring.buffer)).toEqual([FIRST_READER, FIRST_READER, FIRST_READER])
    expect(irqsOff(ring.buffer)).toEqual([0, 1, 0])
    unlockBuffer(ring.buffer, held, options)
    expect(holders(ring.buffer)).toEqual([undefined, undefined, undefined])
    expect(irqsOff(ring.buffer)).toEqual([0, 0, 0])
    expect(points.map(([point, cpu]) => [point, cpu])).toEqual([
      [Point.IrqsSaved, 1],
      ...[0, 1, 2].map((cpu) => [Point.LockTaken, cpu]),
      ...[2, 1, 0].map((cpu) => [Point.LockReleased, cpu]),
      [Point.IrqsRestored, 1],
    ])
  })

  test('leaves interrupts off that were off before', () => {
    const ring = new TestRing({ cpus: 2 })
    const at = ring.buffer.slotI32(0) + SlotI32.irqsOff
    ring.buffer.i32[at] = 1
    const options = { ...ring.options, cpu: 0 }
    unlockBuffer(ring.buffer, lockBuffer(ring.buffer, options), options)
    expect(irqsOff(ring.buffer)).toEqual([1, 0])
  })

  test('turns off nothing for a reader, which is no CPU', () => {
    const ring = new TestRing({ cpus: 2 })
    const held = lockBuffer(ring.buffer, ring.options)
    expect(irqsOff(ring.buffer)).toEqual([0, 0])
    unlockBuffer(ring.buffer, held, ring.options)
    expect(irqsOff(ring.buffer)).toEqual([0, 0])
  })

  test('skips a CPU whose lock a dead actor holds, says so, and does not give it back', () => {
    const actors = actorWords()
    const ring = new TestRing({ cpus: 3, actors })
    ring.writer(1).reserve(1, 20)
    Atomics.store(actors.dead, 1, 1)
    const held = lockBuffer(ring.buffer, ring.options)
    expect([...held.frozen]).toEqual([1])
    expect(holders(ring.buffer)).toEqual([FIRST_READER, 1, FIRST_READER])
    unlockBuffer(ring.buffer, held, ring.options)
    expect(holders(ring.buffer)).toEqual([undefined, 1, undefined])
  })
})

describe('totals', () => {
  test('without the lock count a reservation that is not committed', () => {
    const ring = new TestRing({ cpus: 2 })
    ring.fill(0, 1)
    ring.writer(1).reserve(1, 20)
    expect(ring.buffer.count('entries')).toBe(2)
    expect(ring.buffer.sumLedger('buffered')).toBe(1)
  })

  /** What was walked and counted of all CPUs. */
  function look(buffer: RfcBuffer): { counts: number[]; walked: number; complaints: string[]; rings: unknown[] } {
    const captures = Array.from({ length: buffer.cpus }, (_, cpu) => {
      const capture = SlotCapture.allocate(buffer.layout)
      captureSlot(buffer, cpu, capture)
      return capture
    })
    const lives = captures.map((capture) => capture.live())
    const pages = lives.flatMap((live) =>
      live.state(true).pages.map(({ page }) => walkPage(live, live.page(page)).length),
    )
    return {
      counts: [
        buffer.count('entries'),
        buffer.count('overrun'),
        buffer.sumLedger('committed'),
        buffer.sumLedger('read'),
        ...captures.map((_, cpu) => buffer.count('entries', cpu)),
      ],
      walked: pages.reduce((sum, events) => sum + events, 0),
      complaints: captures.flatMap(complaintsUnderLock),
      rings: lives.map((live) => [live.state(true), [...live.bytes]]),
    }
  }

  /** `attempted` and `inFlight` are counted before the lock is asked for: a writer that waits for it is in flight. */
  function complaintsUnderLock(capture: SlotCapture): string[] {
    return restComplaintsOf(capture).filter((complaint) => !/in flight|attempted/.test(complaint))
  }

  test('under the lock agree with a walk, and stand still, while all CPUs write flat out', async () => {
    const options = { cpus: 3, pagesPerCpu: 3, pageSize: 256, snapshot: false, overwrite: true, asPosted: false }
    const memory = allocateFlatOut(options)
    const { buffer, ...shared } = await startWriters(memory)
    const locks = shared.locks
    const consumer = new RfcConsumer(buffer, locks)
    let committedBefore = 0
    for (let looks = 0; looks < 100;) {
      consumer.consume()
      const held = lockBuffer(buffer, { locks })
      const first = look(buffer)
      const second = look(buffer)
      unlockBuffer(buffer, held, { locks })
      const [entries = 0, overruns = 0, committed = 0, read = 0, ...perCpu] = first.counts
      expect(second).toEqual(first)
      expect(first.complaints).toEqual([])
      expect(entries).toBe(first.walked)
      expect(perCpu.reduce((sum, each) => sum + each, 0)).toBe(entries)
      expect(entries + overruns + read).toBe(committed)
      // only looks between which somebody has written are worth counting
      if (committed > committedBefore) looks++
      committedBefore = committed
    }
    shared.stop()
    const committed = await Promise.all(threads.map((thread) => thread.next()))
    expect(buffer.sumLedger('committed')).toBe(committed.reduce((sum, each) => sum + each, 0))
  })

  async function startWriters(
    memory: FlatOutWriterJob['memory'],
  ): Promise<{ buffer: RfcBuffer; locks: Locks; stop: () => void }> {
    for (let cpu = 0; cpu < memory.options.cpus; cpu++) {
      const thread = await TestThread.boot<number>('flat-out-writer.ts')
      threads.push(thread)
      thread.start({ memory, cpu })
    }
    const shared = new FlatOut(memory)
    return { buffer: shared.buffer, locks: shared.locksOf(FIRST_READER), stop: () => shared.stop() }
  }
})
