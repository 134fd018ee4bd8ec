import type { Card } from '../card.ts'
import { ringBytesPerCpu } from '../event-bytes.ts'

const BODY = 20
const HALF = 52
const POINTER_BYTES = 8
const CACHE_LINE_BYTES = 64

export const PAGES: Card = {
  id: 'pages',
  title: 'An array of pages, or linked pages',
  question: 'How does a ring find its next page: in an array of pointers, or by links between the pages themselves?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position:
        'Reading and writing only go forward, so nobody needs to find page n. Steven’s earlier code linked the pages through the page frame, which he rather liked.',
      quotes: [
        'You used to link these using the pageframe, what happened to that?',
        "so you don't need the random access array.",
      ],
    },
    {
      who: 'Steven Rostedt',
      position:
        'It was quicker to write, pages may become larger than one page frame, and the [[crash tool]] has to find the pages in a dump of a machine that died.',
      quotes: ['It would have added another day to code it.', 'difficult to find the buffer pages from crash.'],
    },
  ],
  settled: [
    {
      when: 'first in mainline',
      what: 'The pages were linked through the page frame, an idea credited to the reviewer.',
    },
    {
      when: 'Linux 6.12',
      what: 'Linked still, but by a small `struct buffer_page` for each [[page]], apart from the page frame. The low bits of its links mark the [[head page]], which is what the lock-free writer needs.',
    },
  ],
  situations: [
    {
      name: 'What a crash leaves behind',
      config: {},
      acts: [
        ['write', 0, 0x11, BODY],
        ['write', 0, 0x22, BODY],
        ['write', 0, 0x33, BODY],
        ['write', 0, 0x44, BODY, 'BodyHalf'],
        ['kill', 0],
      ],
      look: [
        'The dialog compares: what the ring’s own words say is [[commit|committed]], and what one can tell from the pages alone.',
        'By the pages, the fourth event may be incomplete: a page of 2008 does not say how much of it is committed.',
        'Without words or links, not even the order of the pages would be known. That is what the crash tool is about.',
      ],
      panel: 'Rings',
      recover: 0,
      shows: ({ cpus, ledger }) => cpus[0]?.status === 'crashed' && ledger.committed === 3 && ledger.inFlight === 1,
      tells: ({ ledger }) =>
        `${ledger.committed} events were committed; ${ledger.inFlight} was being written when its CPU died.`,
    },
  ],
  notBuilt:
    'Linked pages are not built here: the rings lie in one shared memory, and a page is a number. What the array of the patch takes, with pointers of 8 bytes:',
  arithmetic: ({ pagesPerCpu, cpus, pageSize }) => {
    const array = Math.ceil((POINTER_BYTES * pagesPerCpu) / CACHE_LINE_BYTES) * CACHE_LINE_BYTES
    const percent = Math.round((100 * 1000 * array) / (pagesPerCpu * pageSize)) / 1000
    return {
      caption: `${pagesPerCpu} pages of ${pageSize} bytes for each of ${cpus} CPUs`,
      columns: ['way', 'bytes per CPU', 'bytes in all', '% of the pages'],
      rows: [
        ['array, rounded up to cache lines', array, array * cpus, percent],
        ['links in page frames that exist anyway', 0, 0, 0],
      ],
    }
  },
}

export const PRINT_AND_DEBUGFS: Card = {
  id: 'print-and-debugfs',
  title: 'Print functions and debugfs in the buffer',
  question: 'Should the buffer know how its events are printed, and show them as files?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position: 'Files belong to the layer of events, or one higher still, so that it can be used with any encoding.',
      quotes: ["Don't like that print_func param.", 'maybe we could even push that one layer up'],
    },
    {
      who: 'Steven Rostedt',
      position:
        'Pretty printing through [[debugfs]] was talked about at the meeting; who does not want it passes NULL, as he did himself. The files may become a layer of their own; to separate the events too would be harder.',
      quotes: [
        'I have no problems in making that a separate layer.',
        'separating out the ring buffer from the events might be a bit hard.',
      ],
    },
  ],
  code: 'The patch makes the files `text` and `binary0`, `binary1` … for every buffer, but what reads them is left out: there is nothing in them yet.',
  settled: [
    {
      when: 'Linux 6.12',
      what: 'Neither is in the ring buffer. Each event describes itself, in a print format and a format file under `events/`; the files are [[tracefs]], made in `trace.c`.',
    },
  ],
  situations: [
    {
      name: 'The files, as a layer of their own',
      config: {
        cpus: 2,
        pageSize: 1024,
        snapshot: false,
        workload: { kind: 'synthetic', tracer: 'sched', eventsPerSecond: 100 },
        reader: { kind: 'none' },
      },
      look: [
        'Files: below `buffers`, the text of all unread events and the bytes of each CPU, as the patch names them.',
        'Under `events`: a format file for each type. The ring knows none of it; the files are made above it, by an [[iterator]].',
      ],
      panel: 'Files',
      shows: ({ ledger }) => ledger.buffered > 10,
      tells: ({ ledger }) => `${ledger.buffered} events lie unread in the rings, and can be read as files.`,
    },
  ],
}

export const NAMES: Card = {
  id: 'names',
  title: 'Names, and renaming',
  question: 'Does a ring buffer need a name, and a call that changes it?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position: 'A name perhaps. Renaming he doubts.',
      quotes: ['Maybe like the name param.', 'Do we actually need this?'],
    },
    {
      who: 'Steven Rostedt',
      position:
        'The name shows which buffers there are. And renaming is how one resizes: make the new buffer first, and keep the old one where that fails.',
      quotes: [
        'the only way to resize the buffer (currently) was to create a new buffer.',
        'if the new one fails to allocate, we can not fall back to the old one.',
      ],
    },
  ],
  settled: [
    {
      when: 'first in mainline',
      what: 'No names, no rename: `ring_buffer_resize` took its place. It still lost what was in the buffer.',
    },
    {
      when: 'Linux 6.12',
      what: 'Resizing works while recording goes on. It allocates first, and puts new pages into the ring just before the head; a smaller ring keeps its newest events.',
    },
  ],
  situations: [
    {
      name: 'A resize by making anew',
      config: { pagesPerCpu: 8 },
      liveActs: [...Array.from({ length: 6 }, (_, at) => ['write', 0, 0x11 * (at + 1), HALF] as const), ['resize', 16]],
      look: [
        'Rings: twice the pages, and empty.',
        'Ledger: all that was unread is “erased”. The new buffer has the old name, not its events.',
      ],
      panel: 'Rings',
      shows: ({ ledger, cpus }) => ledger.erased === 6 && ledger.buffered === 0 && cpus[0]?.pages.length === 16,
      tells: ({ ledger }) =>
        `${ledger.committed} events were written, ${ledger.erased} of them went with the old rings.`,
    },
  ],
  notBuilt:
    'A resize that keeps the events is not built here. What it takes meanwhile, to double the rings of this configuration:',
  arithmetic: (config) => {
    const before = ringBytesPerCpu(config) * config.cpus
    return {
      caption: 'Bytes of pages while the rings are doubled',
      columns: ['way', 'before', 'meanwhile', 'after'],
      rows: [
        ['new buffer, free the old one, rename', before, before + 2 * before, 2 * before],
        ['add pages to the ring', before, 2 * before, 2 * before],
      ],
    }
  },
}
