/** Machines worth looking at, each with what is to be seen there. What a preset does not name is as in the default. */
import { BUNDLED_TRACE, changedSettings, DEFAULT_CONFIG } from '../../machine/machine-config.ts'
import type { MachineConfig, SyntheticWorkload } from '../../machine/machine-config.ts'

export interface Preset {
  /** words with hyphens, unique */
  readonly id: string
  readonly name: string
  readonly sentence: string
  readonly config: Partial<MachineConfig>
}

function traced(tracer: SyntheticWorkload['tracer'], eventsPerSecond: number): SyntheticWorkload {
  return { kind: 'synthetic', tracer, eventsPerSecond }
}

/** The playground. */
export const BY_HAND: Preset = {
  id: 'by-hand',
  name: 'Two small rings by hand',
  sentence: 'Nothing runs by itself: call for writes and reads, and step them through the code of the ring.',
  config: {
    mode: 'step',
    cpus: 2,
    pagesPerCpu: 4,
    pageSize: 128,
    clock: 'counter',
    workload: { kind: 'none' },
    reader: { kind: 'none' },
  },
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'phone-board',
    name: 'Six CPUs of a phone board',
    sentence: 'A recorded trace of the scheduler, replayed four times as fast: the rings wrap as you watch.',
    config: {},
  },
  {
    id: 'two-flat-out',
    name: 'Two CPUs flat out',
    sentence: 'As many events as two threads can write, and a reader that cannot keep up.',
    config: {
      cpus: 2,
      pagesPerCpu: 16,
      pageSize: 4096,
      workload: traced('steady', Infinity),
      reader: { kind: 'consume', eventsPerSecond: Infinity },
    },
  },
  {
    id: 'tiny-pages',
    name: 'Tiny pages: every rule visible',
    sentence: 'One ring of four pages of 128 bytes: padding, page turns and lost pages, one event at a time.',
    config: {
      cpus: 1,
      pagesPerCpu: 4,
      pageSize: 128,
      workload: traced('function', 10),
      reader: { kind: 'consume', eventsPerSecond: 10 },
    },
  },
  {
    id: 'as-in-the-patch',
    name: '4 KiB pages as in the patch',
    sentence: 'The page size of 2008: some 64 events share a page, and go with it.',
    config: {
      pagesPerCpu: 4,
      pageSize: 4096,
      workload: { kind: 'trace', source: BUNDLED_TRACE, speed: 20, loop: true },
    },
  },
  {
    id: 'wide-and-long',
    name: '64 CPUs × 1024 pages',
    sentence: 'More pages than fit on a screen: the rings become density, one CPU can be unrolled.',
    config: {
      cpus: 64,
      pagesPerCpu: 1024,
      snapshot: false,
      workload: traced('sched', 1000),
      reader: { kind: 'consume', eventsPerSecond: 1000 },
    },
  },
  {
    id: '256-cpus',
    name: '256 CPUs',
    sentence: 'As many threads as a machine here can have, all into rings of their own.',
    config: {
      cpus: 256,
      pagesPerCpu: 16,
      snapshot: false,
      workload: traced('sched', 50),
      reader: { kind: 'consume', eventsPerSecond: 5000 },
    },
  },
  {
    id: 'producer-consumer',
    name: 'Refuse when full (producer/consumer)',
    sentence: 'No overwrite: a full ring keeps the oldest events and refuses the newest until the reader makes room.',
    config: {
      cpus: 2,
      overwrite: false,
      workload: traced('steady', 100),
      reader: { kind: 'consume', eventsPerSecond: 100 },
    },
  },
  {
    id: 'interrupt-storm',
    name: 'Interrupt storm',
    sentence: 'Interrupts arrive in the middle of writes and write themselves, up to three deep.',
    config: {
      cpus: 4,
      pageSize: 512,
      workload: traced('irq-storm', 200),
      reader: { kind: 'consume', eventsPerSecond: 400 },
    },
  },
  {
    id: 'latency-irqsoff',
    name: 'Latency: irqsoff',
    sentence: 'The longest stretch with interrupts off so far is kept as a snapshot: see Latency.',
    config: { cpus: 4, pageSize: 1024, workload: traced('irqsoff', 500), reader: { kind: 'none' } },
  },
  {
    id: 'as-posted',
    name: 'As posted: lose an event',
    sentence: 'The patch with its bugs: a reader without the lock tears and miscounts until a BUG_ON ends it.',
    config: {
      cpus: 2,
      pagesPerCpu: 2,
      pageSize: 128,
      asPosted: true,
      snapshot: false,
      workload: traced('function', 1000),
      reader: { kind: 'consume', eventsPerSecond: 1000 },
    },
  },
  {
    id: 'clocks-apart',
    name: 'Clocks apart on purpose',
    sentence: 'CPU 1 is 2 ms ahead and CPU 2 is 2 ms behind: the merge by stamps is not what happened.',
    config: {
      cpus: 3,
      clockOffsetsNs: [0, 2e6, -2e6],
      workload: traced('sched', 200),
      reader: { kind: 'consume', eventsPerSecond: 1000 },
    },
  },
  {
    id: 'function-tracer',
    name: 'Function tracer, 16 MiB',
    sentence: 'Four CPUs with 4 MiB each, as one sets buffer_size_kb to look back for a while.',
    config: {
      cpus: 4,
      pagesPerCpu: 1024,
      pageSize: 4096,
      snapshot: false,
      workload: traced('function', 10_000),
      reader: { kind: 'none' },
    },
  },
  BY_HAND,
]

/** The whole machine of a preset: also what it does not name is set. */
export function configOf(preset: Preset): MachineConfig {
  return { ...DEFAULT_CONFIG, clockOffsetsNs: [], ...preset.config }
}

/** The preset that this machine is, if any. */
export function presetOf(config: MachineConfig): Preset | undefined {
  return PRESETS.find((preset) => changedSettings(configOf(preset), config).length === 0)
}
