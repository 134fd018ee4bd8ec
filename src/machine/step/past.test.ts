/** What is told of the past is what was told then, whatever has happened since. */
import { afterEach, expect, test } from 'vitest'
import { RACES, RACING } from '../../../e2e/support/races.ts'
import { play } from '../../../e2e/support/schedule.ts'
import type { Choice, Steppable } from '../../../e2e/support/schedule.ts'
import { Call } from '../../control/control-block.ts'
import { DEFAULT_CONFIG } from '../machine-config.ts'
import type { MachineConfig } from '../machine-config.ts'
import { StepMachine } from './step-machine.ts'
import { bootSteps, steppable } from './testing/play-in-node.ts'

const machines: StepMachine[] = []
afterEach(() => {
  for (const machine of machines.splice(0)) machine.tearDown()
})

async function boot(patch: Partial<MachineConfig>): Promise<StepMachine> {
  const machine = await bootSteps({ ...RACING, ...patch })
  machines.push(machine)
  return machine
}

test.each([
  ['eventTwice', true],
  ['headAhead', false],
  ['bugOn', true],
  ['noSuchPage', true],
] as const)('%s, as posted: %s: at each op the state is what it was on the way', async (name, asPosted) => {
  const machine = await boot({ asPosted })
  const { recording } = machine.steps
  const onTheWay = [await machine.state(true)]
  const methods = steppable(machine)
  const notAtOnce = (): Promise<never> => Promise.reject({ code: 'would-block' }) // then it is stepped
  const watched: Steppable = {
    ...methods,
    write: notAtOnce,
    consume: notAtOnce,
    step: async (actor) => {
      const record = await methods.step(actor)
      onTheWay[record.op] = await machine.state(true)
      return record
    },
  }
  await play(watched, [...RACES[name], ['rest'], ['consume'], ['consume'], ['consume']])
  for (let op = recording.length; op >= 0; op--) {
    machine.steps.seek(op)
    expect(await machine.state(true), `op ${op}`).toEqual(onTheWay[op])
  }
})

test('what ended an actor is still told when the threads are on another branch, and from a file', async () => {
  const machine = await boot({ asPosted: true })
  const { steps: run } = machine
  await play(steppable(machine), RACES.bugOn)
  const crashed = (await machine.state(true)).reader
  expect(crashed).toMatchObject({ status: 'crashed', at: expect.stringContaining('BUG_ON') })
  run.seek(10)
  expect((await machine.state(true)).reader.status).toBe('idle')
  await run.fork()
  await run.checkout('main')
  expect((await machine.state(true)).reader).toEqual(crashed)

  const config = { ...DEFAULT_CONFIG, ...RACING, asPosted: true }
  const saved = {
    machine: undefined,
    cpus: 1,
    first: run.recording.firstWords,
    branches: run.branches.all,
    current: 'main',
    position: run.recording.length,
  }
  const listener = { onConsumed: () => {}, onCrashed: () => {}, onWarned: () => {} }
  const workloads = (): Promise<never[]> => Promise.resolve([])
  const opened = StepMachine.open({ config, workloads: [], host: undefined }, { saved, workloads }, listener)
  expect((await opened.state(true)).reader).toEqual(crashed)
})

test('a reader that reads by itself comes to its end where nobody writes', async () => {
  const { steps: run } = await boot({ cpus: 2, reader: { kind: 'consume', eventsPerSecond: 1 } })
  run.begin(0, { kind: Call.write, args: [7, 4], body: new Uint8Array(4) }).catch(() => {})
  const enough = 200
  await run.goOn((op) => op === enough)
  expect(run.recording.length).toBeLessThan(enough)
  expect(run.delivered.filter(({ events }) => events.byteLength > 0)).toHaveLength(1)
})

test('a call passes over the ring whose lock a killed CPU holds', async () => {
  const machine = await boot({ cpus: 2 })
  const choices: Choice[] = [
    ['write', 0, 1, 20, 'LockTaken'],
    ['write', 1, 2, 20],
    ['kill', 0],
    ['drain', 8],
  ]
  const ended = await play(steppable(machine), choices)
  expect(ended.every(({ waits }) => !waits)).toBe(true)
  expect((await machine.state(true)).ledger).toMatchObject({ read: 1, inFlight: 1 })
})
