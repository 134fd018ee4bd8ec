/** What real threads did live is done again step by step, and leaves the same bytes. */
import { afterEach, describe, expect, test } from 'vitest'
import { threadTime } from '../../clock/thread-time.ts'
import { Call } from '../../control/control-block.ts'
import { THREADS } from '../../control/actor-place.ts'
import { LiveTake } from '../live-take.ts'
import type { LiveTaken } from '../live-take.ts'
import type { Ledger } from '../../ring/trace-buffer.ts'
import type { Machine } from '../machine.ts'
import { DEFAULT_CONFIG } from '../machine-config.ts'
import type { MachineConfig } from '../machine-config.ts'
import { boot, others, tearDownAll } from '../testing/boot-node.ts'
import { spawnNode } from '../testing/spawn-node.ts'
import { firstDifference, redrive } from './redrive.ts'
import { StepRun } from './step-run.ts'
import type { BootThreads } from './step-run.ts'
import { Stepper } from './stepper.ts'

const runs: StepRun[] = []
afterEach(() => {
  tearDownAll()
  for (const run of runs.splice(0)) run.tearDown()
})

const SEEDS = [1, 2, 3, 4, 5]
const POINTS = 4000
const RACING: Partial<MachineConfig> = {
  cpus: 3,
  pagesPerCpu: 3,
  pageSize: 256,
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity },
  reader: { kind: 'none' },
}

/**
 * Records a machine until the logs are full: one that has been running for a while, or, as posted, where that might end on a bug, a new one.
 * @param meanwhile what is done until then
 */
async function record(
  patch: Partial<MachineConfig>,
  meanwhile: (machine: Machine, take: LiveTake) => Promise<unknown> = others,
): Promise<LiveTaken> {
  const config = { ...DEFAULT_CONFIG, ...RACING, ...patch }
  const { machine } = await boot(config)
  if (!config.asPosted) await machine.start()
  for (let attempted = 0; machine.isRunning && attempted < 200;)
    attempted = (await machine.state(false)).ledger.attempted
  const take = await LiveTake.begin(machine, config, POINTS)
  if (config.asPosted) await machine.start()
  while (!take.isFull) await meanwhile(machine, take)
  const taken = await take.end()
  expect(taken.first.some((word) => word !== 0)).toBe(true)
  return taken
}

async function again(taken: LiveTaken): Promise<StepRun> {
  const { config, origin: live, first } = taken
  const parts = { config, live, workloads: [], host: { ...THREADS, spawn: spawnNode() }, time: threadTime() }
  const listener = { onConsumed: () => {}, onCrashed: () => {}, onWarned: () => {} }
  const bootThreads: BootThreads = (told, words) => Stepper.boot(parts, told, words)
  const run = await StepRun.boot({ config, bootThreads, listener, live }, first)
  runs.push(run)
  expect(await redrive(run, taken, () => true)).toBe(true)
  return run
}

async function lengthAgain(taken: LiveTaken): Promise<number> {
  return (await again(taken)).recording.length
}

/** slow enough that something can be done meanwhile */
const PACED = {
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 400 },
  reader: { kind: 'consume', eventsPerSecond: 200 },
} as const
/** flat out, the logs would be full before the reader has had a turn */
const READING = {
  workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 1000 },
  reader: { kind: 'consume', eventsPerSecond: Infinity },
} as const

test.each(SEEDS)('writers and a reader that consumes: the same bytes, word for word (seed %i)', async (seed) => {
  const taken = await record({ seed, ...READING })
  const consumed = taken.ops.at(-1) ?? []
  expect(consumed.length).toBeGreaterThan(0)
  await again(taken)
})

/** Looks at record_disabled that found it off, and those that found it on. */
function looksOf(taken: LiveTaken): { off: number; on: number } {
  const looks = taken.ops.flat().flatMap(({ marks }) => marks.filter((mark) => mark.is === 'look'))
  const off = looks.filter((mark) => mark.off).length
  return { off, on: looks.length - off }
}

test.each(SEEDS.slice(0, 2))('recording is disabled and enabled again and again (seed %i)', async (seed) => {
  const taken = await record({ seed, ...PACED }, async (machine, take) => {
    const grown = async (count: (ledger: Ledger) => number): Promise<void> => {
      const before = count((await machine.state(false)).ledger)
      while (!take.isFull && count((await machine.state(false)).ledger) === before) await others()
    }
    await machine.disable()
    await grown(({ refused }) => refused.disabled)
    await machine.enable()
    await grown(({ committed }) => committed)
  })
  expect(taken.changes.length).toBeGreaterThan(1)
  expect(looksOf(taken).off).toBeGreaterThan(0)
  expect(looksOf(taken).on).toBeGreaterThan(0)
  await again(taken)
})

test.each(SEEDS.slice(0, 2))('iterators hold recording off while the rings are written (seed %i)', async (seed) => {
  const taken = await record({ seed, ...PACED }, (machine) => machine.readEvents(Call.read, [0, 5]))
  const holds = taken.ops.flat().flatMap(({ marks }) => marks.filter(({ is }) => is === 'hold'))
  expect(holds.length).toBeGreaterThan(1)
  await again(taken)
})

test.each(SEEDS.slice(0, 2))('snapshots and resets in the middle (seed %i)', async (seed) => {
  const taken = await record({ seed, ...PACED, snapshot: true }, async (machine) => {
    await machine.swapOrReset(Call.snapshot, undefined)
    await machine.swapOrReset(Call.reset, 1)
    await machine.swapOrReset(Call.snapshot, 0, true)
  })
  const calls = taken.ops.at(-1)?.map(({ call }) => call.kind)
  expect(calls).toEqual(expect.arrayContaining([Call.snapshot, Call.reset, Call.consume]))
  await again(taken)
})

test.each(['irq-storm', 'irqsoff', 'sched', 'function'] as const)('what a tracer does besides: %s', async (tracer) => {
  const workload = { kind: 'synthetic', tracer, eventsPerSecond: Infinity } as const
  const taken = await record({ workload, pageSize: 512, snapshot: true, reader: READING.reader })
  expect(await lengthAgain(taken)).toBeGreaterThan(POINTS)
})

test.each(['local', 'global', 'counter'] as const)('stamps of the clock %s, off by some on purpose', async (clock) => {
  const taken = await record({ clock, clockOffsetsNs: [0, 5000, -1e6], ...READING })
  expect(await lengthAgain(taken)).toBeGreaterThan(POINTS)
})

describe('as posted, one step at a time', () => {
  const AS_POSTED = { asPosted: true, pagesPerCpu: 2, pageSize: 128 } as const

  test.each(SEEDS)('writers and a reader without a lock: the same bytes, word for word (seed %i)', async (seed) => {
    const taken = await record({ ...AS_POSTED, seed, ...READING })
    expect(taken.ops.at(-1)?.length).toBeGreaterThan(0)
    await again(taken)
  })

  test('writers flat out, handlers that nest in them, and iterators', async () => {
    const workload = { kind: 'synthetic', tracer: 'irq-storm', eventsPerSecond: 2000 } as const
    const taken = await record({ ...AS_POSTED, pageSize: 512, workload, reader: READING.reader }, (machine) =>
      machine.readEvents(Call.read, [0, 5]).catch(() => []),
    )
    expect(await lengthAgain(taken)).toBeGreaterThan(POINTS)
  })

  test('recording is disabled and enabled in the middle', async () => {
    const taken = await record({ ...AS_POSTED, ...PACED }, async (machine) => {
      await machine.disable()
      await others()
      await machine.enable()
      await others()
    })
    expect(looksOf(taken).off).toBeGreaterThan(0)
    await again(taken)
  })
})

test('a ring that refuses when it is full', async () => {
  const taken = await record({ overwrite: false, reader: { kind: 'consume', eventsPerSecond: 2000 } })
  expect(await lengthAgain(taken)).toBeGreaterThan(POINTS)
})

test.each(SEEDS.slice(0, 2))('writers that race: the same bytes, word for word (seed %i)', async (seed) => {
  const taken = await record({ seed })
  expect(taken.ops.flat().length).toBeGreaterThan(POINTS / 50)
  const run = await again(taken)
  expect(firstDifference(run.recording.image, taken.last)).toBeUndefined()
  expect(run.recording.length).toBeGreaterThan(POINTS)
})
