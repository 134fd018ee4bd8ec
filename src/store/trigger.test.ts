/** The flight recorder of a session, over machines with real threads. */
import { afterEach, expect, test } from 'vitest'
import { threadTime } from '../clock/thread-time.ts'
import { THREADS } from '../control/actor-place.ts'
import { Machine } from '../machine/machine.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { spawnNode } from '../machine/testing/spawn-node.ts'
import { createRingsideStore } from './ringside-store.ts'
import type { RingsideState } from './ringside-store.ts'
import { Session } from './session.ts'

const machines: Machine[] = []
afterEach(() => machines.splice(0).forEach((machine) => machine.tearDown()))

const writing: Partial<MachineConfig> = {
  cpus: 2,
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
  reader: { kind: 'none' },
}

async function sessionOf(patch: Partial<MachineConfig>): Promise<Session> {
  const capabilities = { isolated: true, sharedMemory: true, workers: true, stepping: false }
  const session = new Session(createRingsideStore(capabilities), async (plan, listener) => {
    const host = { ...THREADS, spawn: spawnNode() }
    const machine = await Machine.boot({ ...plan, host, time: threadTime() }, listener)
    machines.push(machine)
    return machine
  })
  await session.configure(patch)
  return session
}

function becomes({ store }: Session, holds: (state: RingsideState) => boolean): Promise<RingsideState> {
  return new Promise((resolve) => {
    if (holds(store.getState())) return resolve(store.getState())
    const unsubscribe = store.subscribe((state) => {
      if (!holds(state)) return
      unsubscribe()
      resolve(state)
    })
  })
}

const stoppedByIt = ({ triggered, running }: RingsideState): boolean => triggered?.left === 0 && !running

test('the machine stops by itself, and armed again it runs until it happens once more', async () => {
  const session = await sessionOf(writing)
  await session.recorder.set({ on: 'overrun', cpu: 1 })
  await session.start()
  const { triggered, readout } = await becomes(session, stoppedByIt)
  expect(triggered).toMatchObject({ cpu: 1, holds: true })
  expect(readout?.recordDisabled).toBe(1)
  const lost = readout?.cpus[1]?.ledger.overrun ?? 0

  await session.recorder.armAgain()
  const again = await becomes(session, stoppedByIt)
  expect(again.trigger).toEqual({ on: 'overrun', cpu: 1 })
  expect(again.readout?.cpus[1]?.ledger.overrun).toBeGreaterThan(lost)
  expect(again.readout?.recordDisabled).toBe(1)

  await session.recorder.set(undefined)
  expect(session.store.getState()).toMatchObject({ trigger: undefined, triggered: undefined })
  expect(session.store.getState().readout?.recordDisabled).toBe(0)
})

test('enabled by hand, it holds nothing any more', async () => {
  const session = await sessionOf(writing)
  await session.recorder.set({ on: 'overrun' })
  await session.start()
  await becomes(session, stoppedByIt)
  expect(await session.enable()).toBe(0)
  const { triggered } = await becomes(session, (state) => state.triggered?.holds === false)
  expect(triggered).toMatchObject({ left: 0 })
})

test('another machine has it armed too, where it has that CPU', async () => {
  const session = await sessionOf(writing)
  await session.recorder.set({ on: 'overrun', cpu: 1 })
  await session.configure({ seed: 7 })
  expect(session.store.getState().trigger).toEqual({ on: 'overrun', cpu: 1 })
  await session.start()
  await becomes(session, stoppedByIt)
  await session.configure({ cpus: 1 })
  expect(session.store.getState()).toMatchObject({ trigger: undefined, triggered: undefined })
})
