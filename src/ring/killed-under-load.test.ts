/** A CPU ends in the middle of a write while all write flat out and the reader reads: whatever moves at that moment, everything stays accounted for. */
import { afterEach, expect, test } from 'vitest'
import { captureSlot, SlotCapture } from './capture.ts'
import { Point, pointName } from './probe.ts'
import { MergedIterator } from '../merge/merged-iterator.ts'
import { SlotF64 } from './rfc/layout.ts'
import { FIRST_READER, SlotLocks } from './slot-lock.ts'
import type { Ledger } from './trace-buffer.ts'
import { complaintsOf } from './testing/check-capture.ts'
import { checkCpu } from './testing/hammer-check.ts'
import { allocateHammer, Hammer, Outcome } from './testing/hammer.ts'
import { readBody } from './testing/hammer-body.ts'
import type { ReaderReport } from './testing/reader-thread.ts'
import { TestThread } from './testing/test-thread.ts'
import type { WriterMessage } from './testing/writer-thread.ts'

const VICTIM = 1
const OTHERS = [0, 2]
const plan = {
  seed: 1124,
  cpus: 3,
  overwrite: true,
  longest: 100,
  chaos: false,
  rounds: 30,
  attemptsPerRound: 50_000,
  readPerRound: 1500,
}

/** the one in which the CPU ends, and one that the others have to themselves */
const ROUNDS_AFTER = 2

const threads: TestThread<unknown>[] = []
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.terminate())))

async function boot<Message>(module: string, data: object): Promise<TestThread<Message>> {
  const thread = await TestThread.boot<Message>(module)
  threads.push(thread)
  thread.start(data)
  return thread
}

const stops = [
  { point: Point.DisabledRead, hit: 4001 },
  { point: Point.LockTaken, hit: 2000 },
  { point: Point.OverrunWritten, hit: 100 },
  { point: Point.HeadPageStored, hit: 100 },
  { point: Point.TailPageStored, hit: 100 },
  { point: Point.BodyHalf, hit: 2000 },
  { point: Point.TailPublished, hit: 2000 },
  { point: Point.LockReleased, hit: 2000 },
]

test.each(stops.map((stop) => ({ name: pointName(stop.point), stop })))('at $name', async ({ stop }) => {
  const memory = allocateHammer(plan)
  const hammer = new Hammer(memory)
  const others = await Promise.all(OTHERS.map((cpu) => boot<WriterMessage>('writer-thread.ts', { memory, cpu })))
  const victim = await boot<WriterMessage>('writer-thread.ts', { memory, cpu: VICTIM, stop })
  const reader = await boot<ReaderReport>('reader-thread.ts', { memory })
  let dead = false
  for (let round = 1, left = ROUNDS_AFTER; left > 0; round++) {
    expect(round).toBeLessThan(plan.rounds)
    hammer.startRound(round)
    if (!dead && (await victim.next()) === 'stopped') {
      dead = true
      await victim.terminate()
      Atomics.store(hammer.actors.dead, VICTIM, 1)
    }
    if (dead) {
      hammer.writerRests()
      left--
    }
    const { told } = await reader.next()
    await Promise.all(others.map((thread) => thread.next()))
    for (const cpu of OTHERS) expect(checkCpu(hammer, cpu, told[cpu] as number).complaints).toEqual([])
  }
  checkDead(hammer)
  checkWalk(hammer)
})

/** The log of the dead CPU lacks what became of its last attempt; all before it is as the ledger says. */
function checkDead(hammer: Hammer): void {
  const capture = SlotCapture.allocate(hammer.buffer.layout)
  captureSlot(hammer.buffer, VICTIM, capture)
  expect(complaintsOf(capture)).toEqual([])
  const ledger: Ledger = capture.ledger()
  const log = hammer.log(VICTIM)
  const logged = log.filter((outcome) => outcome !== Outcome.none).length
  const committed = log.filter((outcome) => outcome === Outcome.committed).length
  expect(ledger.attempted).toBe(logged + 1)
  expect(ledger.committed - committed + ledger.inFlight).toBe(1)
  expect(ledger.read).toBe(hammer.marks(VICTIM).reduce((sum, times) => sum + times, 0))
  expect(hammer.marks(VICTIM).findIndex((times) => times > 1)).toBe(-1)
}

/** A second reader finds all that is buffered, the dead CPU's too, whole and in order, and nothing that was consumed. */
function checkWalk(hammer: Hammer): void {
  const { buffer, actors } = hammer
  const last = [0, 0, 0]
  const found = [0, 0, 0]
  const iterator = new MergedIterator(buffer, { locks: new SlotLocks(buffer.i32, actors, FIRST_READER + 1) })
  while (iterator.read()) {
    const { cpu, body } = iterator.event
    const { seq } = readBody(body, plan.longest)
    expect(seq).toBeGreaterThan(last[cpu] as number)
    expect(hammer.marks(cpu)[seq]).toBe(0)
    last[cpu] = seq
    found[cpu] = (found[cpu] as number) + 1
  }
  iterator.finish()
  expect(found).toEqual(last.map((_, cpu) => buffer.f64[buffer.slotF64(cpu) + SlotF64.buffered]))
}
