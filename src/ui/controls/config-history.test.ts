import { expect, test } from 'vitest'
import { appliesInPlace, DEFAULT_CONFIG, findConfigProblem } from '../../machine/machine-config.ts'
import type { MachineConfig } from '../../machine/machine-config.ts'
import { createRingsideStore } from '../../store/ringside-store.ts'
import { createConfigHistory, patchBetween } from './config-history.ts'
import { configOf, PRESETS } from './presets.ts'
import { APPLIES, describeChange, hintOf, limitsOf } from './setting-words.ts'

function recorded() {
  const store = createRingsideStore({ isolated: true, sharedMemory: true, workers: true, stepping: false })
  const history = createConfigHistory(store)
  const set = (patch: Partial<MachineConfig>): void =>
    store.setState(({ config }) => ({ config: { ...config, ...patch } }))
  set({ cpus: 5 })
  store.setState({ phase: 'ready' })
  return { store, history, set, words: () => history.getState().changes.map(({ words }) => words) }
}

test('the first machine is no change; each other one is, and what does not differ is none', () => {
  const { set, words } = recorded()
  expect(words()).toEqual([])
  set({ cpus: 4 })
  set({ cpus: 4 })
  set({ overwrite: false, snapshot: false })
  expect(words()).toEqual(['CPUs 5 → 4', 'overwrite, snapshot'])
})

const trace = (speed: number) => ({ kind: 'trace', source: 'juno-sched', speed, loop: true }) as const

test('a slider is one change, and coming back is none', () => {
  const { set, words } = recorded()
  for (const speed of [10, 20, 50]) set({ workload: trace(speed) })
  expect(words()).toEqual(['workload juno-sched 4× → juno-sched 50×'])
  set({ workload: DEFAULT_CONFIG.workload })
  expect(words()).toEqual([])
})

test('what is chosen or typed is a change each, of the same setting too', () => {
  const { set, words } = recorded()
  set({ cpus: 6 })
  set({ cpus: 7 })
  set({ workload: { kind: 'synthetic', tracer: 'sched', eventsPerSecond: 200 } })
  set({ workload: { kind: 'synthetic', tracer: 'sched', eventsPerSecond: 300 } })
  set({ workload: { kind: 'synthetic', tracer: 'sched', eventsPerSecond: 300, eventsPerCpu: 5 } })
  expect(words()).toEqual([
    'CPUs 5 → 6',
    'CPUs 6 → 7',
    'workload juno-sched 4× → sched 200/s',
    'workload sched 200/s → sched 300/s',
    'workload sched 300/s → sched 300/s, 5 events',
  ])
})

test('undone, it can be done again, until something else is changed', () => {
  const { set, words, history } = recorded()
  const undone = (): string[] => history.getState().undone.map(({ words }) => words)
  set({ cpus: 6 })
  set({ overwrite: false })
  set({ overwrite: true })
  set({ cpus: 5 })
  expect(words()).toEqual([])
  expect(undone()).toEqual(['overwrite on → off', 'CPUs 5 → 6'])
  set({ cpus: 6 })
  expect(words()).toEqual(['CPUs 5 → 6'])
  expect(undone()).toEqual(['overwrite on → off'])
  set({ seed: 1 })
  expect(undone()).toEqual([])
})

test('changes of the page wait for each other, also for one that fails', async () => {
  const { history } = recorded()
  const order: string[] = []
  const first = history.inTurn(async () => {
    await Promise.resolve()
    order.push('first')
    throw new Error('refused')
  })
  const second = history.inTurn(async () => void order.push('second'))
  await expect(first).rejects.toThrow('refused')
  await second
  expect(order).toEqual(['first', 'second'])
})

test('undone back to where it began, through every preset', () => {
  const { store, history, set } = recorded()
  const first = store.getState().config
  for (const preset of PRESETS) set(configOf(preset))
  for (let change = history.getState().changes.at(-1); change; change = history.getState().changes.at(-1))
    set(patchBetween(store.getState().config, change.from))
  expect(patchBetween(store.getState().config, first)).toEqual({})
})

test('a change as words', () => {
  const to = (patch: Partial<MachineConfig>): string => describeChange(DEFAULT_CONFIG, { ...DEFAULT_CONFIG, ...patch })
  expect(to({ overwrite: false })).toBe('overwrite on → off')
  expect(to({ reader: { kind: 'iterate', passesPerSecond: 2 } })).toBe('reader 200/s → 2 passes/s')
  expect(to({ clockOffsetsNs: [0, 5] })).toBe('clock offsets none → some')
  const [, second] = PRESETS
  expect(second && to(configOf(second))).toBe('Two CPUs flat out')
})

test('limits: at the most it is possible, one more is not', () => {
  const configs = [DEFAULT_CONFIG, ...PRESETS.map(configOf)]
  for (const config of configs) {
    for (const setting of ['cpus', 'pagesPerCpu'] as const) {
      const { least, most } = limitsOf(setting, config)
      expect(findConfigProblem({ ...config, [setting]: most })).toBeUndefined()
      expect(findConfigProblem({ ...config, [setting]: most + 1 })).toBeDefined()
      expect(findConfigProblem({ ...config, [setting]: least - 1 })).toBeDefined()
    }
    const { most } = limitsOf('pageSize', config)
    expect(findConfigProblem({ ...config, pageSize: most })).toBeUndefined()
    expect(findConfigProblem({ ...config, pageSize: 2 * most })).toBeDefined()
  }
  expect(hintOf('cpus', DEFAULT_CONFIG)).toBe('1–256 · starts anew')
})

test('what is said to apply at once does, and nothing else', () => {
  const changes: Partial<MachineConfig> = {
    asPosted: true,
    cpus: 3,
    pageSize: 512,
    overwrite: false,
    snapshot: false,
    clock: 'global',
    clockOffsetsNs: [1],
    irqSave: false,
    seed: 1,
    workload: { kind: 'trace', source: 'juno-sched', speed: 1, loop: true },
    reader: { kind: 'none' },
  }
  for (const [setting, value] of Object.entries(changes) as [keyof MachineConfig, unknown][]) {
    const atOnce = APPLIES[setting].startsWith('at once')
    expect(appliesInPlace(DEFAULT_CONFIG, { [setting]: value }), setting).toBe(atOnce)
  }
})
