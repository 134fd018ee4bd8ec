/** The ring as posted under real threads: a bug of the patch stops the actor that runs into it, is shown, and nothing hangs. */
import { afterEach, expect, test } from 'vitest'
import { Call } from '../control/control-block.ts'
import { readBatch } from '../reader/event-batch.ts'
import { findingsOf } from '../ring/findings.ts'
import { boot, flatOut, tearDownAll } from './testing/boot-node.ts'
import type { Machine } from './machine.ts'
import { until } from './until.ts'

afterEach(tearDownAll)

const tiny = { asPosted: true, cpus: 1, pagesPerCpu: 2, pageSize: 128, snapshot: false } as const
const idle = { workload: { kind: 'none' }, reader: { kind: 'none' } } as const
/** four fill a page */
const QUARTER = 20
const MOST_MS = 60_000

async function fill(machine: Machine, events: number): Promise<void> {
  for (let event = 0; event < events; event++) await machine.write(0, 1, new Uint8Array(QUARTER), QUARTER)
}

test('a reader without a lock beside a CPU that writes flat out ends in a BUG_ON; the others go on, and all calls are answered', async () => {
  const { machine, crashed } = await boot({ ...flatOut, ...tiny, cpus: 2 })
  await machine.start()
  await until(() => crashed.length > 0, MOST_MS, 'nobody has run into a bug')
  const { cpus, reader } = await machine.state(true)
  const stopped = [...cpus, reader].filter(({ status }) => status === 'crashed')
  expect(stopped.length).toBeGreaterThan(0)
  for (const { at } of stopped) expect(at).toMatch(/BUG_ON|null pointer|endless/)
  await machine.stop()
  const answers = [machine.readEvents(Call.consume, [1]), machine.swapOrReset(Call.reset, undefined), fill(machine, 1)]
  for (const answer of await Promise.allSettled(answers))
    expect(answer).toMatchObject(answer.status === 'fulfilled' ? {} : { reason: { code: 'crashed' } })
})

test('an iterator that walks off a full tail page would never end: the reader stops, for good', async () => {
  const { machine, crashed } = await boot({ ...tiny, ...idle })
  await fill(machine, 4)
  await expect(machine.readEvents(Call.read, [0, 1e6])).rejects.toMatchObject({ code: 'crashed' })
  expect(crashed).toEqual([1])
  const { reader } = await machine.state(true)
  expect(reader).toMatchObject({ status: 'crashed', at: expect.stringContaining('endless loop') })
  await expect(machine.readEvents(Call.consume, [1])).rejects.toMatchObject({ code: 'crashed' })
  // its hold on recording is part of the one nesting count
  expect(await machine.write(0, 1, new Uint8Array(QUARTER), QUARTER)).toBeLessThan(0)
  expect(await machine.enable()).toBe(0)
  expect(await machine.write(0, 1, new Uint8Array(QUARTER), QUARTER)).toBeGreaterThan(0)
})

test('reading a snapshot that does not exist is a WARN_ON, and then a null pointer', async () => {
  const { machine, warned } = await boot({ ...tiny, ...idle })
  await expect(machine.readEvents(Call.read, [1, 1e6])).rejects.toMatchObject({ code: 'crashed' })
  expect(warned).toEqual([expect.stringContaining('WARN_ON')])
})

test('a drained full page gives stale events, no more than the rings can hold in one call, and the counts contradict each other', async () => {
  const { machine } = await boot({ ...tiny, ...idle })
  await fill(machine, 8)
  const events = readBatch(await machine.readEvents(Call.consume, [1e6]))
  expect(events.length).toBe(machine.buffer.room)
  const [capture] = await machine.captures.fresh()
  const findings = capture ? findingsOf(capture) : []
  expect(findings.map(({ term }) => term)).toEqual(['buffered', 'entries'])
})
