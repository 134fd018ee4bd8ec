/** Rings made anew under a machine that goes on: counts, sequence numbers, clocks, the dead and those that wait for them. */
import { afterEach, describe, expect, test } from 'vitest'
import { Call } from '../control/control-block.ts'
import { checkSteady } from '../events/steady-event.ts'
import { readBatch } from '../reader/event-batch.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import { Point } from '../ring/probe.ts'
import { HeaderI32 } from '../ring/rfc/layout.ts'
import type { Machine } from './machine.ts'
import type { CpuState, MachineState } from './machine-state.ts'
import { boot, expectAddsUp, flatOut, runUntil, tearDownAll } from './testing/boot-node.ts'
import { spawnNode } from './testing/spawn-node.ts'
import { until } from './until.ts'

afterEach(tearDownAll)

const still = { cpus: 2, workload: { kind: 'none' }, reader: { kind: 'none' } } as const
const SIZES = [3, 64, 2, 8, 8]

describe.each([true, false])('snapshot %s', (snapshot) => {
  test('at rest, what was unread is erased, every other term stays, and the rings are empty', async () => {
    const { machine } = await boot({ ...flatOut, snapshot, reader: { kind: 'none' } })
    for (const pages of SIZES) {
      const { committed } = (await machine.state(false)).ledger
      await runUntil(machine, committed + 5000)
      if (snapshot) await machine.swapOrReset(Call.snapshot, undefined)
      await runUntil(machine, committed + 10_000)
      const before = await machine.state(true)
      const { version } = machine.captures
      await machine.resize(pages)
      expect(machine.captures.version).toBeGreaterThan(version)
      expect((await machine.captures.fresh()).map((capture) => capture.live().state(true).pages.length)).toEqual([
        pages,
        pages,
      ])
      const after = await machine.state(true)
      expect(after.running).toBe(false)
      expectResized(before, after, pages)
    }
  })

  test('flat out, again and again: the sequence numbers go on, nothing is told twice, and the ledger adds up', async () => {
    const { machine, consumed } = await boot({ ...flatOut, snapshot })
    await machine.start()
    for (const pages of SIZES) {
      await machine.resize(pages)
      expect(machine.isRunning).toBe(true)
      await goOn(machine, [0, 1])
    }
    const listed = consumed.length
    await until(() => consumed.length > listed, 20_000, 'the reader stands still')
    await machine.stop()
    const { ledger, cpus } = await machine.state(true)
    expectAddsUp(ledger)
    expect(ledger.inFlight).toBe(0)
    for (const { pages } of cpus) expect(pages).toHaveLength(SIZES.at(-1) as number)
    consumed.push(...readBatch(await machine.readEvents(Call.consume, [1e6])))
    cpus.forEach((cpu) => expectInOrder(consumed, cpu))
  })
})

/** Overwriting, every attempt is committed: the last event there is has the last number there is. */
function expectInOrder(events: readonly BatchedEvent[], { cpu, ledger }: CpuState): void {
  const own = events.filter((event) => event.cpu === cpu)
  const numbers = own.map(({ body }) => checkSteady(body))
  expect(numbers.every(({ ok }) => ok)).toBe(true)
  expect(numbers.every(({ seq }, at) => at === 0 || seq > (numbers[at - 1]?.seq ?? 0))).toBe(true)
  expect(own.every(({ ts }, at) => at === 0 || ts >= (own[at - 1]?.ts ?? 0))).toBe(true)
  expect(numbers.at(-1)?.seq).toBe(ledger.attempted - 1)
}

function expectResized(before: MachineState, after: MachineState, pages: number): void {
  after.cpus.forEach((cpu, at) => {
    const ledger = before.cpus[at]?.ledger as CpuState['ledger']
    const erased = ledger.erased + ledger.buffered + ledger.inSnapshot
    expect(cpu.ledger).toEqual({ ...ledger, erased, buffered: 0, inSnapshot: 0 })
    for (const ring of cpu.snapshot ? [cpu, cpu.snapshot] : [cpu]) {
      expect(ring).toMatchObject({ headPage: 0, head: 0, tailPage: 0, tail: 0, entries: 0, overrun: 0 })
      expect(ring.pages.map(({ page }) => page)).toEqual(Array.from({ length: pages }, (_, page) => page))
      for (const page of ring.pages) expect([page.committedBytes, page.unread]).toEqual([0, 0])
    }
  })
  expectAddsUp(after.ledger)
}

test('the depth of disable, the counter and overwrite go on', async () => {
  const { machine } = await boot({ ...still, overwrite: false, clock: 'counter' })
  const write = (cpu: number) => machine.write(cpu, 7, new Uint8Array(100), 100)
  await write(0)
  await machine.resize(2)
  for (let count = 0; count < 4; count++) expect(await write(0)).toBeGreaterThan(0)
  expect(await write(0)).toBeLessThan(0) // two pages of two, and not overwriting
  await machine.disable()
  await machine.disable()
  await machine.resize(3)
  const { recordDisabled, ledger } = await machine.state(false)
  expect([recordDisabled, ledger.refused.full, ledger.erased]).toEqual([2, 1, 5])
  expect(await write(1)).toBeLessThan(0)
  await machine.enable()
  await machine.enable()
  await write(1)
  expect(readBatch(await machine.readEvents(Call.peek, []))).toMatchObject([{ cpu: 1, ts: 6 }])
})

test('memory that cannot be had changes nothing, and the machine runs on', async () => {
  const { machine } = await boot({ ...flatOut, reader: { kind: 'none' } })
  await runUntil(machine, 2000)
  const before = await machine.state(true)
  await expect(machine.resize(2 ** 30)).rejects.toMatchObject({ code: 'invalid-config' })
  expect(await machine.state(true)).toEqual(before)
  await runUntil(machine, before.ledger.committed + 2000)
})

test('an open iterator refuses it; a reader’s own passes are waited for', async () => {
  const { machine } = await boot({ ...flatOut, reader: { kind: 'iterate', passesPerSecond: 60 } })
  await machine.start()
  for (const pages of SIZES) await machine.resize(pages)
  await machine.stop()
  Atomics.add(machine.buffer.i32, HeaderI32.iterating, 1)
  const before = await machine.state(true)
  await expect(machine.resize(4)).rejects.toMatchObject({ code: 'iterator-open' })
  expect(await machine.state(true)).toEqual(before)
  Atomics.sub(machine.buffer.i32, HeaderI32.iterating, 1)
  await machine.resize(4)
  const { committed } = (await machine.state(false)).ledger
  await runUntil(machine, committed + 2000)
})

test('calls that are made meanwhile are answered', async () => {
  const { machine } = await boot(still)
  const writes = [0, 1].map((cpu) => machine.write(cpu, 7, new Uint8Array(8), 8))
  await Promise.all([machine.resize(16), ...writes, machine.readEvents(Call.peek, []), machine.state(true)])
  const { ledger } = await machine.state(true)
  expect([ledger.committed, ledger.buffered + ledger.erased]).toEqual([2, 2])
})

describe('the dead', () => {
  test.each(['LockTaken', 'TailPageStored', 'LockReleased'] as const)('a CPU that died at %s', async (point) => {
    const faults = { cpu: { point: Point[point], hit: 50 } }
    const { machine, crashed } = await boot({ ...flatOut, cpus: 3 }, spawnNode(faults))
    await machine.start()
    await until(() => crashed.length > 0, 20_000, 'the CPU did not die')
    const before = (await machine.state(true)).cpus[0]
    for (const pages of [2, 32]) await machine.resize(pages)
    const { cpus, ledger } = await machine.state(true)
    expect(cpus[0]).toMatchObject({ status: 'crashed', at: before?.at })
    for (const name of ['attempted', 'inFlight', 'committed'] as const)
      expect(cpus[0]?.ledger[name]).toBe(before?.ledger[name])
    await runUntil(machine, ledger.committed + 5000)
    expect(await machine.swapOrReset(Call.snapshot, undefined)).toEqual(point === 'LockReleased' ? [] : [0])
  })

  test('a CPU that waits for ever for a dead reader goes on waiting, the others go on', async () => {
    const faults = { reader: { point: Point.CopyHalf, hit: 30 } }
    const { machine, crashed } = await boot({ ...flatOut, cpus: 3 }, spawnNode(faults))
    await machine.start()
    await until(() => crashed.length > 0, 20_000, 'the reader did not die')
    while (!(await machine.state(false)).cpus.some(({ status }) => status === 'waiting'));
    for (const pages of [2, 32]) await machine.resize(pages)
    // for a moment others wait too, for each other
    const look = async () => {
      const state = await machine.state(true)
      return { ...state, waiting: state.cpus.filter(({ status }) => status === 'waiting') }
    }
    let seen = await look()
    while (seen.waiting.length !== 1) seen = await look()
    const { cpus, reader, ledger, waiting } = seen
    expect(waiting).toMatchObject([{ waitsFor: 'reader', ledger: { inFlight: 1, buffered: 0 } }])
    expect(reader.status).not.toBe('crashed')
    const others = cpus.filter(({ status }) => status !== 'waiting').map(({ cpu }) => cpu)
    await goOn(machine, others)
    await runUntil(machine, ledger.committed + 5000)
    for (const cpu of (await machine.state(true)).cpus) expectAddsUp(cpu.ledger)
  })

  test('a lock that died with a reader stays held, and its CPU waits as soon as it writes', async () => {
    const { machine } = await boot(still, spawnNode({ reader: { point: Point.CopyHalf, hit: 1 } }))
    for (const cpu of [0, 1]) await machine.write(cpu, 7, new Uint8Array(8), 8)
    await expect(machine.readEvents(Call.consume, [10])).rejects.toMatchObject({ code: 'crashed' })
    await machine.resize(4)
    await expect(machine.swapOrReset(Call.reset, 0)).rejects.toMatchObject({ code: 'crashed' })
    await expect(machine.write(0, 7, new Uint8Array(8), 8)).rejects.toMatchObject({ code: 'crashed' })
    expect(await machine.write(1, 7, new Uint8Array(8), 8)).toBeGreaterThan(0)
    const { cpus } = await machine.state(true)
    expect(cpus.map(({ status, ledger }) => [status, ledger.inFlight, ledger.erased])).toEqual([
      ['waiting', 1, 1],
      ['parked', 0, 1],
    ])
  })
})

describe('actors that die during it', () => {
  test.each(['before it', 'at once', 'as the rings are exchanged'])('a CPU that is killed %s', async (when) => {
    const { machine } = await boot({ ...flatOut, cpus: 3 })
    await runUntil(machine, 2000)
    await machine.start()
    const rings = machine.buffer
    const early = when === 'before it' ? machine.kill(1) : undefined
    const resized = machine.resize(16)
    if (when === 'as the rings are exchanged') await until(() => machine.buffer !== rings, 20_000, 'no new rings')
    await Promise.all([early ?? machine.kill(1), resized])
    const { cpus } = await machine.state(true)
    expect(cpus.map(({ status, pages }) => [status === 'crashed', pages.length])).toEqual([
      [false, 16],
      [true, 16],
      [false, 16],
    ])
    await goOn(machine, [0, 2])
    await machine.stop()
    for (const cpu of (await machine.state(true)).cpus) expectAddsUp(cpu.ledger)
  })

  test('a reader that dies between resizes or in one', async () => {
    const faults = { reader: { point: Point.HeadAdvanced, hit: 3000 } }
    const { machine, crashed, consumed } = await boot({ ...flatOut, cpus: 3 }, spawnNode(faults))
    await machine.start()
    for (let pages = 2; crashed.length === 0; pages = 2 + (pages % 7)) await machine.resize(pages)
    await machine.resize(8)
    const listed = consumed.length
    await until(() => consumed.length > listed, 20_000, 'no new reader')
    await machine.stop()
    for (const { ledger, pages } of (await machine.state(true)).cpus) {
      expectAddsUp(ledger)
      expect(pages).toHaveLength(8)
    }
  })
})

/** Each of these CPUs commits something yet. */
async function goOn(machine: Machine, cpus: readonly number[]): Promise<void> {
  const counts = (state: MachineState) => cpus.map((cpu) => state.cpus[cpu]?.ledger.committed ?? 0)
  const before = counts(await machine.state(false))
  const haveAll = (state: MachineState): boolean => counts(state).every((count, at) => count > (before[at] ?? 0))
  while (!haveAll(await machine.state(false)));
}
