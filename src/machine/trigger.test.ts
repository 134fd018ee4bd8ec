/** A flight recorder: recording stops where the trigger's condition is met, and what led up to it stays in the rings. */
import { setImmediate as nextTick } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { THREADS } from '../control/actor-place.ts'
import { Call } from '../control/control-block.ts'
import type { Trigger, TriggerHit } from '../control/trigger-words.ts'
import { IRQ_TYPE } from '../events/irq-event.ts'
import { checkSteady, STEADY_TYPE } from '../events/steady-event.ts'
import { readBatch } from '../reader/event-batch.ts'
import type { BatchedEvent } from '../reader/event-batch.ts'
import type { MachineConfig } from './machine-config.ts'
import type { MachineState } from './machine-state.ts'
import type { Machine } from './machine.ts'
import { bootOn, expectAddsUp, tearDownAll } from './testing/boot-node.ts'
import { spawnNode } from './testing/spawn-node.ts'
import { turnsInNode } from './testing/turns-in-node.ts'

afterEach(tearDownAll)

const HOSTS = [
  ['in threads of their own', () => ({ ...THREADS, spawn: spawnNode() })],
  ['in turn', () => turnsInNode()],
] as const

const writing: Partial<MachineConfig> = {
  cpus: 3,
  pagesPerCpu: 8,
  pageSize: 1024,
  snapshot: false,
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
  reader: { kind: 'none' },
}

/** Who takes turns in this thread does so only while the test waits. */
async function stateWhere(machine: Machine, holds: (state: MachineState) => boolean): Promise<MachineState> {
  for (;;) {
    const state = await machine.state(false)
    if (holds(state)) return state
    await nextTick()
  }
}

/** Runs until the trigger has stopped the recording. */
async function runToHit(machine: Machine): Promise<TriggerHit> {
  await machine.start()
  const { triggered } = await stateWhere(machine, ({ triggered }) => triggered?.left === 0)
  await machine.stop()
  return triggered as TriggerHit
}

async function unread(machine: Machine): Promise<BatchedEvent[]> {
  return readBatch(await machine.readEvents(Call.read, [0, 1e6]))
}

function seqOf({ body }: BatchedEvent): number {
  return checkSteady(body).seq
}

describe.each(HOSTS)('%s', (_, host) => {
  async function armed(trigger: Trigger, patch: Partial<MachineConfig> = {}): Promise<Machine> {
    const { machine } = await bootOn(host(), { ...writing, ...patch })
    await machine.setTrigger(trigger)
    return machine
  }

  test('the first overrun: exactly what was in the ring then stays in it, whatever goes on', async () => {
    const machine = await armed({ on: 'overrun' })
    const { cpu, event, holds } = await runToHit(machine)
    const { ledger } = (await machine.state(false)).cpus[cpu] ?? {}
    const kept = await unread(machine)
    const own = kept.filter((each) => each.cpu === cpu)
    // flat out from the first attempt on, all were committed until recording was off
    const committed = ledger?.committed ?? 0
    expect(own.map(seqOf)).toEqual(own.map((_, at) => (ledger?.overrun ?? 0) + at))
    expect(own.at(-1)).toMatchObject({ ...event })
    expect(seqOf(own.at(-1) as BatchedEvent)).toBe(committed - 1)
    // it is the one that pushed the head page: the first on its page
    expect(event?.offset).toBe(0)
    expect(ledger?.overrun).toBeGreaterThan(0)

    const before = await machine.state(true)
    expect([before.recordDisabled, holds]).toEqual([1, true])
    await machine.start()
    await stateWhere(machine, (state) => state.ledger.refused.disabled > 1000)
    await machine.stop()
    const after = await machine.state(true)
    expect(after.ledger).toMatchObject({ committed: before.ledger.committed, overrun: before.ledger.overrun })
    expectAddsUp(after.ledger)
    expect(await unread(machine)).toEqual(kept)
  })

  test('the overrun of one CPU', async () => {
    const machine = await armed({ on: 'overrun', cpu: 2 })
    const { cpu } = await runToHit(machine)
    expect(cpu).toBe(2)
    expect((await machine.state(false)).cpus[2]?.ledger.overrun).toBeGreaterThan(0)
  })

  test('an event by a field: it is the newest of its CPU, and the reader leaves it there', async () => {
    const field = { offset: 0, bytes: 4, equals: 4321 } as const
    const reader = { kind: 'consume', eventsPerSecond: 1000 } as const
    const machine = await armed({ on: 'event', type: STEADY_TYPE, field, cpu: 1 }, { reader })
    const { cpu, event } = await runToHit(machine)
    const newest = (await unread(machine)).filter((each) => each.cpu === 1).at(-1) as BatchedEvent
    expect(cpu).toBe(1)
    expect(seqOf(newest)).toBe(4321)
    expect(newest).toMatchObject({ ...event })
  })

  test('a field behind the end of the body is none', async () => {
    const machine = await armed({ on: 'event', type: STEADY_TYPE, field: { offset: 500, bytes: 1, equals: 0 } })
    await machine.start()
    await stateWhere(machine, (state) => state.ledger.committed > 5000)
    await machine.stop()
    expect((await machine.state(false)).triggered).toBeUndefined()
  })

  test('an event that an interrupt writes in the middle of another write', async () => {
    const workload = { kind: 'synthetic', tracer: 'irq-storm', eventsPerSecond: Infinity } as const
    // the depth of the handler: only nested ones have it
    const field = { offset: 8, bytes: 4, equals: 2 } as const
    const machine = await armed({ on: 'event', type: IRQ_TYPE, field }, { workload })
    const { event } = await runToHit(machine)
    const found = (await unread(machine)).find(({ ts, offset }) => ts === event?.ts && offset === event.offset)
    expect(found?.type).toBe(IRQ_TYPE)
  })

  test('a stamp: its CPU has nothing later, and nothing of it was later before', async () => {
    const machine = await armed({ on: 'stamp', atLeast: 3000 }, { clock: 'counter' })
    const { cpu, event } = await runToHit(machine)
    const own = (await unread(machine)).filter((each) => each.cpu === cpu)
    expect(own.at(-1)?.ts).toBe(event?.ts)
    expect(own.filter(({ ts }) => ts >= 3000)).toHaveLength(1)
  })

  test('a full ring: one write was refused there, and the newest event is told', async () => {
    const machine = await armed({ on: 'full' }, { overwrite: false })
    const { cpu, event } = await runToHit(machine)
    const { ledger } = (await machine.state(false)).cpus[cpu] ?? {}
    expect(ledger?.refused.full).toBe(1)
    expect((await unread(machine)).findLast((each) => each.cpu === cpu)).toMatchObject({ ...event })
  })

  test('some more events are recorded behind it', async () => {
    const field = { offset: 0, bytes: 4, equals: 100 } as const
    const machine = await armed({ on: 'event', type: STEADY_TYPE, field, after: 40 }, { cpus: 1 })
    await runToHit(machine)
    expect((await unread(machine)).map(seqOf).at(-1)).toBe(140)
  })

  test('events of all CPUs count behind it', async () => {
    const machine = await armed({ on: 'stamp', atLeast: 1000, after: 500 }, { clock: 'counter', pagesPerCpu: 512 })
    const { event } = await runToHit(machine)
    const behind = (await unread(machine)).filter(({ ts }) => ts > (event?.ts ?? 0))
    // the event that the other CPU was writing meanwhile counts too, and its stamp may be an earlier one
    expect(behind.length).toBeGreaterThanOrEqual(499)
  })

  test('it survives a resize, and holds one level that who arms it again gives back', async () => {
    const trigger: Trigger = { on: 'event', type: STEADY_TYPE, field: { offset: 0, bytes: 4, equals: 2000 }, cpu: 0 }
    const machine = await armed(trigger)
    await machine.resize(4)
    const hit = await runToHit(machine)
    expect(hit.event?.page).toBeLessThan(4)
    expect(await machine.disable()).toBe(2)
    await machine.setTrigger({ on: 'overrun', cpu: 1 })
    const state = await machine.state(false)
    expect([state.recordDisabled, state.triggered]).toEqual([1, undefined])
    expect(await machine.enable()).toBe(0)
    expect((await runToHit(machine)).cpu).toBe(1)
  })

  test('a level that was enabled by hand is not given back twice', async () => {
    const machine = await armed({ on: 'overrun' })
    await runToHit(machine)
    expect(await machine.enable()).toBe(0)
    expect((await machine.state(false)).triggered?.holds).toBe(false)
    await machine.setTrigger(undefined)
    expect((await machine.state(false)).recordDisabled).toBe(0)
  })

  test('what cannot be is refused, and the trigger before stays', async () => {
    const machine = await armed({ on: 'overrun' })
    const refused = (trigger: Trigger) => machine.setTrigger(trigger).catch(({ code }: { code: string }) => code)
    expect(await refused({ on: 'full', cpu: 3 })).toBe('bad-cpu')
    expect(await refused({ on: 'full', after: -1 })).toBe('bad-argument')
    expect(await refused({ on: 'stamp', atLeast: NaN })).toBe('bad-argument')
    expect(await refused({ on: 'event', type: 40_000 })).toBe('bad-argument')
    const field = { offset: 0, bytes: 1, equals: 300 } as const
    expect(await refused({ on: 'event', type: 1, field })).toBe('bad-argument')
    expect((await runToHit(machine)).cpu).toBeLessThan(3)
  })
})
