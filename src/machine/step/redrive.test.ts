/** What real threads did live is done again step by step, and leaves the same bytes. */
import { afterEach, expect, test } from 'vitest'
import { threadTime } from '../../clock/thread-time.ts'
import { THREADS } from '../../control/actor-place.ts'
import type { LiveTaken } from '../live-take.ts'
import type { Machine } from '../machine.ts'
import type { MachineConfig } from '../machine-config.ts'
import { boot, tearDownAll } from '../testing/boot-node.ts'
import { spawnNode } from '../testing/spawn-node.ts'
import { until } from '../until.ts'
import { firstDifference, redrive } from './redrive.ts'
import { StepRun } from './step-run.ts'
import { Stepper } from './stepper.ts'

const runs: StepRun[] = []
afterEach(() => {
  tearDownAll()
  for (const run of runs.splice(0)) run.tearDown()
})

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const NUMBERS = 600
const RACING: Partial<MachineConfig> = {
  cpus: 3,
  pagesPerCpu: 3,
  pageSize: 256,
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
  reader: { kind: 'none' },
}

/** Records until the logs are full. @param meanwhile what is done while the machine runs */
async function record(
  patch: Partial<MachineConfig>,
  meanwhile: (machine: Machine) => Promise<unknown> = async () => {},
): Promise<LiveTaken> {
  const { machine } = await boot({ ...RACING, ...patch })
  const take = await machine.recordLive(NUMBERS)
  await machine.start()
  await meanwhile(machine)
  await until(() => take.isFull, 20_000, 'the logs do not fill')
  await machine.stop()
  return take.end()
}

async function again(taken: LiveTaken): Promise<StepRun> {
  const { config, origin: live, first } = taken
  const parts = { config, live, workloads: [], host: { ...THREADS, spawn: spawnNode() }, time: threadTime() }
  const listener = { onConsumed: () => {}, onCrashed: () => {}, onWarned: () => {} }
  const bootThreads = (told: typeof listener, words?: Int32Array) => Stepper.boot(parts, told, words)
  const run = await StepRun.boot({ config, bootThreads, listener }, first)
  runs.push(run)
  expect(await redrive(run, taken, () => true)).toBe(true)
  return run
}

test.each(SEEDS)('writers that race: the same bytes, word for word (seed %i)', async (seed) => {
  const taken = await record({ seed })
  expect(taken.ops.flat().length).toBeGreaterThan(NUMBERS / 2)
  const run = await again(taken)
  expect(firstDifference(run.recording.image, taken.last)).toBeUndefined()
  expect(run.recording.length).toBeGreaterThan(NUMBERS)
})
