import type { Card } from '../card.ts'
import { eventBytes, eventsPerRing } from '../event-bytes.ts'

const BODY = 20

export const MERGE: Card = {
  id: 'merge',
  title: 'Merge in the buffer, or in the tracer',
  question: 'Who puts the events of all CPUs into one order: the ring buffer when it is read, or the tracer above it?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position:
        'The buffer should hold plain bytes and be read CPU by CPU. Without knowing what the bytes mean it cannot compare [[stamp|stamps]], so the [[merge]] belongs to the layer above.',
      quotes: ['this would have to be per-cpu as you cannot interpret the actual binary data'],
    },
    {
      who: 'Steven Rostedt',
      position:
        'The buffer stamps each event itself, so it can compare them. Otherwise every tracer has to know that buffers are [[per CPU]], and has to bring a counter of its own.',
      quotes: ['Why not? It does ;-)', 'So you want to push the merge sort into the tracer.'],
    },
  ],
  code: 'Read `ring_buffer_consume`: it looks at the [[head]] of one CPU after the other, and it takes no lock while it does. By the time it looks at the last CPU, the first may have written again. A ring that was empty at the look can [[commit]] an event with an earlier stamp right afterwards. Only `ring_buffer_start` takes the locks.',
  settled: [
    {
      when: 'second version',
      what: 'The merge moved up, out of the ring. The aim became a ring that knows as little as possible; a tracer may add a counter to sort by.',
    },
    {
      when: 'first in mainline',
      what: '`ring_buffer_consume` and `ring_buffer_peek` are told which CPU they read.',
    },
    {
      when: 'Linux 6.12',
      what: 'The stamps stayed in the ring, the merge is in the tracer: `__find_next_entry` in `trace.c` takes the smallest stamp over all CPUs.',
    },
  ],
  situations: [
    {
      name: 'A merge of rings that go on',
      config: { cpus: 2 },
      acts: [
        // the first look at CPU 0 finds nothing, the second makes sure of it; the third is at CPU 1
        ['consume', 'HeadPageRead'],
        ['go', 'reader', 'HeadPageRead'],
        ['go', 'reader', 'HeadPageRead'],
        ['write', 0, 0xaa, BODY],
        ['write', 1, 0xbb, BODY],
        ['go', 'reader'],
        ['consume'],
      ],
      look: [
        'Events: the event of CPU 1 stands above the one of CPU 0, although CPU 0 wrote first. The second is marked “late”.',
        'Press Start and step forward: the [[reader]] finds CPU 0 empty, then both CPUs write, then it looks at CPU 1.',
        'This is the repaired design, which locks the one ring that it takes from. To [[merge]] in order it would have to hold the locks of all CPUs for every event, or recording would have to stand still.',
      ],
      panel: 'Events',
      shows: ({ late, ledger }) => late === 1 && ledger.read === 2,
      tells: ({ late, ledger }) =>
        `Of ${ledger.read} events that the reader has taken, ${late} was late: it was written before the one that came out first.`,
    },
    {
      name: 'Four CPUs, and a reader that keeps up',
      config: {
        cpus: 4,
        pagesPerCpu: 16,
        pageSize: 4096,
        snapshot: false,
        workload: { kind: 'synthetic', tracer: 'function', eventsPerSecond: 20_000 },
        reader: { kind: 'consume', eventsPerSecond: Infinity },
      },
      look: [
        'Merge: the head of every CPU, and the one with the smallest [[stamp]] next.',
        'The reader keeps up, so most rings are empty at most looks. “late” counts what came out after a later event of another CPU. It is rare, and up to chance.',
      ],
      panel: 'Merge',
      shows: ({ ledger }) => ledger.read > 1000,
      tells: ({ late, ledger }) => `${ledger.read} events read so far, ${late} of them late.`,
    },
  ],
  notBuilt:
    'A ring that is read CPU by CPU, with the merge in the tracer, is not built here. What both compare, for full rings of this configuration:',
  arithmetic: (config) => {
    const { cpus } = config
    const events = cpus * eventsPerRing(config, eventBytes(BODY))
    return {
      caption: `Looks at heads, to read ${cpus} full rings of events with bodies of ${BODY} bytes`,
      columns: ['way', 'looks per event', 'looks in all'],
      rows: [
        ['the patch: all heads, for every event', cpus, events * cpus],
        ['per CPU, nothing compared', 1, events],
        ['the tracer merges with a tree of heads', 1 + treeDepth(cpus), events * (1 + treeDepth(cpus))],
      ],
    }
  },
}

/** Compares per event in a tournament of so many. */
function treeDepth(cpus: number): number {
  return Math.ceil(Math.log2(cpus))
}
