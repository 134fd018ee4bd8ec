/** All branches of a run as bytes, and followed by other threads. */
import { afterEach, expect, test } from 'vitest'
import { RACING } from '../../e2e/support/races.ts'
import { Call } from '../control/control-block.ts'
import { bootSteps } from '../machine/step/testing/play-in-node.ts'
import type { StepMachine } from '../machine/step/step-machine.ts'
import type { StepRun } from '../machine/step/step-run.ts'
import { follow, scheduleBytes, scheduleOf } from './schedule.ts'

const machines: StepMachine[] = []
afterEach(() => {
  for (const machine of machines.splice(0)) machine.tearDown()
})

async function boot(): Promise<StepRun> {
  const machine = await bootSteps({ ...RACING, cpus: 2 })
  machines.push(machine)
  return machine.steps
}

const write = (type: number) => ({ kind: Call.write, args: [type, 20], body: new Uint8Array(20).fill(type) })
const shapeOf = ({ branches, recording }: StepRun) => ({
  branches: branches.all.map(({ id, parent, at, log }) => ({ id, parent, at, ...log.toArrays() })),
  current: branches.current.id,
  memory: [...recording.image.i32],
})

/** A branch that leaves the first at op 6, and one that leaves that at op 9; each goes on with a call of its own. */
async function threeBranches(): Promise<StepRun> {
  const run = await boot()
  const steps = async (seat: number, count: number): Promise<void> => {
    for (let step = 0; step < count; step++) await run.step(seat)
  }
  run.begin(0, write(1)).catch(() => {})
  await steps(0, 12)
  run.seek(6)
  await run.fork()
  run.begin(1, write(2)).catch(() => {})
  await steps(1, 5)
  await run.machine({ do: 'disable' })
  run.seek(9)
  await run.fork()
  await run.interrupt(1, true)
  await steps(1, 3)
  return run
}

test('what was decided is told branch by branch, what a branch shares with its parent once', async () => {
  const run = await threeBranches()
  const schedule = scheduleOf(scheduleBytes(run), run.cpus)
  expect(schedule.map(({ parent, at }) => [parent, at])).toEqual([
    [undefined, 0],
    [0, 6],
    [1, 9],
  ])
  expect(schedule.map(({ decisions }) => decisions.map((decision) => decision.do))).toEqual([
    ['begin', ...Array(12).fill('step')],
    ['begin', ...Array(5).fill('step'), 'disable'],
    ['interrupt', ...Array(3).fill('step')],
  ])
})

test('followed by other threads it gives the same branches, to the byte', async () => {
  const run = await threeBranches()
  const again = await boot()
  await follow(again, scheduleOf(scheduleBytes(run), run.cpus))
  expect(shapeOf(again)).toEqual(shapeOf(run))
})

test('what was cut off, or belongs to another machine, is refused', async () => {
  const run = await threeBranches()
  const bytes = scheduleBytes(run)
  expect(() => scheduleOf(bytes.subarray(0, bytes.length - 1), 2)).toThrow(RangeError)
  expect(() => scheduleOf(bytes, 1)).toThrow(RangeError)
  // a branch of a parent that is not there
  expect(() => scheduleOf(Uint8Array.of(0, 0, 0, 3, 0, 0), 2)).toThrow('a branch begins at one that is not there')
  expect(() => scheduleOf(Uint8Array.of(1, 0, 0), 2)).toThrow('a branch begins at one that is not there')
  expect(scheduleOf(new Uint8Array(), 2)).toEqual([])
})
