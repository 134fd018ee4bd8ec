/** The reader's thread ends in the middle of a call, at every probe point of it: CPUs that need a lock it holds wait, all else goes on. */
import { afterAll, describe, expect, test } from 'vitest'
import { Point } from './probe.ts'
import type { Probe } from './probe.ts'
import { HeaderI32, SlotI32 } from './rfc/layout.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from './rfc/snapshot.ts'
import { FIRST_READER, holderOf } from './slot-lock.ts'
import { actorWords } from './testing/actor-words.ts'
import { complaintsOf } from './testing/check-capture.ts'
import { cutsOf, perform } from './testing/kill-tasks.ts'
import type { Cut, KillTask } from './testing/kill-tasks.ts'
import { QUARTER, TestRing } from './testing/test-ring.ts'
import type { SeenEvent, TestRingOptions } from './testing/test-ring.ts'
import { Victims } from './testing/victims.ts'

const CPUS = [0, 1]
const SECOND_READER = FIRST_READER + 1
/** a body that fills a page of 128 bytes */
const WHOLE_PAGE = 116
/** the next event: the only one on its page, and one was lost before it */
const NEXT = 22

/** First bytes of the unread events of each CPU. */
interface Left {
  live: number[][]
  snapshot: number[][]
}

/** CPU 0 was read to the end of a page that the tail has left since: the reader steps over it. The next event is CPU 1's. */
function setUp(options: TestRingOptions): TestRing {
  const ring = new TestRing({ cpus: 2, pagesPerCpu: 2, snapshot: true, ...options })
  ring.fill(0, 2, { first: 101 })
  ring.fill(1, 1, { first: 111 })
  snapshotAll(ring.buffer, ring.options)
  ring.fill(0, 4)
  ring.consumeAll()
  ring.fill(1, 3, { first: 21, length: WHOLE_PAGE })
  ring.fill(0, 3, { first: 5 })
  return ring
}
function leftBefore(): Left {
  return {
    live: [
      [5, 6, 7],
      [NEXT, 23],
    ],
    snapshot: [[101, 102], [111]],
  }
}

const tasks: KillTask[] = [
  { do: 'consume' },
  { do: 'iterate' },
  { do: 'snapshotAll' },
  { do: 'snapshotOne', cpu: 1 },
  { do: 'reset', cpu: 0 },
]

type Passed = Parameters<Probe>

/** What the call passes when nothing happens to it. */
function passesOf(task: KillTask): Passed[] {
  let passes: Passed[] = []
  const ring = setUp({ actors: actorWords(), probe: (...passed) => void passes.push(passed) })
  passes = []
  perform(ring, task)
  return passes
}

/** What the call has done up to there, as its points say it. */
function leftAfter(task: KillTask, passes: readonly Passed[]): Left {
  const { live, snapshot } = leftBefore()
  for (const [point, cpu] of passes) {
    if (point === Point.HeadChecked) live[1]?.shift() // counted as read before the head moves
    if (point === Point.RingSwapped) [snapshot[cpu], live[cpu]] = [live[cpu] as number[], []]
    if (point === Point.RingReset) (task.do === 'reset' ? live : snapshot)[cpu] = []
  }
  return { live, snapshot }
}

/** The CPUs whose lock is held there. */
function lockedAfter(passes: readonly Passed[]): number[] {
  const locked = new Set<number>()
  for (const [point, cpu] of passes) {
    if (point === Point.LockTaken) locked.add(cpu)
    if (point === Point.LockReleased) locked.delete(cpu)
  }
  return [...locked]
}

const victims = new Victims()
afterAll(() => victims.end())

interface Killed {
  /** as the CPUs and the second reader go on with it */
  ring: TestRing
  actors: ReturnType<typeof actorWords>
  left: Left
  /** the CPUs whose lock the dead reader holds */
  frozen: number[]
}

async function kill(task: KillTask, cut: Cut): Promise<Killed> {
  const actors = actorWords()
  const before = setUp({ actors })
  await victims.kill({ ring: before, actors, actor: FIRST_READER, task, stop: cut })
  const { buffer } = before
  Atomics.store(buffer.i32, HeaderI32.iterating, 0) // as the machine does before it boots the next reader
  const ring = new TestRing({ ...buffer.options, memory: buffer.arena.buffer, actors, reader: SECOND_READER })
  ring.clock.set(2000, 0)
  const passes = passesOf(task).slice(0, cut.passed)
  return { ring, actors, left: leftAfter(task, passes), frozen: lockedAfter(passes) }
}

describe.each(tasks)('killed in $do', (task) => {
  test.each(cutsOf(passesOf(task).map(([point]) => point)))('at $name', async (cut) => {
    const killed = await kill(task, cut)
    const { ring, left, frozen } = killed
    expect(CPUS.map((cpu) => holder(ring, cpu))).toEqual(
      CPUS.map((cpu) => (frozen.includes(cpu) ? FIRST_READER : undefined)),
    )
    checkEverythingIsThere(killed)
    // the second reader gets everything of the others, and steps around what stands still
    expect(byCpu(ring.consumeAll())).toEqual(left.live.map((events, cpu) => (frozen.includes(cpu) ? [] : events)))
    expect(byCpu(ring.iterate())).toEqual(left.live.map((events, cpu) => (frozen.includes(cpu) ? events : [])))
    await checkWriters(killed)
    expect(byCpu(ring.consumeAll())).toEqual(CPUS.map((cpu) => (frozen.includes(cpu) ? [] : [31 + cpu])))
    checkSwaps(killed)
  })
})

function holder({ buffer }: TestRing, cpu: number): number | undefined {
  return holderOf(buffer.i32[buffer.slotI32(cpu) + SlotI32.lock] as number)
}

/** A second reader walks over exactly what the dead one has left, and is told what was lost; the ledger says the same. */
function checkEverythingIsThere({ ring, left }: Killed): void {
  for (const cpu of CPUS) {
    expect(complaintsOf(ring.capture(cpu))).toEqual([])
    expect(ring.ledger(cpu)).toMatchObject({ buffered: left.live[cpu]?.length, inSnapshot: left.snapshot[cpu]?.length })
  }
  expect(byCpu(ring.iterate())).toEqual(left.live)
  expect(byCpu(ring.iterate(true))).toEqual(left.snapshot)
  for (const { body, lostBefore } of [...ring.iterate(), ...ring.iterate(true)])
    expect(lostBefore).toBe(body[0] === NEXT ? 1 : 0)
}

/** A CPU whose lock is held waits for ever, and says for what; the others write. */
async function checkWriters({ ring, actors, frozen }: Killed): Promise<void> {
  for (const cpu of CPUS.filter((each) => !frozen.includes(each))) {
    ring.clock.set(3000, 0)
    expect(ring.fill(cpu, 1, { first: 31 + cpu })).toEqual(['committed'])
  }
  for (const cpu of frozen) {
    const before = ring.ledger(cpu)
    await victims.letWait({ ring, actors, actor: cpu, task: { do: 'write', cpu, length: QUARTER } })
    expect(actors.waitsFor[cpu]).toBe(cpu + 1)
    expect(ring.ledger(cpu)).toEqual({ ...before, attempted: before.attempted + 1, inFlight: 1 })
    expect(complaintsOf(ring.capture(cpu))).toEqual([])
  }
}

function checkSwaps({ ring: { buffer, options }, frozen }: Killed): void {
  const before = frozen.map((cpu) => buffer.liveRing(cpu))
  for (const cpu of frozen) {
    for (const call of [resetCpu, snapshotCpu, snapshotOneCpu])
      expect(() => call(buffer, cpu, options)).toThrow(expect.objectContaining({ code: 'crashed' }))
  }
  expect(snapshotAll(buffer, options)).toEqual(frozen)
  expect(resetAll(buffer, options)).toEqual(frozen)
  expect(frozen.map((cpu) => buffer.liveRing(cpu))).toEqual(before)
}

function byCpu(events: readonly SeenEvent[]): (number | undefined)[][] {
  return CPUS.map((of) => events.filter(({ cpu }) => cpu === of).map(({ body }) => body[0]))
}

test('the calls pass every point of a reader', () => {
  const passed = new Set(tasks.flatMap((task) => passesOf(task).map(([point]) => point)))
  const reading = Object.values(Point).filter((point) => point > Point.WriteRefused && point !== Point.DepthStored)
  expect(reading.filter((point) => !passed.has(point))).toEqual([])
})
