/** The machine with real threads in Node: boots, runs flat out, stops coherently, loses actors and goes on. */
import { afterEach, expect, test } from 'vitest'
import { Call } from '../control/control-block.ts'
import { checkSteady } from '../events/steady-event.ts'
import { readBatch } from '../reader/event-batch.ts'
import { DEFAULT_CONFIG } from './machine-config.ts'
import { boot, expectAddsUp, flatOut, runUntil, tearDownAll } from './testing/boot-node.ts'
import { until } from './until.ts'

afterEach(tearDownAll)

test('flat out, the ledger adds up in every capture and at rest, and a drain is sorted and whole', async () => {
  const { machine } = await boot(flatOut)
  await runUntil(machine, 50_000)
  const { ledger, cpus } = await machine.state(true)
  expectAddsUp(ledger)
  expect(ledger.inFlight).toBe(0)
  expect(ledger.overrun).toBeGreaterThan(0)
  for (const cpu of cpus) expect(cpu.pages.reduce((sum, page) => sum + page.unread, 0)).toBe(cpu.ledger.buffered)

  const drained = readBatch(await machine.readEvents(Call.consume, [1e6]))
  expect(drained.length).toBe(ledger.buffered)
  for (const event of drained) expect(checkSteady(event.body).ok).toBe(true)
  const order = [...drained].sort((a, b) => a.ts - b.ts || a.cpu - b.cpu)
  expect(drained).toEqual(order)
  expect((await machine.state(false)).ledger).toMatchObject({ buffered: 0, read: ledger.read + drained.length })
})

test('start and stop twice are no-ops, and nothing moves while it is stopped', async () => {
  const { machine } = await boot(flatOut)
  await machine.start()
  await machine.start()
  await machine.stop()
  await machine.stop()
  const before = await machine.state(true)
  expect(before.running).toBe(false)
  expect(await machine.state(true)).toEqual(before)
})

test('write, peek, read, consume, snapshot and reset work while it is stopped', async () => {
  const { machine } = await boot({ cpus: 2, snapshot: true, workload: { kind: 'none' }, reader: { kind: 'none' } })
  const body = Uint8Array.from([1, 2, 3, 4, 5])
  expect(await machine.write(1, 7, body, 5)).toBeGreaterThan(0)
  expect(await machine.write(1, 7, body, 100_000)).toBeLessThan(0)
  const [peeked] = readBatch(await machine.readEvents(Call.peek, []))
  expect(peeked).toMatchObject({ cpu: 1, type: 7, ts: 1 })
  expect([...(peeked?.body.subarray(0, 5) ?? [])]).toEqual([1, 2, 3, 4, 5])
  expect(readBatch(await machine.readEvents(Call.read, [0, 10]))).toHaveLength(1)
  await machine.swapOrReset(Call.snapshot, undefined)
  expect(readBatch(await machine.readEvents(Call.read, [1, 10]))).toHaveLength(1)
  expect(readBatch(await machine.readEvents(Call.consume, [10]))).toHaveLength(0)
  const { ledger } = await machine.state(true)
  expect(ledger).toMatchObject({ attempted: 2, committed: 1, inSnapshot: 1, buffered: 0 })
  expect(ledger.refused.tooBig).toBe(1)
  expectAddsUp(ledger)
})

test('a killed CPU is crashed, the others and the reader go on', async () => {
  const { machine } = await boot({ ...flatOut, cpus: 3 })
  await runUntil(machine, 10_000)
  await machine.start()
  await machine.kill(1)
  const killed = await machine.state(false)
  expect(killed.cpus[1]?.status).toBe('crashed')
  await runUntil(machine, killed.ledger.committed + 20_000)
  const after = await machine.state(false)
  expect(after.cpus[1]?.ledger.attempted).toBe(killed.cpus[1]?.ledger.attempted)
  expect(after.ledger.read).toBeGreaterThan(killed.ledger.read)
  expectAddsUp(after.ledger)
  await expect(machine.write(1, 7, new Uint8Array(4), 4)).rejects.toMatchObject({ code: 'crashed' })
})

test('a workload that has ended leaves its CPUs idle', async () => {
  const { machine } = await boot({
    ...flatOut,
    workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity, eventsPerCpu: 500 },
  })
  await machine.start()
  let statuses: string[] = []
  while (!statuses.every((status) => status === 'idle') || statuses.length === 0)
    statuses = (await machine.state(false)).cpus.map((cpu) => cpu.status)
  await machine.stop()
  expect((await machine.state(false)).ledger.attempted).toBe(1000)
})

test('reader and rates change in place: ledger and run state stay', async () => {
  const { machine, consumed } = await boot({ ...flatOut, reader: { kind: 'none' } })
  await runUntil(machine, 5000)
  const before = (await machine.state(false)).ledger
  await machine.apply({
    ...DEFAULT_CONFIG,
    ...flatOut,
    reader: { kind: 'consume', eventsPerSecond: Infinity },
    overwrite: false,
  })
  expect((await machine.state(false)).ledger).toEqual(before)
  await machine.start()
  await until(() => consumed.length > 100, 20_000, 'the reader consumed nothing')
  await machine.stop()
  expectAddsUp((await machine.state(false)).ledger)
})

test('an iterating reader holds recording off during its passes and consumes nothing', async () => {
  const { machine } = await boot({ ...flatOut, reader: { kind: 'iterate', passesPerSecond: 50 } })
  await machine.start()
  let state = await machine.state(false)
  while (state.ledger.refused.disabled === 0 || state.ledger.committed < 10_000) state = await machine.state(false)
  await machine.stop()
  const { ledger, reader } = await machine.state(false)
  expect(reader.iterating).toBe(false)
  expect(ledger.read).toBe(0)
  expectAddsUp(ledger)
})
