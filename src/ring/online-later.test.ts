/**
 * The mail allocates the rings of all possible CPUs. So here: a CPU whose writer does not exist yet has a ring, which is empty, and coming online is
 * no more than a writer being made for it, in any thread and at any time. Nothing is allocated then, and nobody is told.
 */
import { afterEach, expect, test } from 'vitest'
import { captureSlot, SlotCapture } from './capture.ts'
import { RfcConsumer } from './rfc/consume.ts'
import { cpuStats } from './rfc/cpu-stats.ts'
import { isCpuEmpty } from './rfc/empty.ts'
import { RfcWriter } from './rfc/write.ts'
import { noLocks } from './slot-lock.ts'
import { restComplaintsOf } from './testing/check-capture.ts'
import { allocateFlatOut, FlatOut } from './testing/flat-out.ts'
import type { FlatOutReaderJob, FlatOutReport } from './testing/flat-out-reader.ts'
import type { FlatOutWriterJob } from './testing/flat-out-writer.ts'
import { firstBytes, TestRing } from './testing/test-ring.ts'
import { TestThread } from './testing/test-thread.ts'

const threads: TestThread<unknown>[] = []
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.terminate())))

async function boot<Message>(module: string, job: FlatOutWriterJob | FlatOutReaderJob): Promise<TestThread<Message>> {
  const thread = await TestThread.boot<Message>(module)
  threads.push(thread)
  thread.start(job)
  return thread
}

test('a CPU that nobody has brought online is an empty ring, for whoever looks', () => {
  const ring = new TestRing({ cpus: 3, snapshot: true })
  ring.fill(0, 1, { first: 10 })
  ring.fill(2, 1, { first: 30 })
  expect(isCpuEmpty(ring.buffer, 1)).toBe(true)
  expect(cpuStats(ring.buffer, 1, { locks: noLocks, nowTs: 0 })).toMatchObject({ entries: 0, readEvents: 0 })
  expect(firstBytes(ring.iterate())).toEqual([10, 30])
})

test('its first event is merged by readers that are older than its writer', () => {
  const ring = new TestRing({ cpus: 2 })
  const consumer = new RfcConsumer(ring.buffer, noLocks)
  expect(consumer.consume()).toBe(false)
  const late = new RfcWriter(ring.buffer, { cpu: 1, clock: ring.clock, locks: noLocks })
  late.write(7, 0, new Int32Array(), 0)
  expect(consumer.consume() && consumer.event).toMatchObject({ cpu: 1, type: 7 })
})

test('a CPU comes online while others write flat out and a reader consumes: nothing is lost, nothing comes twice', async () => {
  const options = { cpus: 3, pagesPerCpu: 16, pageSize: 512, snapshot: false, overwrite: false, asPosted: false }
  const memory = allocateFlatOut(options)
  const shared = new FlatOut(memory)
  const writers = [
    await boot<number>('flat-out-writer.ts', { memory, cpu: 0 }),
    await boot<number>('flat-out-writer.ts', { memory, cpu: 1 }),
  ]
  const reading = { memory, laterCpu: 2, stride: 10_000, enough: 20_000 }
  const reader = await boot<FlatOutReport>('flat-out-reader.ts', reading)
  const early = await reader.next()
  expect(early[2]).toBe(0)
  expect(isCpuEmpty(shared.buffer, 2)).toBe(true)

  writers.push(await boot<number>('flat-out-writer.ts', { memory, cpu: 2 }))
  const read = await reader.next()
  expect(read).toEqual(await Promise.all(writers.map((writer) => writer.next())))
  for (const cpu of [0, 1, 2]) {
    expect(read[cpu]).toBeGreaterThan(early[cpu] as number)
    const capture = SlotCapture.allocate(shared.buffer.layout)
    captureSlot(shared.buffer, cpu, capture)
    expect(restComplaintsOf(capture)).toEqual([])
    expect(capture.ledger()).toMatchObject({ committed: read[cpu], read: read[cpu], buffered: 0, overrun: 0 })
  }
})
