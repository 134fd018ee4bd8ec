/** Every tracer on a machine with real threads: what it does to the rings, and the largest latency with its snapshot. */
import { afterEach, describe, expect, test } from 'vitest'
import { BUILT_IN_EVENTS, EventTypes } from '../events/event-types.ts'
import { Call } from '../control/control-block.ts'
import { readBatch } from '../reader/event-batch.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import { PLANTED_NS, plantedSection } from '../workloads/irqsoff-tracer.ts'
import { tracerEvents } from '../workloads/make-tracer.ts'
import type { TracerName } from '../workloads/make-tracer.ts'
import type { Machine } from './machine.ts'
import { TRACERS } from './machine-config.ts'
import type { MachineConfig } from './machine-config.ts'
import { boot, expectAddsUp, runUntil, tearDownAll } from './testing/boot-node.ts'

afterEach(tearDownAll)

const SEED = 2008

function tracing(tracer: TracerName, eventsPerCpu?: number): Partial<MachineConfig> {
  return {
    cpus: 3,
    seed: SEED,
    pagesPerCpu: 32,
    pageSize: 4096,
    reader: { kind: 'none' },
    workload: { kind: 'synthetic', tracer, eventsPerSecond: Infinity, ...(eventsPerCpu && { eventsPerCpu }) },
  }
}

async function read(machine: Machine, snapshot: boolean): Promise<BatchedEvent[]> {
  return readBatch(await machine.readEvents(Call.read, [snapshot ? 1 : 0, 1e6]))
}

/** Runs until every CPU has made all its attempts. */
async function runOut(machine: Machine, attempts: number): Promise<void> {
  await machine.start()
  for (let attempted = 0; attempted < attempts;) attempted = (await machine.state(false)).ledger.attempted
  await machine.stop()
}

describe.each(TRACERS)('%s', (tracer) => {
  test('runs flat out: its events are of its types, print as text, and the ledger adds up', async () => {
    const { machine, crashed } = await boot(tracing(tracer))
    await runUntil(machine, 20_000)
    // a maximum may have swapped everything into the snapshot just now
    const events = [...(await read(machine, false)), ...(await read(machine, true))]
    const types = new EventTypes([...BUILT_IN_EVENTS, ...tracerEvents(tracer)])
    expect(events.length).toBeGreaterThan(0)
    for (const { type, body } of events) {
      expect(types.get(type)?.name).toBeDefined()
      expect(types.format(type, body)).not.toContain('?')
    }
    for (const { ledger } of (await machine.state(false)).cpus) expectAddsUp(ledger)
    expect(crashed).toEqual([])
  })
})

test('irqsoff: the maximum is the planted section of 5 ms, and the snapshot holds just that section', async () => {
  const { machine } = await boot(tracing('irqsoff', 2000))
  await runOut(machine, 6000)
  const { maxLatency } = await machine.state(false)
  expect(maxLatency).toMatchObject({ ns: PLANTED_NS, cpu: plantedSection(SEED, 3).cpu })
  const types = new EventTypes([...BUILT_IN_EVENTS, ...tracerEvents('irqsoff')])
  const section = await read(machine, true)
  const names = section.map(({ type }) => types.nameOf(type))
  expect(new Set(section.map(({ cpu }) => cpu))).toEqual(new Set([maxLatency?.cpu]))
  expect([names[0], names.at(-1)]).toEqual(['irqs_off', 'irqs_on'])
  expect(names.filter((name) => name === 'irqs_off')).toHaveLength(1)
  const last = section.at(-1)
  expect(last && types.format(last.type, last.body)).toContain(`latency=${PLANTED_NS} ns`)
})

test('sched: at a new maximum of the wakeup latency the snapshot of all CPUs is taken', async () => {
  const { machine } = await boot(tracing('sched', 2000))
  await runOut(machine, 6000)
  const { maxLatency, ledger } = await machine.state(false)
  expect(maxLatency?.ns).toBeGreaterThan(0)
  expect(ledger.inSnapshot).toBeGreaterThan(0)
})

describe('irq-storm', () => {
  test('interrupts nest, and none that came while interrupts were off is forgotten', async () => {
    const { machine } = await boot(tracing('irq-storm', 3000))
    await machine.start()
    await machine.state(false)
    for (let idle = false; !idle;) idle = (await machine.state(false)).cpus.every(({ status }) => status === 'idle')
    await machine.stop()
    const { cpus, ledger } = await machine.state(false)
    expect(cpus.map(({ pendingIrqs }) => pendingIrqs)).toEqual([0, 0, 0])
    const types = new EventTypes([...BUILT_IN_EVENTS, ...tracerEvents('irq-storm')])
    const depths = (await read(machine, false))
      .filter(({ type }) => types.nameOf(type) === 'irq')
      .map(({ type, body }) => /depth=(\d)/.exec(types.format(type, body))?.[1])
    expect(new Set(depths)).toEqual(new Set(['1', '2', '3']))
    expectAddsUp(ledger)
  })

  test('an interrupt that is still on its way when a write is refused does not arrive under the lock of a capture', async () => {
    const { machine } = await boot({ ...tracing('irq-storm'), pagesPerCpu: 2, overwrite: false })
    await machine.start()
    for (let full = 0; full < 20_000;) full = (await machine.state(false)).ledger.refused.full
    await machine.stop()
    const { cpus } = await machine.state(false)
    expect(cpus.map(({ status }) => status)).toEqual(['parked', 'parked', 'parked'])
  })

  test('without irqSave a handler waits for the lock of the code that it interrupts, for ever, and nobody else does', async () => {
    const { machine } = await boot({ ...tracing('irq-storm'), irqSave: false })
    await machine.start()
    let cpus = (await machine.state(false)).cpus
    while (cpus.some(({ status }) => status !== 'waiting')) cpus = (await machine.state(false)).cpus
    expect(cpus.map(({ waitsFor }) => waitsFor)).toEqual([0, 1, 2])
    await machine.stop()
    expect(await machine.swapOrReset(Call.snapshot, undefined)).toEqual([0, 1, 2])
    expect((await read(machine, false)).length).toBeGreaterThan(0)
  })
})
