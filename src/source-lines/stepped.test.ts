/** Recordings of real threads: every op of an actor has a place, and no other actor's function. */
import { afterEach, expect, test } from 'vitest'
import { threadTime } from '../clock/thread-time.ts'
import { THREADS } from '../control/actor-place.ts'
import { Call } from '../control/control-block.ts'
import { StepPoint, stepPointName } from '../control/step-point.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { StepMachine } from '../machine/step/step-machine.ts'
import type { StepRun } from '../machine/step/step-run.ts'
import { bootBy, tearDownAll } from '../machine/testing/boot-node.ts'
import { spawnNode } from '../machine/testing/spawn-node.ts'
import { placeOf } from './place-of.ts'

afterEach(tearDownAll)

async function boot(patch: Partial<MachineConfig>): Promise<StepRun> {
  const host = { ...THREADS, spawn: spawnNode() }
  const config = { cpus: 2, pagesPerCpu: 2, pageSize: 128, snapshot: true, ...patch, mode: 'step' } as const
  const still = { workload: { kind: 'none' }, reader: { kind: 'none' } } as const
  const { machine } = await bootBy(
    (plan, listener) => StepMachine.boot({ ...plan, host, time: threadTime() }, listener),
    { ...config, ...still },
  )
  return machine.steps
}

function begin(run: StepRun, seat: number, kind: number, args: number[]): void {
  const body = kind === Call.write ? { body: new Uint8Array(args[1] ?? 0).fill(7) } : {}
  run.begin(seat, { kind, args, ...body }).catch(() => {})
}

const functionsOf = ({ recording }: StepRun): (string | undefined)[] =>
  Array.from({ length: recording.length }, (_, at) => placeOf(recording, at + 1)?.functionName)

const READER_ONLY = /^(RfcConsumer|RfcCursors|ReadEvent|ReaderSteps|advance$|toNextPage$|swap$|erase)/
const CPU_ONLY = /^(RfcWriter|CpuSteps|Interrupts|pushHeadPage$|count)/

test.each([false, true])(
  'writes, consume, read, snapshots, resets and an interrupt; as posted: %s',
  async (asPosted) => {
    const run = await boot({ asPosted })
    for (let event = 0; event < 20; event++) begin(run, event % 2, Call.write, [1, 20 + event])
    // before the lock, so that it nests at once
    await run.goOn((op) => run.recording.log.seatOf(op) === 0)
    await run.interrupt(0, false)
    await run.goOn(() => false)
    for (const [kind, ...args] of [
      [Call.consume, 3],
      [Call.read, 0, 5],
      [Call.snapshot, -1, 0],
      [Call.snapshot, 1, 1],
      [Call.reset, 0],
    ] as const)
      begin(run, run.cpus, kind, args)
    await run.goOn(() => false)
    const { recording } = run
    const functions = functionsOf(run)
    for (const [index, name] of functions.entries()) {
      const { seat, point } = recording.log.op(index + 1)
      expect(name, stepPointName(point)).not.toMatch(seat === run.cpus ? CPU_ONLY : READER_ONLY)
      expect(name, stepPointName(point)).toBeDefined()
    }
    expect(new Set(functions)).toContain('Interrupts.run')
    // one kind of count, and both kinds of erasing
    expect(functions.includes('countWholePage')).toBe(asPosted)
    expect(functions.includes('countUnread')).toBe(!asPosted)
    expect(functions).toEqual(expect.arrayContaining(['swap', 'eraseSnapshot', 'eraseLive', 'RfcCursors.place']))
  },
)

test('a wait for the lock, an interrupt that stays pending, an NMI under the lock', async () => {
  const run = await boot({})
  begin(run, 0, Call.write, [1, 20])
  for (let step = 0; step < 4; step++) await run.step(0)
  await run.interrupt(0, false)
  begin(run, run.cpus, Call.snapshot, [0, 0])
  await run.step(run.cpus)
  await run.interrupt(0, true)
  for (let step = 0; step < 6; step++) await run.step(0)
  expect(functionsOf(run).slice(3)).toEqual([
    'SlotLocks.acquire',
    'SlotLocks.acquire', // pending
    'SteppedLocks.waitFor', // the reader
    'Interrupts.run',
    'RfcWriter.place',
    'RfcWriter.place',
    'RfcWriter.place',
    'SlotLocks.deadlock',
    'SteppedLocks.waitFor',
    'SteppedLocks.waitFor',
  ])
})

test('what ends an actor has no place', async () => {
  const run = await boot({})
  begin(run, 0, Call.write, [1, 20])
  await run.step(0)
  await run.machine({ do: 'kill', cpu: 0 })
  expect(run.recording.log.pointOf(2)).toBe(StepPoint.Killed)
  expect(functionsOf(run)).toEqual(['RfcWriter.place', undefined])
})
