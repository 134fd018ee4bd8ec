/** Real threads on one ring in shared memory: writers flat out, each on its own CPU, and a reader that does everything that a reader can. */
import { afterEach, expect, test } from 'vitest'
import { addLedgers, emptyLedger } from './capture.ts'
import type { Ledger } from './trace-buffer.ts'
import { checkCpu } from './testing/hammer-check.ts'
import { allocateHammer, Hammer } from './testing/hammer.ts'
import type { HammerPlan } from './testing/hammer.ts'
import type { ReaderReport } from './testing/reader-thread.ts'
import { TestThread } from './testing/test-thread.ts'
import type { WriterMessage } from './testing/writer-thread.ts'

const threads: TestThread<unknown>[] = []
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.terminate())))

const plan: HammerPlan = {
  seed: 2008,
  cpus: 3,
  overwrite: true,
  longest: 100,
  chaos: false,
  rounds: 8,
  attemptsPerRound: 100_000,
  readPerRound: 3000,
}

interface Outcome {
  /** at the end */
  ledger: Ledger
  report: ReaderReport
  /** the most that was left in the rings at a rest */
  buffered: number
}

/** Runs all rounds, and at every rest looks at everything. */
async function hammer(changes: Partial<HammerPlan>): Promise<Outcome> {
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
  let report: ReaderReport | undefined
  let ledger = emptyLedger()
  let buffered = 0
  for (let round = 1; round <= memory.plan.rounds; round++) {
    shared.startRound(round)
    const { told } = (report = await reader.next())
    await Promise.all(cpus.map((thread) => thread.next()))
    const rested = told.map((lost, cpu) => checkCpu(shared, cpu, lost))
    expect(
      rested.flatMap(({ complaints }) => complaints),
      `seed ${memory.plan.seed}, round ${round}`,
    ).toEqual([])
    ledger = rested.map((cpu) => cpu.ledger).reduce(addLedgers)
    buffered = Math.max(buffered, ledger.buffered)
  }
  return { ledger, report: report as ReaderReport, buffered }
}

test('overwriting: nothing torn, nothing twice, every gap told exactly', async () => {
  const { ledger, report, buffered } = await hammer({ overwrite: true })
  expect(ledger).toMatchObject({ erased: 0, refused: { full: 0 } })
  expect(Math.min(ledger.overrun, ledger.read, ledger.refused.tooBig)).toBeGreaterThan(0)
  expect(Math.min(report.gaps, report.iterated, buffered)).toBeGreaterThan(0)
})

test('refusing, with events of one size: every gap told exactly', async () => {
  const { ledger, report, buffered } = await hammer({ overwrite: false, longest: 20 })
  expect(ledger).toMatchObject({ erased: 0, overrun: 0 })
  expect(Math.min(ledger.refused.full, ledger.read, report.gaps, buffered)).toBeGreaterThan(0)
})

test('refusing, with events of all sizes: no gap is told too late', async () => {
  const { ledger, report, buffered } = await hammer({ overwrite: false })
  expect(ledger).toMatchObject({ erased: 0, overrun: 0 })
  expect(Math.min(ledger.refused.full, ledger.read, report.gaps, buffered)).toBeGreaterThan(0)
})

test.each([1, 2, 3])('snapshots, resets and both ways of being full, seed %d', async (seed) => {
  const { ledger, buffered } = await hammer({ seed, chaos: true })
  expect(Math.min(ledger.read, ledger.erased, ledger.overrun, ledger.refused.full, buffered)).toBeGreaterThan(0)
})
