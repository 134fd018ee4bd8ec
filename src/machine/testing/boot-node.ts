/** Machines in Node, for tests. */
import { expect } from 'vitest'
import { threadTime } from '../../clock/thread-time.ts'
import { THREADS } from '../../control/actor-place.ts'
import type { CpuWorkload } from '../../cpu/messages.ts'
import { readBatch } from '../../reader/event-batch.ts'
import type { BatchedEvent } from '../../reader/event-batch.ts'
import { ledgerDifference } from '../../ring/capture.ts'
import type { Ledger } from '../../ring/trace-buffer.ts'
import type { MachineListener } from '../actors.ts'
import { DEFAULT_CONFIG } from '../machine-config.ts'
import type { MachineConfig } from '../machine-config.ts'
import { Machine } from '../machine.ts'
import type { MachinePlan, RunningMachine } from '../running-machine.ts'
import type { ActorHost, SpawnWorker } from '../worker-port.ts'
import { spawnNode } from './spawn-node.ts'

const machines: RunningMachine[] = []

/** After each test. */
export function tearDownAll(): void {
  for (const machine of machines.splice(0)) machine.tearDown()
}

export const flatOut: Partial<MachineConfig> = {
  cpus: 2,
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
  reader: { kind: 'consume', eventsPerSecond: Infinity },
}

export interface Booted<Kind = Machine> {
  machine: Kind
  consumed: BatchedEvent[]
  crashed: number[]
  /** what was said with WARN_ON */
  warned: string[]
}

/** A machine with threads. */
export function boot(patch: Partial<MachineConfig>, spawn: SpawnWorker = spawnNode()): Promise<Booted> {
  return bootOn({ ...THREADS, spawn }, patch)
}

export function bootOn(host: ActorHost, patch: Partial<MachineConfig>): Promise<Booted> {
  return bootBy((plan, listener) => Machine.boot({ ...plan, host, time: threadTime() }, listener), patch)
}

export async function bootBy<Kind extends RunningMachine>(
  bootMachine: (plan: MachinePlan, listener: MachineListener) => Promise<Kind>,
  patch: Partial<MachineConfig>,
): Promise<Booted<Kind>> {
  const config = { ...DEFAULT_CONFIG, ...patch }
  const [consumed, crashed, warned]: [BatchedEvent[], number[], string[]] = [[], [], []]
  const listener: MachineListener = {
    onConsumed: (batch) => void consumed.push(...readBatch(batch.events)),
    onCrashed: (seat) => void crashed.push(seat),
    onWarned: (_seat, message) => void warned.push(message),
  }
  const workloads = Array.from({ length: config.cpus }, () => workloadOf(config))
  const machine = await bootMachine({ config, workloads }, listener)
  machines.push(machine)
  return { machine, consumed, crashed, warned }
}

function workloadOf({ workload }: MachineConfig): CpuWorkload {
  if (workload.kind !== 'synthetic') return { kind: 'none' }
  return { kind: 'tracer', tracer: workload.tracer, eventsPerCpu: workload.eventsPerCpu ?? Infinity }
}

export function expectAddsUp(ledger: Ledger): void {
  expect(ledgerDifference(ledger)).toEqual({ attempted: 0, committed: 0 })
}

/** Lets those go on who take turns in this thread. */
export function others(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Runs until so many events are committed; each CPU's capture is coherent while it runs. */
export async function runUntil(machine: RunningMachine, committed: number): Promise<void> {
  await machine.start()
  for (let count = 0; count < committed;) {
    const state = await machine.state(false)
    for (const { ledger } of state.cpus) expectAddsUp(ledger)
    count = state.ledger.committed
    await others()
  }
  await machine.stop()
}
