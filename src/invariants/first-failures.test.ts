/** Real threads, stepped: repaired nothing ever fails; as posted a bug is named at the op that does it. */
import { afterEach, expect, test } from 'vitest'
import { threadTime } from '../clock/thread-time.ts'
import { THREADS } from '../control/actor-place.ts'
import { Call } from '../control/control-block.ts'
import type { MachineConfig } from '../machine/machine-config.ts'
import { StepMachine } from '../machine/step/step-machine.ts'
import { bootBy, tearDownAll } from '../machine/testing/boot-node.ts'
import { spawnNode } from '../machine/testing/spawn-node.ts'
import { readBatch } from '../reader/event-batch.ts'
import { Point } from '../ring/probe.ts'
import type { PointName } from '../ring/probe.ts'
import { Seeded } from '../ring/testing/seeded.ts'
import { INVARIANTS, invariantsAt } from './all-invariants.ts'
import type { InvariantState } from './all-invariants.ts'
import { FirstFailures } from './first-failures.ts'
import type { Conditions } from './moment.ts'

afterEach(tearDownAll)

const still = { cpus: 1, pagesPerCpu: 2, pageSize: 128, workload: { kind: 'none' }, reader: { kind: 'none' } } as const
/** bodies of which four, two and one fill a page */
const [QUARTER, HALF] = [20, 52]

type Boot = Parameters<typeof bootBy<StepMachine>>[0]

class Stepped {
  private constructor(
    readonly machine: StepMachine,
    readonly failures: FirstFailures,
    readonly conditions: Conditions,
  ) {}

  static async boot(patch: Partial<MachineConfig>): Promise<Stepped> {
    const host = { ...THREADS, spawn: spawnNode() }
    const bootMachine: Boot = (plan, listener) => StepMachine.boot({ ...plan, host, time: threadTime() }, listener)
    const { machine } = await bootBy(bootMachine, { ...still, mode: 'step', ...patch })
    const { config, recording, branches } = machine.steps
    const conditions = { irqSave: config.irqSave, steady: config.workload.kind === 'synthetic', stampsDiffer: true }
    const failures = new FirstFailures({
      recording,
      conditions,
      consumedAt: (op) =>
        branches.current.deliveries.filter((each) => each.op === op).flatMap(({ events }) => readBatch(events)),
    })
    return new Stepped(machine, failures, conditions)
  }

  get run() {
    return this.machine.steps
  }
  get length(): number {
    return this.run.recording.length
  }
  /** The ops so far that arrived at this point. */
  opsAt(point: PointName): number[] {
    const ops = Array.from({ length: this.length }, (_, at) => at + 1)
    return ops.filter((op) => this.run.recording.log.pointOf(op) === Point[point])
  }
  async write(...bodies: number[]): Promise<void> {
    for (const bytes of bodies) await this.machine.write(0, 7, new Uint8Array(bytes).fill(7), bytes)
  }
  /** To its end, or until it stands at this point. */
  async consume(to?: PointName): Promise<void> {
    const reader = this.run.cpus
    if (!to) return void (await this.machine.readEvents(Call.consume, [1]).catch(() => {}))
    this.run.begin(reader, { kind: Call.consume, args: [1] }).catch(() => {})
    while (this.run.recording.log.pointOf(await this.run.step(reader)) !== Point[to]);
  }
  /** Looked at anew, and the same as what the walk over the log knows. */
  statesAt(op: number): InvariantState[] {
    const { run, failures, conditions } = this
    run.seek(op)
    const consumed = run.delivered.flatMap(({ events }) => readBatch(events))
    const states = invariantsAt(run.recording.image, { stands: run.actors, consumed, conditions })
    failures.scan(op - failures.seen)
    expect(failures.states()).toEqual(states) // oxlint-disable-line vitest/no-standalone-expect
    return states
  }
  /** What was found by now. */
  named(): Record<string, number> {
    this.failures.scan(Infinity)
    return Object.fromEntries([...this.failures.found].map(([id, { op }]) => [id, op]))
  }
}

async function bug1(stepped: Stepped): Promise<void> {
  await stepped.write(QUARTER, QUARTER, QUARTER, QUARTER)
  for (let event = 0; event < 4; event++) await stepped.consume()
}

test('bug 1, the reader steps off the full tail page: named when the head leaves it', async () => {
  const posted = await Stepped.boot({ asPosted: true })
  await bug1(posted)
  const [leaves] = posted.opsAt('HeadPageStored')
  const named = posted.named()
  expect(named['full-before-tail']).toBe(leaves)
  expect(Math.min(...Object.values(named))).toBe(leaves)
  expect(named).toHaveProperty('empty')
  expect(posted.failures.found.get('full-before-tail')?.witness).toBe(
    'CPU 0, ring: head page 1, tail page 0, and page 1 between them has 0 bytes committed and 0 of padding, not 128',
  )
  expect(posted.failures.failsFirstAt(leaves as number)).toBe(true)
  expect(posted.failures.failsFirstAt((leaves as number) - 1)).toBe(false)

  const repaired = await Stepped.boot({})
  await bug1(repaired)
  expect(repaired.named()).toEqual({})
})

async function bug2(stepped: Stepped): Promise<void> {
  await stepped.write(...Array.from({ length: 8 }, () => QUARTER))
  for (let event = 0; event < 3; event++) await stepped.consume()
  await stepped.write(QUARTER)
}

test('bug 2, overrun counts what was read: named at the first event that was not there to be lost', async () => {
  const posted = await Stepped.boot({ asPosted: true })
  await bug2(posted)
  // one event of the pushed page is unread: the second that is counted is one too many
  const [, tooMany] = posted.opsAt('OverrunWritten')
  const named = posted.named()
  expect(named['unread-of-pages']).toBe(tooMany)
  expect(Math.min(...Object.values(named))).toBe(tooMany)
  expect(posted.failures.found.get('unread-of-pages')?.witness).toBe(
    'CPU 0, ring: buffered is 3, the pages have 5 unread events, 1 of them on the page that is pushed out',
  )
  expect(posted.failures.found.get('entries')?.witness).toMatch(/entries is 2, walking .* finds 5 events/)

  const repaired = await Stepped.boot({})
  await bug2(repaired)
  expect(repaired.named()).toEqual({})
})

/** Chosen, then overwritten: 5, 4, 5 are given, 3 is lost in silence. */
async function eventTwice(stepped: Stepped): Promise<void> {
  await stepped.write(HALF)
  await stepped.consume('WinnerChosen')
  await stepped.write(HALF, HALF, HALF, HALF)
  await stepped.run.goOn(() => false)
  await stepped.consume()
  await stepped.consume()
}

test('an event twice and out of order: every count adds up, what was consumed does not', async () => {
  const posted = await Stepped.boot({ asPosted: true })
  await eventTwice(posted)
  for (let op = 0; op <= posted.length; op++) posted.statesAt(op)
  // places: on its way around the reader stores a page that does not exist
  expect(Object.keys(posted.named())).toEqual(['places', 'consumed-in-order', 'consumed-once'])
  const repaired = await Stepped.boot({})
  await eventTwice(repaired)
  expect(repaired.named()).toEqual({})
})

test('a count that is lost between read and written is named when it is written', async () => {
  const posted = await Stepped.boot({ asPosted: true })
  await posted.write(QUARTER)
  await posted.consume('EntriesRead')
  await posted.write(QUARTER)
  await posted.run.goOn(() => false)
  expect(posted.named()['entries']).toBe(posted.opsAt('EntriesWritten').at(-1))
})

test('a holder that is killed keeps its lock for ever', async () => {
  const stepped = await Stepped.boot({})
  const { run } = stepped
  run.begin(0, { kind: Call.write, args: [7, 4], body: new Uint8Array(4) }).catch(() => {})
  await run.goOn((op) => run.recording.log.pointOf(op) === Point.LockTaken)
  const before = stepped.length
  await run.machine({ do: 'kill', cpu: 0 })
  expect(stepped.named()).toEqual({ 'holder-alive': before + 1 })
})

test.each([5, 2008])(
  'a long run as repaired, seed %i: none fails at any op, and each can be told at some',
  async (seed) => {
    const stepped = await Stepped.boot({
      cpus: 3,
      seed,
      snapshot: true,
      workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 1000, eventsPerCpu: 25 },
      reader: { kind: 'consume', eventsPerSecond: 100 },
    })
    const { run } = stepped
    const dice = new Seeded(seed)
    const perturb = (op: number): boolean => {
      if (op % 40 === 0 && op < 1500)
        run
          .begin(3, { kind: [Call.snapshot, Call.reset, Call.read][dice.below(3)] as Call, args: [0, 100] })
          .catch(() => {})
      return op % 25 === 0
    }
    while ((await run.goOn(perturb)) !== undefined) if (dice.below(3) === 0) await run.interrupt(dice.below(3), false)
    expect(stepped.length).toBeGreaterThan(1500)
    const tally = new Map(INVARIANTS.map(({ id }) => [id, 0]))
    for (let op = 0; op <= stepped.length; op += 7) {
      const states = stepped.statesAt(op)
      for (const { id, holds } of states) if (holds === true) tally.set(id, (tally.get(id) ?? 0) + 1)
    }
    expect(stepped.named()).toEqual({})
    expect([...tally].filter(([, held]) => held === 0)).toEqual([])
  },
)
