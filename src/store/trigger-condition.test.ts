/** A trigger of a stepped machine: everybody takes turns until it happens. */
import { afterEach, expect, test } from 'vitest'
import { RACING } from '../../e2e/support/races.ts'
import type { Trigger } from '../control/trigger-words.ts'
import { Call } from '../control/control-block.ts'
import { bootSteps } from '../machine/step/testing/play-in-node.ts'
import type { StepMachine } from '../machine/step/step-machine.ts'
import { Point } from '../ring/probe.ts'
import { triggerCondition } from './trigger-condition.ts'

const machines: StepMachine[] = []
afterEach(() => {
  for (const machine of machines.splice(0)) machine.tearDown()
})

/** CPU 0 writes events of type 1, 2, 3 …, each of so many bytes of its type, CPU 1 one of type 9. */
async function runUntil(trigger: Trigger, patch = {}) {
  const machine = await bootSteps({ ...RACING, cpus: 2, ...patch })
  machines.push(machine)
  const { steps: run } = machine
  const write = (cpu: number, type: number) =>
    run.begin(cpu, { kind: Call.write, args: [type, 52], body: new Uint8Array(52).fill(type) }).catch(() => {})
  for (let type = 1; type <= 6; type++) write(0, type)
  write(1, 9)
  const { recording } = run
  const stopped = await run.goOn(triggerCondition(recording, trigger))
  const last = stopped === undefined ? undefined : recording.log.op(stopped)
  const { ledger } = await machine.state(false)
  return { seat: last?.seat, point: last?.point, committed: ledger.committed, ledger }
}

test('the first overrun, on any CPU or on this one', async () => {
  expect(await runUntil({ on: 'overrun' })).toMatchObject({ seat: 0, point: Point.OverrunWritten })
  // nothing of it happens there: everybody comes to the end
  expect((await runUntil({ on: 'overrun', cpu: 1 })).committed).toBe(7)
})

test('an event by its type, and by a field of its body', async () => {
  expect(await runUntil({ on: 'event', type: 3, cpu: 0 })).toMatchObject({ seat: 0, point: Point.TailPublished })
  const byField = await runUntil({ on: 'event', type: 2, field: { offset: 4, bytes: 2, equals: 0x0202 } })
  expect(byField).toMatchObject({ seat: 0, point: Point.TailPublished })
  expect((await runUntil({ on: 'event', type: 2, field: { offset: 4, bytes: 2, equals: 0x0303 } })).committed).toBe(7)
})

test('events behind it are still recorded', async () => {
  const at = await runUntil({ on: 'event', type: 2 })
  const behind = await runUntil({ on: 'event', type: 2, after: 2 })
  expect(behind.point).toBe(Point.TailPublished)
  expect(behind.committed).toBe(at.committed + 2)
})

test('a stamp: the first event that is not before it', async () => {
  const first = await runUntil({ on: 'stamp', atLeast: 1 })
  expect(first).toMatchObject({ point: Point.TailPublished, committed: 1 })
  expect((await runUntil({ on: 'stamp', atLeast: 1e12 })).committed).toBe(7)
})

test('a write that is refused because the ring is full', async () => {
  const { point, ledger } = await runUntil({ on: 'full' }, { overwrite: false })
  expect(point).toBe(Point.WriteRefused)
  expect(ledger.refused.full).toBe(1)
})
