import { expect, test } from 'vitest'
import { RfcConsumer } from '../ring/rfc/consume.ts'
import { allocateRfcBuffer } from '../ring/rfc/buffer.ts'
import { wordsOf } from '../ring/rfc/body.ts'
import { RfcWriter } from '../ring/rfc/write.ts'
import { noLocks } from '../ring/slot-lock.ts'
import { VirtualClock } from '../clock/set-clocks.ts'
import { BatchWriter, readBatch } from './event-batch.ts'

test('what a batch was made of comes out of it, however much it is', () => {
  const options = { cpus: 1, pagesPerCpu: 4, pageSize: 32768, snapshot: false, overwrite: true, asPosted: false }
  const buffer = allocateRfcBuffer(options, false)
  const clock = new VirtualClock()
  clock.set(0xfffffffe, 3)
  const writer = new RfcWriter(buffer, { cpu: 0, clock, locks: noLocks })
  const bodies = [0, 1, 7, 8, 20_000, 20_000, 5].map((length) => Uint8Array.from({ length }, (_, at) => at * 3))
  for (const body of bodies) writer.write(42, body.length, wordsOf(body), 0)

  const consumer = new RfcConsumer(buffer, noLocks)
  const batch = new BatchWriter()
  while (consumer.consume()) batch.append(consumer.event)
  expect(batch.count).toBe(bodies.length)
  const events = readBatch(batch.take())
  expect(events.map(({ ts }) => ts)).toEqual(bodies.map((_, at) => 3 * 2 ** 32 + 0xfffffffe + at))
  events.forEach(({ body, type, cpu, lostBefore, late }, at) => {
    expect(body.subarray(0, bodies[at]?.length)).toEqual(bodies[at])
    expect({ type, cpu, lostBefore, late }).toEqual({ type: 42, cpu: 0, lostBefore: 0, late: false })
  })
  // as the writer placed them: the short ones on page 0, the long one on the next where it did not fit
  const places: string[] = []
  let [page, at] = [0, 0]
  for (const { length } of bodies) {
    const bytes = Math.ceil((12 + length) / 8) * 8
    if (at + bytes > 32768) [page, at] = [page + 1, 0]
    places.push(`0 ${page} ${at}`)
    at += bytes
  }
  expect(events.map(({ ring, page, offset }) => `${ring} ${page} ${offset}`)).toEqual(places)
  expect(readBatch(batch.take())).toEqual([])
})
