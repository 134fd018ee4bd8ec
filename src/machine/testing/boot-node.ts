/** Machines with Node's threads, for tests. */
import { expect } from 'vitest'
import { threadTime } from '../../clock/thread-time.ts'
import type { CpuWorkload } from '../../cpu/messages.ts'
import { readBatch } from '../../reader/event-batch.ts'
import type { BatchedEvent } from '../../reader/event-batch.ts'
import { ledgerDifference } from '../../ring/capture.ts'
import type { Ledger } from '../../ring/trace-buffer.ts'
import { DEFAULT_CONFIG } from '../machine-config.ts'
import type { MachineConfig } from '../machine-config.ts'
import { Machine } from '../machine.ts'
import type { SpawnWorker } from '../worker-port.ts'
import { spawnNode } from './spawn-node.ts'

const machines: Machine[] = []

/** After each test. */
export function tearDownAll(): void {
  for (const machine of machines.splice(0)) machine.tearDown()
}

export const flatOut: Partial<MachineConfig> = {
  cpus: 2,
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
  reader: { kind: 'consume', eventsPerSecond: Infinity },
}

export interface Booted {
  machine: Machine
  consumed: BatchedEvent[]
  crashed: number[]
  /** what was said with WARN_ON */
  warned: string[]
}

export async function boot(patch: Partial<MachineConfig>, spawn: SpawnWorker = spawnNode()): Promise<Booted> {
  const config = { ...DEFAULT_CONFIG, ...patch }
  const [consumed, crashed, warned]: [BatchedEvent[], number[], string[]] = [[], [], []]
  const listener = {
    onConsumed: (batch: { events: ArrayBuffer }) => void consumed.push(...readBatch(batch.events)),
    onCrashed: (seat: number) => void crashed.push(seat),
    onWarned: (_seat: number, message: string) => void warned.push(message),
  }
  const workloads = Array.from({ length: config.cpus }, () => workloadOf(config))
  const machine = await Machine.boot({ config, workloads, spawn, time: threadTime() }, listener)
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

/** Runs until so many events are committed; each CPU's capture is coherent while it runs. */
export async function runUntil(machine: Machine, committed: number): Promise<void> {
  await machine.start()
  for (let count = 0; count < committed;) {
    const state = await machine.state(false)
    for (const { ledger } of state.cpus) expectAddsUp(ledger)
    count = state.ledger.committed
  }
  await machine.stop()
}
