/** Real threads on one ring in shared memory: writers flat out, each on its own CPU, and a reader that does everything that a reader can. */
import { afterEach, describe, expect, test } from 'vitest'
import { addLedgers } from './capture.ts'
import type { Ledger } from './trace-buffer.ts'
import { checkCpu } from './testing/hammer-check.ts'
import { allocateHammer, Hammer } from './testing/hammer.ts'
import type { HammerPlan } from './testing/hammer.ts'
import type { ReaderReport } from './testing/reader-thread.ts'
import { TestThread } from './testing/test-thread.ts'
import type { WriterMessage } from './testing/writer-thread.ts'

const threads: TestThread<unknown>[] = []
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.terminate())))

/** in all; each test makes its share */
const ATTEMPTS = 20_000_000
const TESTS = 6

const plan: HammerPlan = {
  seed: 2008,
  cpus: 3,
  overwrite: true,
  longest: 100,
  chaos: false,
  rounds: 100,
  attemptsPerRound: 100_000,
  readPerRound: 10_000,
}

interface Outcome {
  /** at the end */
  ledger: Ledger
  report: ReaderReport
  /** the most that was left in the rings at a rest */
  buffered: number
}

/**
 * Runs rounds, and at every rest looks at everything. Threads are scheduled as the machine likes, so it goes on until the attempts are many and
 * everything has happened that shall.
 * @param happened counts of what shall happen at least once
 */
async function hammer(changes: Partial<HammerPlan>, happened: (outcome: Outcome) => number[]): Promise<Outcome> {
  const memory = allocateHammer({ ...plan, ...changes })
  const shared = new Hammer(memory)
  const boot = async <Message>(module: string, data: object): Promise<TestThread<Message>> => {
    const thread = await TestThread.boot<Message>(module)
    threads.push(thread)
    thread.start({ memory, ...data })
    return thread
  }
  const cpus = await Promise.all(
    Array.from({ length: plan.cpus }, (_, cpu) => boot<WriterMessage>('writer-thread.ts', { cpu })),
  )
  const reader = await boot<ReaderReport>('reader-thread.ts', {})
  let outcome: Outcome | undefined
  for (let round = 1; round <= plan.rounds; round++) {
    shared.startRound(round)
    const report = await reader.next()
    await Promise.all(cpus.map((thread) => thread.next()))
    const rested = cpus.map((_, cpu) => checkCpu(shared, cpu, report.told[cpu] as number))
    const complaints = rested.flatMap((cpu) => cpu.complaints)
    expect(complaints, `seed ${memory.plan.seed}, round ${round}`).toEqual([])
    const ledger = rested.map((cpu) => cpu.ledger).reduce(addLedgers)
    outcome = { ledger, report, buffered: Math.max(ledger.buffered, outcome?.buffered ?? 0) }
    if (ledger.attempted >= ATTEMPTS / TESTS && Math.min(...happened(outcome)) > 0) return outcome
  }
  throw new Error(`after ${plan.rounds} rounds too little has happened: ${JSON.stringify(outcome)}`)
}

describe('nothing torn, nothing twice, none from the future', () => {
  test(`overwriting, seed ${plan.seed}: every gap told exactly`, async () => {
    const { ledger } = await hammer({ overwrite: true }, ({ ledger: { overrun, read, refused }, report, buffered }) => {
      return [overrun, read, refused.tooBig, refused.disabled, report.gaps, report.iterated, buffered]
    })
    expect(ledger).toMatchObject({ erased: 0, inFlight: 0, refused: { full: 0 } })
  })

  test.each([
    { sizes: 'one size', longest: 20, told: 'exactly' },
    { sizes: 'all sizes', longest: 100, told: 'not too late' },
  ])(`refusing events of $sizes, seed ${plan.seed}: every gap told $told`, async ({ longest }) => {
    const changes = { overwrite: false, longest }
    const { ledger } = await hammer(changes, ({ ledger: { refused, read }, report, buffered }) => {
      return [refused.full, read, report.gaps, report.iterated, buffered]
    })
    expect(ledger).toMatchObject({ erased: 0, inFlight: 0, overrun: 0 })
  })

  test.each([1, 2, 3])('snapshots, resets and both ways of being full, seed %d', async (seed) => {
    const changes = { seed, chaos: true }
    const { ledger } = await hammer(changes, ({ ledger: { read, erased, overrun, refused }, report, buffered }) => {
      return [read, erased, overrun, refused.full, report.iterated, buffered]
    })
    expect(ledger.inFlight).toBe(0)
  })
})
