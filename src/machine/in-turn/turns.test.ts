/** A machine whose actors take turns in one thread, on plain memory: the same ring, the same ledger, and no races. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Call } from '../../control/control-block.ts'
import { checkSteady } from '../../events/steady-event.ts'
import { readBatch } from '../../reader/event-batch.ts'
import { Point } from '../../ring/probe.ts'
import { bootOn, expectAddsUp, flatOut, others, runUntil, tearDownAll } from '../testing/boot-node.ts'
import type { Booted } from '../testing/boot-node.ts'
import { turnsInNode } from '../testing/turns-in-node.ts'
import type { Machine } from '../machine.ts'
import { TRACERS } from '../machine-config.ts'
import type { MachineConfig } from '../machine-config.ts'
import type { MachineState } from '../machine-state.ts'
import { ringNow } from '../ring-now.ts'
import { until } from '../until.ts'
import { Turns } from './turns.ts'

// as on a page that is not isolated
beforeEach(() => void vi.stubGlobal('SharedArrayBuffer', undefined))
afterEach(() => {
  tearDownAll()
  vi.unstubAllGlobals()
})

const still = { cpus: 2, workload: { kind: 'none' }, reader: { kind: 'none' } } as const

function boot(patch: Partial<MachineConfig>, turns: Turns = turnsInNode()): Promise<Booted> {
  return bootOn(turns, patch)
}

/** Until each of these CPUs has committed so many more. */
async function goOn(machine: Machine, cpus: readonly number[], more: number): Promise<void> {
  const before = await machine.state(false)
  const hasGoneOn = (state: MachineState, cpu: number): boolean =>
    (state.cpus[cpu]?.ledger.committed ?? 0) >= (before.cpus[cpu]?.ledger.committed ?? 0) + more
  for (let state = before; !cpus.every((cpu) => hasGoneOn(state, cpu)); await others())
    state = await machine.state(false)
}

test('flat out, the ledger adds up in every capture and at rest, and a drain is sorted and whole', async () => {
  const { machine } = await boot({ ...flatOut, cpus: 3 })
  await runUntil(machine, 50_000)
  const { ledger, cpus } = await machine.state(true)
  expectAddsUp(ledger)
  expect(ledger.inFlight).toBe(0)
  expect(ledger.overrun).toBeGreaterThan(0)
  for (const cpu of cpus) {
    expect(cpu.ledger.committed).toBeGreaterThan(0)
    expect(cpu.pages.reduce((sum, page) => sum + page.unread, 0)).toBe(cpu.ledger.buffered)
  }
  const drained = readBatch(await machine.readEvents(Call.consume, [1e6]))
  expect(drained.length).toBe(ledger.buffered)
  for (const event of drained) expect(checkSteady(event.body).ok).toBe(true)
  expect(drained).toEqual([...drained].sort((a, b) => a.ts - b.ts || a.cpu - b.cpu))
})

test('a reader beside CPUs that write flat out gets everything in the order in which it was written', async () => {
  const { machine, consumed } = await boot({ ...flatOut, cpus: 3, clock: 'counter' })
  await runUntil(machine, 50_000)
  expect(consumed.length).toBeGreaterThan(0)
  const stamps = consumed.map(({ ts }) => ts)
  expect(stamps).toEqual(stamps.toSorted((a, b) => a - b))
  expect(await machine.state(false)).toMatchObject({ late: 0, inversions: 0 })
})

test('write, peek, read, consume, snapshot and reset work while it is stopped', async () => {
  const { machine } = await boot({ ...still, snapshot: true })
  const body = Uint8Array.from([1, 2, 3, 4, 5])
  expect(await machine.write(1, 7, body, 5)).toBeGreaterThan(0)
  expect(await machine.write(1, 7, body, 100_000)).toBeLessThan(0)
  expect(readBatch(await machine.readEvents(Call.peek, []))).toMatchObject([{ cpu: 1, type: 7, ts: 1 }])
  await machine.swapOrReset(Call.snapshot, undefined)
  expect(readBatch(await machine.readEvents(Call.read, [1, 10]))).toHaveLength(1)
  expect(readBatch(await machine.readEvents(Call.consume, [10]))).toHaveLength(0)
  expect((await machine.state(true)).ledger).toMatchObject({ attempted: 2, committed: 1, inSnapshot: 1 })
  const { words, bytes } = await ringNow(machine, 1)
  expect([words.tail, bytes.length]).toEqual([0, 8 * 256])
})

test('where all are parked, nobody takes turns', async () => {
  let deferred = 0
  const defer = (act: () => void): void => {
    deferred++
    setImmediate(act)
  }
  const { machine } = await boot(flatOut, new Turns({ nowMs: () => performance.now(), defer }))
  await runUntil(machine, 5000)
  for (let before = -1; before !== deferred; await others()) before = deferred // until the last bell is answered
  const parked = deferred
  for (let turns = 0; turns < 10; turns++) await others()
  expect(deferred).toBe(parked)
  await runUntil(machine, (await machine.state(false)).ledger.committed + 1000)
  expect(deferred).toBeGreaterThan(parked)
})

test('at a pace, a CPU rests in between and writes as many as are due', async () => {
  const workload = { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 2000, eventsPerCpu: 100 } as const
  const { machine } = await boot({ ...flatOut, workload })
  await machine.start()
  const written = (): number | undefined => machine.readout()?.ledger.attempted
  await until(() => (machine.captures.poll(), written() === 200), 20_000, 'not all was written')
  await machine.stop()
  // 100 intervals of half a millisecond, give or take the first
  expect(machine.nowNs()).toBeGreaterThan(45e6)
})

test('rings are made anew while all run, and a killed CPU stays dead', async () => {
  const { machine } = await boot({ ...flatOut, cpus: 3 })
  await machine.start()
  await goOn(machine, [0, 1, 2], 1000)
  await machine.kill(1)
  const killed = (await machine.state(false)).cpus[1]
  expect(killed).toMatchObject({ status: 'crashed', at: 'killed' })
  for (const pages of [3, 64, 2]) {
    await machine.resize(pages)
    await goOn(machine, [0, 2], 1000)
    const { cpus, ledger } = await machine.state(true)
    expect(cpus.map((cpu) => cpu.pages.length)).toEqual([pages, pages, pages])
    expectAddsUp(ledger)
  }
  await machine.stop()
  expect((await machine.state(false)).cpus[1]?.ledger.attempted).toBe(killed?.ledger.attempted)
  await expect(machine.write(1, 7, new Uint8Array(4), 4)).rejects.toMatchObject({ code: 'crashed' })
})

describe('an actor that dies in the middle of its turn', () => {
  test('a CPU: its lock stays held, nobody waits for it, the others go on', async () => {
    const turns = turnsInNode({ cpu: { point: Point.BodyHalf, hit: 50 } })
    const { machine, crashed } = await boot({ ...flatOut, cpus: 3 }, turns)
    await machine.start()
    await until(() => crashed.length > 0, 20_000, 'the CPU did not die')
    await goOn(machine, [1, 2], 5000)
    await machine.stop()
    const { cpus, ledger } = await machine.state(true)
    expect(cpus[0]).toMatchObject({ status: 'crashed', at: 'died at BodyHalf', ledger: { inFlight: 1 } })
    expectAddsUp(ledger)
    expect(await machine.swapOrReset(Call.snapshot, undefined)).toEqual([0])
    await expect(machine.swapOrReset(Call.reset, 0)).rejects.toMatchObject({ code: 'crashed' })
  })

  test('the reader: another takes its place, and the CPU whose lock died with it waits for ever', async () => {
    const turns = turnsInNode({ reader: { point: Point.CopyHalf, hit: 30 } })
    const { machine, crashed, consumed } = await boot({ ...flatOut, cpus: 3 }, turns)
    await machine.start()
    await until(() => crashed.length > 0, 20_000, 'the reader did not die')
    const listed = consumed.length
    await until(() => consumed.length > listed, 20_000, 'no new reader')
    await machine.stop()
    const { cpus, reader, ledger } = await machine.state(true)
    expect(reader.status).toBe('parked')
    const waiting = cpus.filter(({ status }) => status === 'waiting')
    expect(waiting).toMatchObject([{ waitsFor: 'reader', ledger: { inFlight: 1 } }])
    expectAddsUp(ledger)
    await machine.resize(4)
    await runUntil(machine, ledger.committed + 5000)
  })
})

describe.each(TRACERS)('%s', (tracer) => {
  const workload = { kind: 'synthetic', tracer, eventsPerSecond: Infinity } as const

  test('runs flat out, and the ledger adds up', async () => {
    const { machine, crashed } = await boot({ cpus: 3, pageSize: 4096, pagesPerCpu: 16, workload })
    await runUntil(machine, 20_000)
    expect(crashed).toEqual([])
    expectAddsUp((await machine.state(false)).ledger)
  })
})

test('interrupts under the lock: each CPU waits for itself for ever, and all commands still come through', async () => {
  const workload = { kind: 'synthetic', tracer: 'irq-storm', eventsPerSecond: Infinity } as const
  const { machine, crashed } = await boot({ cpus: 2, pageSize: 4096, irqSave: false, workload })
  await machine.start()
  const stuck = (): boolean | undefined => machine.readout()?.cpus.every(({ status }) => status === 'waiting')
  await until(() => (machine.captures.poll(), stuck() ?? false), 20_000, 'no CPU waits for itself')
  const { cpus, ledger } = await machine.state(false)
  expect(cpus.map(({ waitsFor }) => waitsFor)).toEqual([0, 1])
  expectAddsUp(ledger)
  await expect(machine.write(0, 7, new Uint8Array(4), 4)).rejects.toMatchObject({ code: 'crashed' })
  await machine.stop()
  expect(crashed).toEqual([])
})
