/** What the page says of a setting: its name, its limits, when a change of it applies, and a change as a few words. */
import {
  changedSettings,
  MAX_CPUS,
  MAX_PAGE_SIZE,
  MAX_RING_BYTES,
  MAX_RING_PAGES,
  MIN_PAGE_SIZE,
} from '../../machine/machine-config.ts'
import type { MachineConfig, ReaderConfig, WorkloadConfig } from '../../machine/machine-config.ts'
import { formatCount } from '../numbers.ts'
import { rateText, speedText } from './number-text.ts'
import { presetOf } from './presets.ts'

export const LABELS: Record<keyof MachineConfig, string> = {
  design: 'design',
  asPosted: 'as posted',
  cpus: 'CPUs',
  pagesPerCpu: 'pages per CPU',
  pageSize: 'page size',
  overwrite: 'overwrite',
  snapshot: 'snapshot',
  clock: 'clock',
  clockOffsetsNs: 'clock offsets',
  mode: 'mode',
  irqSave: 'save irqs',
  seed: 'seed',
  workload: 'workload',
  reader: 'reader',
}

const ANEW = 'starts anew'
const AT_ONCE = 'at once'

/** When a change applies; of a workload that of its pace. */
export const APPLIES: Record<keyof MachineConfig, string> = {
  design: ANEW,
  asPosted: ANEW,
  cpus: ANEW,
  // at once too, but not for free. As one writes buffer_size_kb while tracing: session.resize
  pagesPerCpu: 'erases the unread',
  pageSize: ANEW,
  overwrite: AT_ONCE,
  snapshot: ANEW,
  clock: ANEW,
  clockOffsetsNs: ANEW,
  mode: ANEW,
  irqSave: ANEW,
  seed: ANEW,
  workload: AT_ONCE,
  reader: AT_ONCE,
}

export interface Limits {
  readonly least: number
  readonly most: number
}

/** With all else as it is. */
export function limitsOf(setting: 'cpus' | 'pagesPerCpu' | 'pageSize', config: MachineConfig): Limits {
  const { cpus, pagesPerCpu, pageSize, snapshot } = config
  const ringsPerCpu = snapshot ? 2 : 1
  const most = (bytesPerOne: number, pagesPerOne: number): number =>
    Math.floor(Math.min(MAX_RING_BYTES / bytesPerOne, MAX_RING_PAGES / pagesPerOne))
  switch (setting) {
    case 'cpus': {
      const pages = pagesPerCpu * ringsPerCpu
      return { least: 1, most: Math.min(MAX_CPUS, most(pages * pageSize, pages)) }
    }
    case 'pagesPerCpu': {
      const rings = cpus * ringsPerCpu
      return { least: 2, most: most(rings * pageSize, rings) }
    }
    case 'pageSize': {
      const bytes = MAX_RING_BYTES / (cpus * pagesPerCpu * ringsPerCpu)
      return { least: MIN_PAGE_SIZE, most: Math.min(MAX_PAGE_SIZE, 2 ** Math.floor(Math.log2(bytes))) }
    }
  }
}

export function hintOf(setting: keyof MachineConfig, config: MachineConfig): string {
  const hasLimits = setting === 'cpus' || setting === 'pagesPerCpu' || setting === 'pageSize'
  // a recording of steps is of one configuration
  const applies = config.mode === 'step' ? ANEW : APPLIES[setting]
  if (!hasLimits) return applies
  const { least, most } = limitsOf(setting, config)
  return `${formatCount(least)}–${formatCount(most)} · ${applies}`
}

/** `pages per CPU 8 → 16`; of many settings, how many. */
export function describeChange(from: MachineConfig, to: MachineConfig): string {
  const changed = changedSettings(from, to)
  const [only] = changed
  const preset = presetOf(to)
  if (preset && changed.length > 1) return preset.name
  if (changed.length > 1) return changed.map((setting) => LABELS[setting]).join(', ')
  return only ? `${LABELS[only]} ${valueWords(from, only)} → ${valueWords(to, only)}` : ''
}

function valueWords(config: MachineConfig, setting: keyof MachineConfig): string {
  switch (setting) {
    case 'workload':
      return workloadWords(config.workload)
    case 'reader':
      return readerWords(config.reader)
    case 'clockOffsetsNs':
      return (config.clockOffsetsNs ?? []).some((ns) => ns !== 0) ? 'some' : 'none'
    default: {
      const value = config[setting]
      return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
    }
  }
}

function workloadWords(workload: WorkloadConfig): string {
  switch (workload.kind) {
    case 'none':
      return 'none'
    case 'trace':
      return `${workload.source} ${speedText(workload.speed)}${workload.loop ? '' : ' once'}`
    case 'synthetic': {
      const { tracer, eventsPerSecond, eventsPerCpu } = workload
      const most = eventsPerCpu === undefined ? '' : `, ${formatCount(eventsPerCpu)} events`
      return `${tracer} ${rateText(eventsPerSecond)}${most}`
    }
  }
}

function readerWords(reader: ReaderConfig): string {
  switch (reader.kind) {
    case 'none':
      return 'none'
    case 'consume':
      return rateText(reader.eventsPerSecond)
    case 'iterate':
      return `${reader.passesPerSecond} passes/s`
  }
}
