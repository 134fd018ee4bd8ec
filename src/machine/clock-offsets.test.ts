/** Clocks that are off on purpose: the merge goes by the stamps, and the inversions against the true order are counted. */
import { afterEach, expect, test } from 'vitest'
import { Call } from '../control/control-block.ts'
import { readBatch } from '../reader/event-batch.ts'
import { boot, tearDownAll } from './testing/boot-node.ts'
import type { Machine } from './machine.ts'

afterEach(tearDownAll)

const idle = { cpus: 2, workload: { kind: 'none' }, reader: { kind: 'none' } } as const
/** far more than the test takes */
const HOUR_NS = 3.6e12

/** One event on each CPU in turn, the machine running. */
async function writeInTurn(machine: Machine, rounds: number): Promise<void> {
  await machine.start()
  for (let event = 0; event < 2 * rounds; event++) await machine.write(event % 2, 1, new Uint8Array(4), 4)
  await machine.stop()
}

test('the CPU whose clock is ahead comes last, and every event of the other that is read after it is an inversion', async () => {
  const { machine } = await boot({ ...idle, clockOffsetsNs: [HOUR_NS] })
  await writeInTurn(machine, 5)
  const events = readBatch(await machine.readEvents(Call.consume, [100]))
  expect(events.map(({ cpu }) => cpu)).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
  expect(events.slice(5).every(({ ts }) => ts >= HOUR_NS)).toBe(true)
  // of CPU 0 all but the last happened before the last of CPU 1, and so did the last of them where the clock was coarse
  const { inversions } = await machine.state(false)
  const trueNs = events.map(({ cpu, ts }) => ts - (cpu === 0 ? HOUR_NS : 0))
  expect(inversions).toBe(trueNs.filter((ns, at) => ns < Math.max(-Infinity, ...trueNs.slice(0, at))).length)
  expect(inversions).toBeGreaterThan(0)
})

test('without offsets nothing is inverted; the counter clock has none', async () => {
  for (const config of [{ clockOffsetsNs: [0, 0] }, { clockOffsetsNs: [HOUR_NS], clock: 'counter' }] as const) {
    const { machine } = await boot({ ...idle, ...config, clockOffsetsNs: [...config.clockOffsetsNs] })
    await writeInTurn(machine, 5)
    const events = readBatch(await machine.readEvents(Call.consume, [100]))
    expect(events.map(({ ts }) => ts)).toEqual(events.map(({ ts }) => ts).toSorted((a, b) => a - b))
    expect((await machine.state(false)).inversions).toBe(0)
  }
})
