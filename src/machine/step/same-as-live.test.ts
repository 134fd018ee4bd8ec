/**
 * Stepped to the end, real threads leave the same bytes as those that run live, without probes, when both do the same operations in the same order.
 * With the clock `counter` the stamps themselves tell the order: it is drawn under the lock.
 */
import { afterEach, expect, test } from 'vitest'
import { Call } from '../../control/control-block.ts'
import { readBatch } from '../../reader/event-batch.ts'
import { Point } from '../../ring/probe.ts'
import { Seeded } from '../../ring/testing/seeded.ts'
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import type { MachineConfig } from '../machine-config.ts'
import type { RunningMachine } from '../running-machine.ts'
import { boot as bootLive, tearDownAll } from '../testing/boot-node.ts'
import type { StepMachine } from './step-machine.ts'
import { bootSteps } from './testing/play-in-node.ts'

const CPUS = 3
const ROUNDS = 12
const config: Partial<MachineConfig> = {
  cpus: CPUS,
  pagesPerCpu: 3,
  pageSize: 128,
  snapshot: true,
  clock: 'counter',
  workload: { kind: 'none' },
  reader: { kind: 'none' },
}

const stepped: StepMachine[] = []
afterEach(() => {
  for (const machine of stepped.splice(0)) machine.tearDown()
  tearDownAll()
})

type Operation = (machine: RunningMachine) => Promise<unknown>

interface Write {
  readonly cpu: number
  readonly type: number
  readonly body: Uint8Array
  /** what the counter gave it */
  stamp: number
}

const doWrite =
  ({ cpu, type, body }: Write): Operation =>
  (machine) =>
    machine.write(cpu, type, body, body.length)

const READER: readonly ((dice: Seeded) => Operation)[] = [
  (dice) => {
    const most = 1 + dice.below(6)
    return async (machine) => readBatch(await machine.readEvents(Call.consume, [most]))
  },
  (dice) => {
    const cpu = dice.below(CPUS)
    return (machine) => machine.swapOrReset(Call.snapshot, cpu)
  },
  (dice) => {
    const cpu = dice.below(CPUS)
    return (machine) => machine.swapOrReset(Call.reset, cpu)
  },
  () => (machine) => machine.swapOrReset(Call.snapshot, undefined),
]

/** All at once, released in an order that the seed has drawn. @returns as they came to their stamps */
async function race({ steps: run }: StepMachine, writes: readonly Write[], dice: Seeded): Promise<readonly Write[]> {
  const waiting = Array.from({ length: CPUS }, (_, cpu) => writes.filter((write) => write.cpu === cpu))
  const answers = writes.map(({ cpu, type, body }) =>
    run.begin(cpu, { kind: Call.write, args: [type, body.length], body }),
  )
  const { recording } = run
  for (let open = [0, 1, 2]; open.length > 0; open = open.filter((cpu) => run.canGoOn(cpu))) {
    const cpu = open[dice.below(open.length)] as number
    const op = recording.log.op(await run.step(cpu))
    if (op.point !== Point.TailPublished) continue
    const [event] = eventsOnPage(recording.image.u8, recording.image.pageAddress(op.a, op.b), op.c).slice(-1)
    const write = waiting[cpu]?.shift()
    if (write && event) write.stamp = event.ts
  }
  await Promise.all(answers)
  return writes.toSorted((a, b) => a.stamp - b.stamp)
}

async function play(seed: number, machine: StepMachine): Promise<{ order: Operation[]; answers: unknown[] }> {
  const dice = new Seeded(seed)
  const order: Operation[] = []
  const answers: unknown[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const writes = Array.from({ length: CPUS * 2 }, (_, at): Write => {
      const type = 1 + dice.below(200)
      return { cpu: at % CPUS, type, body: new Uint8Array(dice.below(60)).fill(type), stamp: 0 }
    })
    order.push(...(await race(machine, writes, dice)).map(doWrite))
    const read = (READER[dice.below(READER.length)] as (typeof READER)[number])(dice)
    order.push(read)
    answers.push(await read(machine))
  }
  return { order, answers }
}

/** Everything that the rings hold, and what their counts say. */
async function heldBy(machine: RunningMachine): Promise<unknown> {
  const { cpus, ledger } = await machine.state(true)
  const rings = cpus.map(({ headPage, head, tailPage, tail, entries, overrun, pages, ledger, snapshot }) => {
    return { headPage, head, tailPage, tail, entries, overrun, pages, ledger, snapshot }
  })
  const bytes: number[][] = []
  for (let cpu = 0; cpu < CPUS; cpu++)
    for (let page = 0; page < 3; page++)
      for (const spare of [false, true]) bytes.push([...(await machine.pageBytes(cpu, page, spare))])
  return { rings, ledger, bytes }
}

test.each([1, 2, 3, 4, 5])('in the same order, byte for byte, seed %i', async (seed) => {
  const byHand = await bootSteps({ ...config, mode: 'step', seed })
  stepped.push(byHand)
  const { order, answers } = await play(seed, byHand)
  const held = await heldBy(byHand)

  const { machine: live } = await bootLive({ ...config, mode: 'live', seed })
  const answered: unknown[] = []
  for (const operation of order) answered.push(await operation(live))
  expect(await heldBy(live)).toEqual(held)
  expect(answered.filter((answer) => Array.isArray(answer))).toEqual(answers)
})
