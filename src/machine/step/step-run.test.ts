/** Real threads, stepped: the same decisions give the same bytes; back, forward and on differently. */
import { afterEach, expect, test } from 'vitest'
import { threadTime } from '../../clock/thread-time.ts'
import { THREADS } from '../../control/actor-place.ts'
import { StepPoint, stepPointName } from '../../control/step-point.ts'
import { Point } from '../../ring/probe.ts'
import { Call } from '../../control/control-block.ts'
import type { MachineConfig } from '../machine-config.ts'
import { bootBy, tearDownAll } from '../testing/boot-node.ts'
import { spawnNode } from '../testing/spawn-node.ts'
import { StepLog } from '../../recording/step-log.ts'
import { StepMachine } from './step-machine.ts'

afterEach(tearDownAll)

type Boot = Parameters<typeof bootBy<StepMachine>>[0]

const still = { cpus: 2, pagesPerCpu: 2, pageSize: 128, workload: { kind: 'none' }, reader: { kind: 'none' } } as const

async function boot(patch: Partial<MachineConfig>): Promise<StepMachine> {
  const host = { ...THREADS, spawn: spawnNode() }
  const bootMachine: Boot = (plan, listener) => StepMachine.boot({ ...plan, host, time: threadTime() }, listener)
  const { machine } = await bootBy(bootMachine, { ...still, mode: 'step', ...patch })
  return machine
}

const write = (type: number, bytes: number) => ({
  kind: Call.write,
  args: [type, bytes],
  body: new Uint8Array(bytes).fill(type),
})
const points = ({ steps: run }: StepMachine) =>
  Array.from({ length: run.recording.length }, (_, at) => stepPointName(run.recording.log.pointOf(at + 1)))

test('a write, step by step, is the points of the mail in order; each op tells what changed', async () => {
  const machine = await boot({})
  const { steps: run } = machine
  const answer = run.begin(0, write(7, 20))
  while ((await run.step(0)) && run.recording.log.pointOf(run.recording.length) !== StepPoint.Rested);
  expect(await answer).toMatchObject({ type: 'written' })
  expect(points(machine)).toEqual([
    'Attempted',
    'DisabledRead',
    'IrqsSaved',
    'LockTaken',
    'RingChosen',
    'DisabledRead',
    'SpaceChecked',
    'LengthStored',
    'EntriesRead',
    'EntriesWritten',
    'StampStored',
    'TypeStored',
    'BodyHalf',
    'BodyWritten',
    'TailPublished',
    'LockReleased',
    'IrqsRestored',
    'Rested',
  ])
  expect(run.recording.position).toBe(18)
  const state = await machine.state(true)
  expect(state.ledger).toMatchObject({ attempted: 1, committed: 1, buffered: 1 })
  run.seek(0)
  expect((await machine.state(true)).ledger.attempted).toBe(0)
  run.seek(18)
  expect(await machine.state(true)).toEqual(state)
})

test('a reader waits for the lock of a parked writer, and goes on when it is released', async () => {
  const { steps: run } = await boot({})
  run.begin(0, write(7, 20)).catch(() => {})
  for (let step = 0; step < 4; step++) await run.step(0)
  expect(run.recording.log.pointOf(4)).toBe(Point.LockTaken)
  run.begin(2, { kind: Call.consume, args: [1] }).catch(() => {})
  let last = 0
  while (run.recording.log.pointOf((last = await run.step(2))) !== Point.LockWaited);
  expect(run.canGoOn(2)).toBe(false)
  await run.step(2)
  expect(run.recording.log.op(last + 1)).toMatchObject({ seat: 2, point: Point.LockWaited, a: 0, b: 0 })
  await run.goOn(() => false)
  expect(run.recording.log.op(run.recording.length).point).toBe(StepPoint.Rested)
})

test('an interrupt under the lock is pending, and runs at the restore; an NMI waits for itself', async () => {
  const machine = await boot({})
  const { steps: run } = machine
  run.begin(0, write(7, 20)).catch(() => {})
  for (let step = 0; step < 4; step++) await run.step(0)
  await run.interrupt(0, false)
  expect(run.recording.log.op(5)).toMatchObject({ point: StepPoint.InterruptPending, b: 1 })
  while (run.recording.log.pointOf(await run.step(0)) !== StepPoint.InterruptTaken);
  expect(run.actors[0]?.depth).toBe(1)
  await run.goOn(() => false)
  expect((await machine.state(true)).ledger).toMatchObject({ attempted: 2, committed: 2 })

  run.begin(0, write(7, 20)).catch(() => {})
  for (let step = 0; step < 4; step++) await run.step(0)
  await run.interrupt(0, true)
  await run.goOn(() => false)
  expect((await machine.state(true)).cpus[0]).toMatchObject({ status: 'waiting', waitsFor: 0 })
  const op = run.recording.length
  run.seek(op - 8)
  const id = await run.fork()
  expect(run.branches.all.map((branch) => branch.id)).toEqual(['main', id])
  expect(run.isLive).toBe(true)
})

test.each([1, 2, 3])('the same seed gives the same ops and bytes, run %i', async () => {
  const runs = await Promise.all(
    [0, 1].map(async () => {
      const machine = await boot({ cpus: 3, seed: 5, reader: { kind: 'consume', eventsPerSecond: 100 } })
      const { steps: run } = machine
      for (const cpu of [0, 1, 2, 0, 1]) run.begin(cpu, write(cpu + 1, 30)).catch(() => {})
      await run.goOn(() => false)
      return { points: points(machine), bytes: [...run.recording.image.i32], state: await machine.state(true) }
    }),
  )
  expect(runs[0]).toEqual(runs[1])
  expect(runs[0]?.state.ledger).toMatchObject({ attempted: 5, read: 5 })
})

test('a fork at the end keeps the calls that wait there; one in the past has those that had come by then', async () => {
  const { steps: run } = await boot({})
  for (const type of [1, 2, 3]) run.begin(0, write(type, 20)).catch(() => {})
  await run.step(0)
  expect(run.queued(0)).toBe(2)
  await run.fork()
  expect(run.queued(0)).toBe(2)
  await run.goOn(() => false)
  const { length } = run.recording
  run.begin(1, write(4, 20)).catch(() => {})
  run.seek(length - 1)
  await run.fork()
  expect(run.queued(1)).toBe(0)
})

test('who is held stays where it is while the others go on, and goes on when it is let go', async () => {
  const { steps: run } = await boot({})
  for (const cpu of [0, 1]) run.begin(cpu, write(7, 20)).catch(() => {})
  await run.step(0)
  run.hold(0, true)
  await run.goOn(() => false)
  expect(run.recording.log.seatOf(run.recording.length)).toBe(1)
  expect(run.actors[0]?.at.point).toBe(Point.Attempted)
  await run.step(0)
  run.hold(0, false)
  await run.goOn(() => false)
  expect(run.actors[0]?.at.point).toBe(StepPoint.Rested)
})

test('a fork whose threads come to other bytes than the recording says so, and is given up', async () => {
  const { steps: run } = await boot({})
  run.begin(0, write(7, 20)).catch(() => {})
  await run.goOn(() => false)
  const { recording, branches, config } = run
  const { ops, changes } = branches.current.log.toArrays()
  const last = changes.length - 1
  changes[last] = (changes[last] ?? 0) ^ 1
  const branch = { ...branches.current, log: StepLog.fromArrays({ ops, changes }) }
  const saved = {
    machine: undefined,
    cpus: config.cpus,
    first: recording.firstWords,
    branches: [branch],
    current: 'main',
    position: recording.length,
  }
  const host = { ...THREADS, spawn: spawnNode() }
  const parts = { config, host, workloads: [], time: threadTime() }
  const listener = { onConsumed: () => {}, onCrashed: () => {}, onWarned: () => {} }
  const opened = StepMachine.open(parts, { saved, workloads: () => Promise.resolve([]) }, listener)
  await expect(opened.steps.fork()).rejects.toMatchObject({ code: 'crashed', message: /did not do what was recorded/ })
  expect(opened.steps.branches.all).toHaveLength(1)
  opened.tearDown()
})
