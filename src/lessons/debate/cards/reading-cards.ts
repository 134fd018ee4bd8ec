import { maxPayloadBytes } from '../../../ring/trace-buffer.ts'
import type { Card } from '../card.ts'
import { eventBytes, eventsPerRing, ringBytesPerCpu } from '../event-bytes.ts'

const BODY = 20
const HALF = 52

export const ITERATION: Card = {
  id: 'iteration',
  title: 'Iteration that disables recording',
  question: 'May looking at a trace, without consuming it, stop the recording?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position: 'He sees no reason for it, and asks for one.',
      quotes: ['Why?'],
    },
    {
      who: 'Steven Rostedt',
      position:
        'A walk that is overtaken by the writer gives a trace whose parts do not belong together. Who wants to read while it records should [[consume]].',
      quotes: [
        'the end half of the trace does not match the beginning.',
        'A static read is usually done (for best results) from running a trace and looking at the results at a later time.',
      ],
    },
  ],
  code: '`ring_buffer_start` counts `record_disabled` up, `ring_buffer_finish` down. In between every write on every CPU returns nothing, also when only the [[snapshot]] is read. The patch counts these writes nowhere; here they are “disabled” in the [[ledger]].',
  settled: [
    { when: 'first in mainline', what: 'Recording was still off meanwhile, CPU by CPU.' },
    {
      when: 'Linux 6.12',
      what: 'Writers go on. The iterator copies each event out, sees when its page was overwritten, and reports [[missed events]]. Only a resize has to wait. The option `pause-on-trace` brings the old way back.',
    },
  ],
  situations: [
    {
      name: 'One walk, step by step',
      config: { cpus: 2 },
      acts: [
        ['write', 0, 0x11, BODY],
        ['write', 1, 0x22, BODY],
        ['read', 'IteratorAdvanced'],
        ['write', 0, 0x33, BODY],
        ['write', 1, 0x44, BODY],
      ],
      look: [
        'Rings: the row of the [[reader]], which is in the middle of its walk.',
        'Ledger: both writes since then are refused as “disabled”. What happened on these CPUs meanwhile is recorded nowhere.',
        'Step the reader to its end, and recording is on again.',
      ],
      panel: 'Rings',
      shows: ({ reader, ledger }) => reader.iterating && ledger.refused.disabled === 2,
      tells: ({ ledger }) =>
        `${ledger.attempted} writes were tried, ${ledger.refused.disabled} of them refused because somebody looked.`,
    },
    {
      name: 'Somebody looks ten times a second',
      config: {
        cpus: 4,
        pagesPerCpu: 64,
        pageSize: 4096,
        snapshot: false,
        workload: { kind: 'synthetic', tracer: 'function', eventsPerSecond: 20_000 },
        reader: { kind: 'iterate', passesPerSecond: 10 },
      },
      look: [
        'Ledger: “disabled” grows with every walk, and faster the more there is to walk over.',
        'Controls: let the reader consume instead. “disabled” stands still from then on.',
      ],
      panel: 'Rings',
      shows: ({ ledger }) => ledger.refused.disabled > 100,
      tells: ({ ledger }) =>
        `${ledger.refused.disabled} writes refused so far, because somebody looked; ${ledger.committed} committed.`,
    },
  ],
  notBuilt: 'An iterator that lets writers go on is not built here. How long it has before the writer comes round:',
  arithmetic: (config) => {
    const { workload } = config
    const events = eventsPerRing(config, eventBytes(BODY))
    const rate = workload.kind === 'synthetic' ? workload.eventsPerSecond : 0
    const rates = rate > 0 && Number.isFinite(rate) ? [rate] : [1000, 100_000]
    return {
      caption: `A ring of ${config.pagesPerCpu} pages of ${config.pageSize} bytes, events with bodies of ${BODY} bytes`,
      columns: [
        'events per second and CPU',
        'events in a ring',
        'ms until all are overwritten',
        'refused per ms of a walk, all CPUs',
      ],
      rows: rates.map((each) => [each, events, round((1000 * events) / each), round((each * config.cpus) / 1000)]),
    }
  },
}

export const SNAPSHOT: Card = {
  id: 'snapshot',
  title: 'Snapshot, or swap of one CPU',
  question:
    'To keep a moment and go on recording: should the buffer have a spare set of rings, or a call that swaps one CPU’s ring with that of another buffer?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position:
        'A swap of one CPU’s ring between two buffers is enough; it fails where their sizes differ. Snapshots can be made of it above.',
      quotes: ["I don't think you need the snapshot stuff in here, if you provide this per cpu buffer xchg method."],
    },
    {
      who: 'Steven Rostedt',
      position:
        'He finds the swap hard to follow, and would put the snapshot on top of it: ftrace becomes much cleaner with it.',
      quotes: ['I can see this getting a bit confusing.', 'this snapshot idea can really clean up ftrace a lot.'],
    },
  ],
  code: 'The patch declares three calls: of all CPUs; of one CPU, the other snapshots are kept; of one CPU, the others are emptied. Their bodies are not in the mail. The [[irqsoff]] tracer wants the last one: a latency belongs to one CPU.',
  settled: [
    { when: 'first in mainline', what: '`ring_buffer_swap_cpu`, the reviewer’s call.' },
    {
      when: 'Linux 6.12',
      what: 'A [[snapshot]] of all CPUs swaps two buffers as wholes, `update_max_tr` in `trace.c`; one of a single CPU uses the swap, `update_max_tr_single`. Rings of different sizes are refused, and a ring in the middle of a write is busy.',
    },
  ],
  situations: [
    {
      name: 'Snapshots of different ages',
      config: { cpus: 2, snapshot: true },
      acts: [
        ['write', 0, 0x11, HALF],
        ['write', 1, 0x11, HALF],
        ['snapshot'],
        ['write', 0, 0x22, HALF],
        ['write', 0, 0x22, HALF],
        ['write', 1, 0x22, HALF],
        ['snapshot', 0],
      ],
      look: [
        'Rings: below each ring stands its [[snapshot]]. The one of CPU 0 is of now, the one of CPU 1 of before: read together they are of no moment.',
        'Ledger: what was in the older snapshot of CPU 0 is erased.',
        'No bytes were copied. Two numbers in the words of a CPU say which ring is [[live]].',
      ],
      panel: 'Rings',
      shows: ({ cpus }) =>
        cpus[0]?.ledger.inSnapshot === 2 &&
        cpus[0].ledger.erased === 1 &&
        cpus[1]?.ledger.inSnapshot === 1 &&
        cpus[1].ledger.buffered === 1,
      tells: ({ cpus }) =>
        `In the snapshot: ${cpus[0]?.ledger.inSnapshot ?? 0} events of CPU 0, taken last, and ${cpus[1]?.ledger.inSnapshot ?? 0} of CPU 1, taken before. Erased: ${cpus[0]?.ledger.erased ?? 0}.`,
    },
    {
      name: 'irqsoff keeps its worst moment',
      config: {
        cpus: 4,
        pageSize: 1024,
        workload: { kind: 'synthetic', tracer: 'irqsoff', eventsPerSecond: 500 },
        reader: { kind: 'none' },
      },
      look: [
        'Latency: the longest stretch with [[interrupts off]] so far, event by event, while recording goes on.',
        'Rings: only one CPU has a snapshot. The others’ were emptied, since they belong to another moment. How long a stretch is, is modelled here; the swap is real.',
      ],
      panel: 'Latency',
      shows: ({ maxLatency, cpus }) =>
        maxLatency !== undefined && cpus.filter(({ ledger }) => ledger.inSnapshot > 0).length === 1,
      tells: ({ maxLatency }) => `The longest so far was on CPU ${maxLatency?.cpu ?? 0}.`,
    },
  ],
  notBuilt:
    'The reviewer’s swap between two buffers is not built here; what it does to one CPU is the same. What both take:',
  arithmetic: (config) => {
    const ring = ringBytesPerCpu(config)
    return {
      caption: `Bytes, ${config.cpus} CPUs with rings of ${ring} bytes`,
      columns: ['way', 'memory', 'copied per snapshot'],
      rows: [
        ['no snapshot', ring * config.cpus, 0],
        ['a spare ring for each CPU', 2 * ring * config.cpus, 0],
        ['a second buffer to swap with', 2 * ring * config.cpus, 0],
        ['a copy instead of a swap', 2 * ring * config.cpus, ring * config.cpus],
      ],
    }
  },
}

export const PEEK: Card = {
  id: 'peek',
  title: 'Peek, or consume and keep',
  question: 'Does a reader need to see the next event without taking it?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position: 'No: who merges can take one event of each CPU, and hold back those that are not the smallest.',
      quotes: ['the iterator could consume and keep it if its not the least valued one.'],
    },
    {
      who: 'Steven Rostedt',
      position:
        'ftrace looks ahead: the [[delay mark]] beside an event tells how long it is until the next one. And it was simple to write.',
      quotes: ['This is how we get the diff in times and do the "!" annotation in the latency trace.'],
    },
  ],
  settled: [
    {
      when: 'Linux 6.12',
      what: 'Peek stayed, for a CPU and for an [[iterator]]: `ring_buffer_peek`, `ring_buffer_iter_peek`. The marks are still made with it, in `trace_print_lat_context`.',
    },
  ],
  situations: [
    {
      name: 'Marks that need the next event',
      config: {
        cpus: 4,
        pagesPerCpu: 32,
        pageSize: 4096,
        snapshot: false,
        workload: { kind: 'trace', source: 'juno-sched', speed: 20, loop: true },
        reader: { kind: 'consume', eventsPerSecond: 400 },
      },
      look: [
        'Events: the column before the colon. `+`, `!`, `#`, `*` and `@` say how long it was until the next event of the list.',
        'The newest row has no mark. Only the event after it can tell.',
      ],
      panel: 'Events',
      shows: ({ ledger }) => ledger.read > 100,
      tells: ({ ledger }) => `${ledger.read} events have been read; each mark was made with the event after it.`,
    },
  ],
  notBuilt: 'A reader that consumes and keeps is not built here. What it would hold back, for the [[merge]] alone:',
  arithmetic: (config) => ({
    caption: 'Events out of the ring, and not yet delivered',
    columns: ['what', 'at most'],
    rows: [
      ['events, one per CPU', config.cpus],
      ['bytes of their bodies', config.cpus * maxPayloadBytes(config.pageSize)],
    ],
  }),
}

function round(value: number): number {
  return value >= 10 ? Math.round(value) : Math.round(value * 100) / 100
}
