import { describe, expect, test } from 'vitest'
import { appliesInPlace, DEFAULT_CONFIG, findConfigProblem } from './machine-config.ts'
import type { MachineConfig } from './machine-config.ts'

const problemOf = (patch: object): string | undefined =>
  findConfigProblem({ ...DEFAULT_CONFIG, ...patch } as MachineConfig)?.setting

describe('a configuration', () => {
  test('that is possible has no problem', () => {
    expect(problemOf({})).toBeUndefined()
    expect(problemOf({ cpus: 256, pagesPerCpu: 2, pageSize: 128 })).toBeUndefined()
    expect(problemOf({ cpus: 1, pagesPerCpu: 65536, pageSize: 32768, snapshot: false })).toBeUndefined()
    expect(problemOf({ workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: Infinity } })).toBeUndefined()
    expect(problemOf({ reader: { kind: 'iterate', passesPerSecond: 0 } })).toBeUndefined()
  })

  test.each([
    ['cpus', { cpus: 0 }],
    ['cpus', { cpus: 257 }],
    ['cpus', { cpus: 1.5 }],
    ['cpus', { cpus: NaN }],
    ['pagesPerCpu', { pagesPerCpu: 1 }],
    ['pagesPerCpu', { pagesPerCpu: Infinity }],
    ['pagesPerCpu', { cpus: 1, pagesPerCpu: 65536, pageSize: 32768, snapshot: true }],
    ['pageSize', { pageSize: 100 }],
    ['pageSize', { pageSize: 64 }],
    ['pageSize', { pageSize: 65536 }],
    ['pageSize', { pageSize: -128 }],
    ['pageSize', { pageSize: '256' }],
    ['cpus', { cpus: '2' }],
    ['pagesPerCpu', { cpus: 2, pagesPerCpu: 2 ** 20, pageSize: 128, snapshot: false }],
    ['redaer', { redaer: 1 }],
    ['clockOffsetsNs', { clockOffsetsNs: 5 }],
    ['workload', { workload: { kind: 'trace', source: 'x', speed: '2' } }],
    ['workload', { workload: { kind: 'trace', source: 'x', speed: 2, loop: 'yes' } }],
    ['design', { design: 'mainline' }],
    ['clock', { clock: 'mono' }],
    ['mode', { mode: 'replay' }],
    ['seed', { seed: 0.5 }],
    ['overwrite', { overwrite: 1 }],
    ['workload', { workload: undefined }],
    ['workload', { workload: { kind: 'trace', source: 'x', speed: 0 } }],
    ['workload', { workload: { kind: 'trace', source: 'x', speed: NaN } }],
    ['workload', { workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: -1 } }],
    ['workload', { workload: { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 1, eventsPerCpu: 0.5 } }],
    ['reader', { reader: { kind: 'consume', eventsPerSecond: NaN } }],
    ['reader', { reader: { kind: 'iterate', passesPerSecond: 61 } }],
  ])('%s: %o is refused', (setting, patch) => {
    expect(problemOf(patch)).toBe(setting)
  })
})

test('reader, overwrite, and the rate, speed or loop of the workload apply in place; nothing else does', () => {
  const inPlace = (patch: Partial<MachineConfig>): boolean => appliesInPlace(DEFAULT_CONFIG, patch)
  expect(inPlace({})).toBe(false)
  expect(inPlace(DEFAULT_CONFIG)).toBe(false)
  expect(inPlace({ overwrite: DEFAULT_CONFIG.overwrite })).toBe(true)
  expect(inPlace({ ...DEFAULT_CONFIG, reader: { kind: 'none' } })).toBe(true)
  expect(inPlace({ reader: { kind: 'none' }, overwrite: false })).toBe(true)
  expect(inPlace({ workload: { kind: 'trace', source: 'juno-sched', speed: Infinity } })).toBe(true)
  expect(inPlace({ workload: { kind: 'trace', source: 'other', speed: 4 } })).toBe(false)
  expect(inPlace({ workload: { kind: 'none' } })).toBe(false)
  expect(inPlace({ cpus: 2 })).toBe(false)
  expect(inPlace({ clock: 'counter' })).toBe(false)
  const steady = { kind: 'synthetic', tracer: 'steady', eventsPerSecond: 5 } as const
  const from = { ...DEFAULT_CONFIG, workload: steady }
  expect(appliesInPlace(from, { workload: { ...steady, eventsPerSecond: 9 } })).toBe(true)
  const reordered = { eventsPerSecond: 5, tracer: 'steady', kind: 'synthetic' } as const
  expect(appliesInPlace(from, { workload: { ...reordered, eventsPerSecond: 9 } })).toBe(true)
  expect(appliesInPlace(from, { ...from, workload: reordered })).toBe(false)
  expect(appliesInPlace(from, { workload: { ...steady, eventsPerCpu: 9 } })).toBe(false)
})
