/** A CPU's thread ends in the middle of a write, at every probe point of it: what it had committed is still there, and the others go on. */
import { afterAll, describe, expect, test } from 'vitest'
import { Point } from './probe.ts'
import { recordDisable, recordEnable } from './rfc/record-disable.ts'
import { resetAll, resetCpu, snapshotAll, snapshotCpu, snapshotOneCpu } from './rfc/snapshot.ts'
import { actorWords } from './testing/actor-words.ts'
import { complaintsOf } from './testing/check-capture.ts'
import { cutsOf, perform, VICTIMS_BYTE } from './testing/kill-tasks.ts'
import type { Cut } from './testing/kill-tasks.ts'
import { firstBytes, QUARTER, TestRing } from './testing/test-ring.ts'
import type { TestRingOptions } from './testing/test-ring.ts'
import { Victims } from './testing/victims.ts'

const VICTIM = 0
const OTHER = 1
/** events that the victim has in its snapshot */
const HELD = 2

interface Scene {
  name: string
  overwrite?: boolean
  /** bytes of the bodies that the victim has written before, and how many of them were consumed */
  before: number[]
  consumed: number
  /** of the write in which it is killed */
  length: number
  disabled?: boolean
}

const fullRing = Array<number>(12).fill(QUARTER)
const scenes: Scene[] = [
  { name: 'in the middle of a page', before: [QUARTER, QUARTER], consumed: 1, length: QUARTER },
  { name: 'that turns the page behind padding', before: [QUARTER, QUARTER, QUARTER], consumed: 0, length: 24 },
  { name: 'that pushes out a page with two unread', before: fullRing, consumed: 2, length: QUARTER },
  { name: 'that is refused as full', before: fullRing, consumed: 2, length: QUARTER, overwrite: false },
  { name: 'that is refused as too big', before: [QUARTER], consumed: 0, length: 117 },
  { name: 'that is refused as disabled', before: [QUARTER], consumed: 0, length: QUARTER, disabled: true },
]

function setUp(scene: Scene, options: TestRingOptions): TestRing {
  const ring = new TestRing({ cpus: 2, pagesPerCpu: 3, snapshot: true, overwrite: scene.overwrite ?? true, ...options })
  ring.fill(VICTIM, HELD, { first: 151 })
  snapshotAll(ring.buffer, ring.options)
  scene.before.forEach((length, index) => ring.fill(VICTIM, 1, { length, first: index + 1 }))
  for (let event = 0; event < scene.consumed; event++) ring.consume()
  ring.fill(OTHER, 1, { first: 101 })
  if (scene.disabled) recordDisable(ring.buffer)
  return ring
}

/** The points that the write passes when nothing happens to it. */
function pointsOf(scene: Scene): Point[] {
  let points: Point[] = []
  const ring = setUp(scene, { actors: actorWords(), probe: (point) => void points.push(point) })
  points = []
  perform(ring, { do: 'write', cpu: VICTIM, length: scene.length })
  return points
}

const victims = new Victims()
afterAll(() => victims.end())

interface Killed {
  ring: TestRing
  scene: Scene
  passed: (point: Point) => boolean
}

async function kill(scene: Scene, cut: Cut): Promise<Killed> {
  const actors = actorWords()
  const ring = setUp(scene, { actors })
  const task = { do: 'write', cpu: VICTIM, length: scene.length } as const
  await victims.kill({ ring, actors, actor: VICTIM, task, stop: cut })
  const passed = pointsOf(scene).slice(0, cut.passed)
  return { ring, scene, passed: (point) => passed.includes(point) }
}

describe.each(scenes)('killed in a write $name', (scene) => {
  const cuts = cutsOf(pointsOf(scene))
  const from = cuts.findIndex(({ point }) => point === Point.LockTaken)
  const until = cuts.findIndex(({ point }) => point === Point.LockReleased)

  test.each(cuts.filter((_, index) => index < from || index >= until))('at $name, without the lock', async (cut) => {
    const killed = await kill(scene, cut)
    const unread = checkLedger(killed)
    checkWalk(killed, unread)
    checkSwapsOfOther(killed.ring, [])
    expect(killed.ring.ledger(VICTIM)).toMatchObject({ buffered: 0, erased: HELD + unread.length })
    checkOtherGoesOn(killed)
  })

  test.each(cuts.slice(Math.max(from, 0), Math.max(until, 0)))('at $name, under the lock', async (cut) => {
    const killed = await kill(scene, cut)
    const { ring } = killed
    const unread = checkLedger(killed)
    checkWalk(killed, unread)
    const before = [...ring.capture(VICTIM).numbers]
    for (const call of [resetCpu, snapshotCpu, snapshotOneCpu])
      expect(() => call(ring.buffer, VICTIM, ring.options)).toThrow(expect.objectContaining({ code: 'crashed' }))
    checkSwapsOfOther(ring, [VICTIM])
    checkOtherGoesOn(killed)
    // all that was done to the others left the ring of the dead CPU as it was
    expect([...ring.capture(VICTIM).numbers]).toEqual(before)
    checkWalk(killed, unread)
  })
})

/** Every attempt and every event is somewhere. @returns the unread events of the dead CPU */
function checkLedger({ ring, scene, passed }: Killed): number[] {
  const numbers = scene.before.map((_, index) => index + 1)
  if (passed(Point.TailPublished)) numbers.push(VICTIMS_BYTE)
  const overrun = passed(Point.OverrunWritten) ? 4 - scene.consumed : 0
  const unread = numbers.slice(scene.consumed + overrun)
  const inFlight = passed(Point.TailPublished) || passed(Point.WriteRefused) ? 0 : 1
  expect(ring.ledger(VICTIM)).toMatchObject({ attempted: HELD + scene.before.length + 1, inFlight })
  expect(ring.ledger(VICTIM)).toMatchObject({ committed: HELD + numbers.length, inSnapshot: HELD })
  expect(ring.ledger(VICTIM)).toMatchObject({ read: scene.consumed, overrun, buffered: unread.length, erased: 0 })
  expect(complaintsOf(ring.capture(VICTIM))).toEqual([])
  return unread
}

/** An iterator reads exactly what was committed and is unread, and tells what was lost before it. */
function checkWalk({ ring }: Killed, unread: readonly number[]): void {
  const walked = ring.iterate().filter(({ cpu }) => cpu === VICTIM)
  const { overrun } = ring.ledger(VICTIM)
  expect(walked.map(({ body, lostBefore }) => [body[0], lostBefore])).toEqual(
    unread.map((first, index) => [first, index === 0 ? overrun : 0]),
  )
}

/** What is done to all says which CPUs it left out. @param frozen these */
function checkSwapsOfOther({ buffer, options }: TestRing, frozen: readonly number[]): void {
  expect(snapshotAll(buffer, options)).toEqual(frozen)
  expect(resetAll(buffer, options)).toEqual(frozen)
  expect(snapshotOneCpu(buffer, OTHER, options)).toEqual(frozen)
}

/** The other CPU writes, and the reader passes by what stands still. */
function checkOtherGoesOn({ ring, scene }: Killed): void {
  expect(ring.ledger(OTHER)).toMatchObject({ committed: 1, erased: 1, inSnapshot: 0 })
  if (scene.disabled) recordEnable(ring.buffer)
  expect(ring.fill(OTHER, 3, { first: 111 })).toEqual(['committed', 'committed', 'committed'])
  expect(firstBytes(ring.consumeAll())).toEqual([111, 112, 113])
  expect(ring.ledger(OTHER)).toMatchObject({ read: 3, buffered: 0, inFlight: 0 })
  for (const cpu of [VICTIM, OTHER]) expect(complaintsOf(ring.capture(cpu))).toEqual([])
}

test('the scenes pass every point of a write but waiting for the lock', () => {
  const passed = new Set(scenes.flatMap(pointsOf))
  const writing = Object.values(Point).filter((point) => point <= Point.WriteRefused && point !== Point.LockWaited)
  expect(writing.filter((point) => !passed.has(point))).toEqual([])
})

test('killed while it waits for the lock: nothing stands still', async () => {
  const actors = actorWords()
  const ring = new TestRing({ cpus: 2, actors })
  ring.fill(VICTIM, 2)
  ring.options.locks.acquire(ring.buffer.slotI32(VICTIM), VICTIM)
  const task = { do: 'write', cpu: VICTIM, length: QUARTER } as const
  await victims.kill({ ring, actors, actor: VICTIM, task, stop: { point: Point.LockWaited, hit: 1 } })
  expect(actors.waitsFor[VICTIM]).toBe(VICTIM + 1)
  ring.options.locks.release(ring.buffer.slotI32(VICTIM), VICTIM)
  expect(ring.ledger(VICTIM)).toMatchObject({ attempted: 3, inFlight: 1, committed: 2 })
  expect(firstBytes(ring.consumeAll())).toEqual([1, 2])
})
