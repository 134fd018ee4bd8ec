/** Actors that die in the middle of what they do: the others go on, the ledger keeps adding up, and nobody hangs. */
import { afterEach, describe, expect, test } from 'vitest'
import { Call } from '../control/control-block.ts'
import { readBatch } from '../reader/event-batch.ts'
import { Point } from '../ring/probe.ts'
import type { PointName } from '../ring/probe.ts'
import { boot, expectAddsUp, flatOut, runUntil, tearDownAll } from './testing/boot-node.ts'
import { spawnNode } from './testing/spawn-node.ts'
import { SlotF64 } from '../ring/rfc/layout.ts'
import { until } from './until.ts'

afterEach(tearDownAll)

const WRITER_POINTS: PointName[] = [
  'Attempted',
  'LockTaken',
  'OverrunWritten',
  'HeadPageStored',
  'PaddingWritten',
  'TailPageStored',
  'StampStored',
  'BodyHalf',
  'TailPublished',
  'LockReleased',
]
const READER_POINTS: PointName[] = ['LockTaken', 'CopyHalf', 'LengthRead', 'HeadAdvanced', 'LockReleased']

describe('a CPU that dies', () => {
  test.each(WRITER_POINTS)('at %s', async (point) => {
    const { machine, crashed, consumed } = await boot(
      { ...flatOut, cpus: 3 },
      spawnNode({ cpu: { point: Point[point], hit: 50 } }),
    )
    await machine.start()
    await until(() => crashed.length > 0, 20_000, 'the CPU did not die')
    expect(crashed).toEqual([0])
    const { ledger, cpus } = await machine.state(true)
    expect(cpus[0]?.status).toBe('crashed')
    expect(cpus[0]?.at).toBe(`died at ${point}`)
    expect(cpus[0]?.ledger.inFlight).toBeLessThanOrEqual(1)
    const listed = consumed.length
    await runUntil(machine, ledger.committed + 20_000)
    await until(() => consumed.length > listed, 20_000, 'the reader stands still')
    const after = await machine.state(true)
    for (const cpu of after.cpus) expectAddsUp(cpu.ledger)
    expect(after.cpus[0]?.ledger.attempted).toBe(cpus[0]?.ledger.attempted)
    const skipped = await machine.swapOrReset(Call.snapshot, undefined)
    const held = point !== 'Attempted' && point !== 'LockReleased'
    expect(skipped).toEqual(held ? [0] : [])
    const reset = machine.swapOrReset(Call.reset, 0).then(
      () => 'done',
      (error) => error.code,
    )
    expect(await reset).toBe(held ? 'crashed' : 'done')
    expectAddsUp((await machine.state(true)).ledger)
  })
})

describe('a reader that dies is replaced', () => {
  test.each(READER_POINTS)('at %s', async (point) => {
    const { machine, crashed, consumed } = await boot(
      { ...flatOut, cpus: 3 },
      spawnNode({ reader: { point: Point[point], hit: 30 } }),
    )
    await machine.start()
    await until(() => crashed.length > 0, 20_000, 'the reader did not die')
    expect(crashed).toEqual([3])
    const listed = consumed.length
    await until(() => consumed.length > listed + 20, 20_000, 'no new reader')
    await machine.stop()
    const { cpus, reader } = await machine.state(true)
    expect(reader.status).toBe('parked')
    for (const { ledger } of cpus) expectAddsUp(ledger)
    // at most one CPU's lock died with the reader; that CPU waits for it, its attempt in flight
    const waiting = cpus.filter(({ status }) => status === 'waiting')
    expect(waiting).toHaveLength(point === 'LockReleased' ? 0 : 1)
    for (const { waitsFor, ledger } of waiting) expect([waitsFor, ledger.inFlight]).toEqual(['reader', 1])
    const before = (await machine.state(false)).ledger.committed
    await runUntil(machine, before + 5000)
  })
})

test('a reader that dies with an iterator open lets recording go on', async () => {
  const iterating = { ...flatOut, reader: { kind: 'iterate', passesPerSecond: 60 } as const }
  const { machine, crashed } = await boot(iterating, spawnNode({ reader: { point: Point.IteratorAdvanced, hit: 20 } }))
  await machine.start()
  await until(() => crashed.length > 0, 20_000, 'the reader did not die')
  const { committed } = (await machine.state(false)).ledger
  await runUntil(machine, committed + 5000)
  expect((await machine.state(false)).reader.iterating).toBe(false)
})

test.each(['CopyHalf', 'LengthRead', 'HeadAdvanced'] as const)(
  'a reader that dies in a call, at %s, rejects it, and the next call works',
  async (point) => {
    const still = { cpus: 2, workload: { kind: 'none' }, reader: { kind: 'none' } } as const
    const { machine, crashed } = await boot(still, spawnNode({ reader: { point: Point[point], hit: 1 } }))
    for (const cpu of [0, 1]) await machine.write(cpu, 7, new Uint8Array(8), 8)
    await expect(machine.readEvents(Call.consume, [10])).rejects.toMatchObject({ code: 'crashed' })
    expect(crashed).toEqual([2])
    // CPU 0's lock died with the reader
    const events = readBatch(await machine.readEvents(Call.consume, [10]))
    expect(events.map(({ cpu }) => cpu)).toEqual([1])
    expectAddsUp((await machine.state(true)).ledger)
  },
)

test('a CPU that stays somewhere for ever lets stop() fail, and the machine is as before; killed, it blocks nobody', async () => {
  const stays = { point: Point.Attempted, hit: 50, stays: true } as const
  const { machine } = await boot({ ...flatOut, cpus: 3 }, spawnNode({ cpu: stays }))
  await machine.start()
  const attempted = machine.buffer.slotF64(0) + SlotF64.attempted
  await until(() => machine.buffer.f64[attempted] === stays.hit, 20_000, 'the CPU does not come there')
  await expect(machine.stop()).rejects.toMatchObject({ code: 'timeout' })
  expect(machine.isRunning).toBe(true)
  await machine.kill(0)
  const { ledger, cpus } = await machine.state(false)
  expect(cpus[0]).toMatchObject({ status: 'crashed', at: 'killed' })
  await runUntil(machine, ledger.committed + 1000)
  expect(machine.isRunning).toBe(false)
})
