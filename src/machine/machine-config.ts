/** The configuration of a machine, as the public contract gives it, its defaults and its limits. */
import type { TracerName } from '../workloads/make-tracer.ts'

export type TraceClockName = 'local' | 'global' | 'counter'
/** in the order in which the page offers them */
export const TRACERS: readonly TracerName[] = ['steady', 'function', 'sched', 'irqsoff', 'irq-storm', 'user-marks']

export interface SyntheticWorkload {
  kind: 'synthetic'
  tracer: TracerName
  /** per CPU; Infinity: flat out */
  eventsPerSecond: number
  /** attempts, after which a CPU is idle */
  eventsPerCpu?: number
}

export interface TraceWorkload {
  kind: 'trace'
  /** id of a bundled or opened trace */
  source: string
  /** 1 = as recorded, Infinity = flat out */
  speed: number
  loop?: boolean
}

export type WorkloadConfig = { kind: 'none' } | SyntheticWorkload | TraceWorkload

export type ReaderConfig =
  { kind: 'none' } | { kind: 'consume'; eventsPerSecond: number } | { kind: 'iterate'; passesPerSecond: number }

export interface MachineConfig {
  design: 'rfc'
  asPosted: boolean
  /** 1..256 */
  cpus: number
  /** >= 2 */
  pagesPerCpu: number
  /** bytes; a power of two, 128..32768 */
  pageSize: number
  /** RB_FL_OVERWRITE */
  overwrite: boolean
  /** RB_FL_SNAPSHOT */
  snapshot: boolean
  clock: TraceClockName
  clockOffsetsNs?: number[]
  mode: 'live' | 'step'
  irqSave: boolean
  seed: number
  workload: WorkloadConfig
  reader: ReaderConfig
}

/** The bundled trace: six CPUs of an Arm Juno board. */
export const BUNDLED_TRACE = 'juno-sched'

/** Small pages and four times the recorded pace: the rings wrap within two seconds of opening, at a pace the eye can follow. */
export const DEFAULT_CONFIG: MachineConfig = {
  design: 'rfc',
  asPosted: false,
  cpus: 6,
  pagesPerCpu: 8,
  pageSize: 256,
  overwrite: true,
  snapshot: true,
  clock: 'local',
  mode: 'live',
  irqSave: true,
  seed: 2008,
  workload: { kind: 'trace', source: BUNDLED_TRACE, speed: 4, loop: true },
  reader: { kind: 'consume', eventsPerSecond: 200 },
}

export const MAX_CPUS = 256
export const MIN_PAGE_SIZE = 128
export const MAX_PAGE_SIZE = 32768
/** what the pages of all rings may take together */
export const MAX_RING_BYTES = 2 ** 31
/** pages of all rings: each takes some 270 bytes more for its words and their captures, which with tiny pages is most of the memory */
export const MAX_RING_PAGES = 2 ** 20
export const MAX_PASSES_PER_SECOND = 60

/** Which setting is impossible, and a sentence about it. */
export interface ConfigProblem {
  setting: keyof MachineConfig
  message: string
}

/** Bytes of the pages of all rings. */
export function ringBytes(config: MachineConfig): number {
  return config.cpus * config.pagesPerCpu * config.pageSize * (config.snapshot ? 2 : 1)
}

export function findConfigProblem(config: MachineConfig): ConfigProblem | undefined {
  return (
    findUnknownSetting(config) ??
    findSizeProblem(config) ??
    findChoiceProblem(config) ??
    findWorkloadProblem(config.workload) ??
    findReaderProblem(config.reader)
  )
}

/** stamps are exact to 2^53 ns, and the offset is added to one */
const MAX_OFFSET_NS = 1e15
const SETTINGS: readonly string[] = [...Object.keys(DEFAULT_CONFIG), 'clockOffsetsNs']

function findUnknownSetting(config: MachineConfig): ConfigProblem | undefined {
  const unknown = Object.keys(config).find((name) => !SETTINGS.includes(name))
  // beside no control: there is none of that name
  return unknown === undefined
    ? undefined
    : { setting: unknown as keyof MachineConfig, message: `There is no setting '${unknown}'.` }
}

function findSizeProblem(config: MachineConfig): ConfigProblem | undefined {
  const { cpus, pagesPerCpu, pageSize } = config
  if (!Number.isInteger(cpus) || cpus < 1 || cpus > MAX_CPUS)
    return { setting: 'cpus', message: `CPUs must be a whole number from 1 to ${MAX_CPUS}, not ${cpus}.` }
  if (!Number.isInteger(pagesPerCpu) || pagesPerCpu < 2)
    return {
      setting: 'pagesPerCpu',
      message: `A ring needs at least 2 pages, not ${pagesPerCpu}: the tail turns into a page that is not the head's.`,
    }
  const powerOfTwo = Number.isInteger(pageSize) && Number.isInteger(Math.log2(pageSize))
  if (!powerOfTwo || pageSize < MIN_PAGE_SIZE || pageSize > MAX_PAGE_SIZE)
    return {
      setting: 'pageSize',
      message: `The page size must be a power of two from ${MIN_PAGE_SIZE} to ${MAX_PAGE_SIZE} bytes, not ${pageSize}.`,
    }
  const bytes = ringBytes(config)
  if (bytes > MAX_RING_BYTES)
    return {
      setting: 'pagesPerCpu',
      message: `These rings would take ${Math.round(bytes / 2 ** 20)} MiB; the limit is ${MAX_RING_BYTES / 2 ** 20} MiB. Take fewer CPUs, fewer pages or smaller ones.`,
    }
  const pages = bytes / pageSize
  if (pages > MAX_RING_PAGES)
    return {
      setting: 'pagesPerCpu',
      message: `These rings would have ${pages} pages; the limit is ${MAX_RING_PAGES}. Take fewer or larger ones.`,
    }
  return undefined
}

function findChoiceProblem(config: MachineConfig): ConfigProblem | undefined {
  const { design, clock, mode, seed } = config
  if (design !== 'rfc')
    return { setting: 'design', message: `The only design so far is 'rfc', not '${String(design)}'.` }
  if (!['local', 'global', 'counter'].includes(clock))
    return { setting: 'clock', message: `The clock is 'local', 'global' or 'counter', not '${String(clock)}'.` }
  if (mode !== 'live' && mode !== 'step')
    return { setting: 'mode', message: `The mode is 'live' or 'step', not '${String(mode)}'.` }
  if (!Number.isSafeInteger(seed)) return { setting: 'seed', message: `The seed must be a whole number, not ${seed}.` }
  const offsets = config.clockOffsetsNs
  const isOffset = (offset: unknown): boolean => Number.isFinite(offset) && Math.abs(offset as number) <= MAX_OFFSET_NS
  if (offsets !== undefined && !(Array.isArray(offsets) && offsets.every(isOffset)))
    return {
      setting: 'clockOffsetsNs',
      message: `The clock offsets are a list of nanoseconds, one per CPU, each between ±${MAX_OFFSET_NS}.`,
    }
  const flags = ['asPosted', 'overwrite', 'snapshot', 'irqSave'] as const
  const flag = flags.find((name) => typeof config[name] !== 'boolean')
  return flag && { setting: flag, message: `${flag} must be true or false.` }
}

function findWorkloadProblem(workload: WorkloadConfig): ConfigProblem | undefined {
  const problem = (message: string): ConfigProblem => ({ setting: 'workload', message })
  switch (workload?.kind) {
    case 'none':
      return undefined
    case 'trace':
      if (!(isRate(workload.speed) && workload.speed > 0))
        return problem(`The speed must be above 0, not ${workload.speed}.`)
      if (workload.loop !== undefined && typeof workload.loop !== 'boolean') return problem('loop is true or false.')
      return typeof workload.source === 'string' ? undefined : problem('A trace workload names its source.')
    case 'synthetic':
      if (!TRACERS.includes(workload.tracer))
        return problem(`There is no tracer '${String(workload.tracer)}'; there are ${TRACERS.join(', ')}.`)
      if (!isRate(workload.eventsPerSecond))
        return problem(`The rate must be 0 or more events per second, not ${workload.eventsPerSecond}.`)
      if (
        workload.eventsPerCpu !== undefined &&
        !(Number.isInteger(workload.eventsPerCpu) && workload.eventsPerCpu >= 0)
      )
        return problem(`The number of events per CPU must be a whole number, not ${workload.eventsPerCpu}.`)
      return undefined
    default:
      return problem("The workload is 'none', 'synthetic' or 'trace'.")
  }
}

function findReaderProblem(reader: ReaderConfig): ConfigProblem | undefined {
  const problem = (message: string): ConfigProblem => ({ setting: 'reader', message })
  switch (reader?.kind) {
    case 'none':
      return undefined
    case 'consume':
      return isRate(reader.eventsPerSecond)
        ? undefined
        : problem(`The reader's rate must be 0 or more events per second, not ${reader.eventsPerSecond}.`)
    case 'iterate':
      return isRate(reader.passesPerSecond) && reader.passesPerSecond <= MAX_PASSES_PER_SECOND
        ? undefined
        : problem(`The reader makes 0 to ${MAX_PASSES_PER_SECOND} passes per second, not ${reader.passesPerSecond}.`)
    default:
      return problem("The reader is 'none', 'consume' or 'iterate'.")
  }
}

function isRate(rate: number): boolean {
  return typeof rate === 'number' && rate >= 0
}

/**
 * Only what can change while the machine runs differs: the reader, overwrite, the workload's rate, speed or loop. Where nothing differs, who names
 * only these wants them to be so, and who names others, or none, wants to begin again.
 */
export function appliesInPlace(from: MachineConfig, patch: Partial<MachineConfig>): boolean {
  const to = { ...from, ...patch }
  const named = Object.keys(patch) as (keyof MachineConfig)[]
  const differing = changedSettings(from, to)
  const changes = differing.length > 0 ? differing : named
  const changeable = changes.every((name) => name === 'reader' || name === 'overwrite' || name === 'workload')
  return changes.length > 0 && changeable && isSameWork(from.workload, to.workload)
}

/** No clock offsets are the same as an empty list of them. */
export function changedSettings(from: MachineConfig, to: MachineConfig): (keyof MachineConfig)[] {
  const all = new Set([...Object.keys(from), ...Object.keys(to)]) as Set<keyof MachineConfig>
  return [...all].filter((name) => textOf(from[name] ?? []) !== textOf(to[name] ?? []))
}

/** The same for the same settings, in whichever order they stand. */
function textOf(setting: MachineConfig[keyof MachineConfig]): string {
  const entries =
    typeof setting === 'object' ? Object.entries(setting).toSorted(([a], [b]) => (a < b ? -1 : 1)) : setting
  return JSON.stringify(entries, (_, value) => (value === Infinity ? 'Infinity' : value)) ?? ''
}

function isSameWork(from: WorkloadConfig, to: WorkloadConfig): boolean {
  if (from.kind === 'trace' && to.kind === 'trace') return from.source === to.source
  if (from.kind === 'synthetic' && to.kind === 'synthetic')
    return from.tracer === to.tracer && from.eventsPerCpu === to.eventsPerCpu
  return from.kind === to.kind
}
