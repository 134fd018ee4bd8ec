/** Where real threads stand in the source of this very repository. */
import { afterEach, expect, test } from 'vitest'
import { RACING } from '../../../e2e/support/races.ts'
import { Call } from '../../control/control-block.ts'
import { bootSteps } from '../../machine/step/testing/play-in-node.ts'
import type { StepMachine } from '../../machine/step/step-machine.ts'
import { Point } from '../../ring/probe.ts'
import { linesOf } from '../../source-lines/places.ts'
import { seatsByLine, standsOf } from './stands-of.ts'
import type { SourceStand } from './stands-of.ts'

const machines: StepMachine[] = []
afterEach(() => {
  for (const machine of machines.splice(0)) machine.tearDown()
})

const write = (type: number) => ({ kind: Call.write, args: [type, 20], body: new Uint8Array(20).fill(type) })

test('each actor at its line, with the values of its probe; one that has not begun, or was ended, at none', async () => {
  const machine = await bootSteps({ ...RACING, cpus: 3 })
  machines.push(machine)
  const { steps: run } = machine
  const to = async (cpu: number, point: number): Promise<void> => {
    run.begin(cpu, write(1)).catch(() => {})
    while (run.recording.log.pointOf(await run.step(cpu)) !== point);
  }
  await to(0, Point.TailPublished)
  await to(1, Point.LengthStored)
  await to(2, Point.TailPublished)
  const [first, second, third, reader] = standsOf(run) as [SourceStand, SourceStand, SourceStand, SourceStand]
  expect(first).toMatchObject({ seat: 0, point: 'TailPublished', place: { functionName: 'RfcWriter.commit' } })
  expect(first.values).toEqual([
    { name: 'ring', value: 0 },
    { name: 'page', value: 0 },
    { name: 'tail', value: 32 },
  ])
  expect(second).toMatchObject({ seat: 1, point: 'LengthStored', place: { file: 'ring/rfc/write.ts' } })
  expect(reader).toEqual({ seat: 3, place: undefined, point: '', values: [] })
  for (const { place } of [first, second]) {
    const line = place && linesOf(place)[place.line - place.from]
    expect(line).toContain('probe(')
  }

  const byLine = seatsByLine([first, second, third, reader], 'ring/rfc/write.ts')
  expect(byLine.get(first.place?.line ?? 0)).toEqual([0, 2])
  expect(byLine.get(second.place?.line ?? 0)).toEqual([1])
  expect(byLine.size).toBe(2)
  expect(seatsByLine([first], 'ring/rfc/consume.ts').size).toBe(0)

  await run.machine({ do: 'kill', cpu: 1 })
  expect(standsOf(run)[1]).toMatchObject({ place: undefined, point: 'Killed' })
})
