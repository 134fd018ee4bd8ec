import { afterEach, expect, test } from 'vitest'
import { DEFAULT_CONFIG, findConfigProblem, ringBytes } from '../../machine/machine-config.ts'
import { boot, expectAddsUp, tearDownAll } from '../../machine/testing/boot-node.ts'
import { configOf, presetOf, PRESETS } from './presets.ts'

afterEach(tearDownAll)

/** threads that a test may have */
const FEW_CPUS = 6
const fewCpus = PRESETS.filter((preset) => configOf(preset).cpus <= FEW_CPUS && configOf(preset).mode === 'live')

test('no two have the same id, name or machine, and the default is one', () => {
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length)
  expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length)
  for (const preset of PRESETS) expect(presetOf(configOf(preset)), preset.name).toBe(preset)
  expect(presetOf(DEFAULT_CONFIG)?.config).toEqual({})
  expect(presetOf({ ...DEFAULT_CONFIG, seed: 1 })).toBeUndefined()
})

test('names that say a size have it', () => {
  const sizeOf = (id: string): number => {
    const preset = PRESETS.find((each) => each.id === id)
    return preset ? ringBytes(configOf(preset)) : NaN
  }
  expect(sizeOf('function-tracer')).toBe(16 * 2 ** 20)
  expect(sizeOf('wide-and-long')).toBe(64 * 1024 * 256)
})

test.each(PRESETS)('$name is possible', (preset) => {
  expect(findConfigProblem(configOf(preset))).toBeUndefined()
})

test.each(fewCpus)('$name boots, writes and stops', async (preset) => {
  const config = configOf(preset)
  const { machine } = await boot(config)
  await machine.start()
  const writes = config.workload.kind === 'synthetic'
  for (let committed = 0; writes && committed < 20;) committed = (await machine.state(false)).ledger.committed
  await machine.stop()
  // as posted the counts are allowed to contradict each other
  if (!config.asPosted) expectAddsUp((await machine.state(false)).ledger)
  expect(machine.isRunning).toBe(false)
})
