import type { Card } from '../card.ts'
import {
  eventBytes,
  eventsPerPage,
  eventsPerRing,
  mainlineEventBytes,
  paddingPerPage,
  usualBodies,
} from '../event-bytes.ts'
import { EVENT_HEADER_BYTES, maxPayloadBytes } from '../../../ring/trace-buffer.ts'

/** with its header 48 bytes, which no page of a power of two is a multiple of */
const ODD = 36
const HALF = 52
/** more than half of a page: no second one fits beside it */
const ALONE = 56
const WHOLE = 116
const ID_BYTES = 2

export const PADDING: Card = {
  id: 'padding',
  title: 'Padding, or events that straddle',
  question:
    'An event does not fit on the rest of a page: does it go on over the end, or does it start on the next page?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position: 'Events run over the end of a page, and the copy is a loop over the pages.',
      quotes: ['we might straddle a page boundary', "I'm missing the loop over the page..."],
    },
    {
      who: 'Steven Rostedt',
      position:
        'An event lies on one [[page]]. What is left of the page becomes [[padding]]. He has built the other way in logdev, and found it slow and a source of trouble.',
      quotes: [
        'we mark the rest of the page as "not used" and start on the next page.',
        'Yes this may waste some space, but makes things much cleaner.',
      ],
    },
  ],
  settled: [
    {
      when: 'Linux 6.12',
      what: 'Padding, to this day: `rb_reset_tail` fills the rest of a page. An event can be as large as a page can hold; pages ([[page|sub-buffers]]) can be made larger by their order.',
    },
  ],
  situations: [
    {
      name: 'Events that do not divide the page',
      config: {},
      acts: Array.from({ length: 5 }, (_, at) => ['write', 0, 0x11 * (at + 1), ODD] as const),
      look: [
        'Rings: the hatched end of each page that the [[tail]] has left. No event lies there.',
        'Page bytes: the padding is an event itself, with type 0 and [[stamp]] 0, whose length is the rest of the page. Readers skip it.',
      ],
      panel: 'Rings',
      page: { cpu: 0, page: 0 },
      shows: ({ cpus }) => (cpus[0]?.pages[0]?.paddingBytes ?? 0) > 0 && (cpus[0]?.pages[1]?.paddingBytes ?? 0) > 0,
      tells: ({ cpus }) => {
        const left = (cpus[0]?.pages ?? []).filter(({ paddingBytes }) => paddingBytes > 0)
        const bytes = left.reduce((sum, { paddingBytes }) => sum + paddingBytes, 0)
        return `${left.length} pages are left, and ${bytes} of their bytes hold nothing.`
      },
    },
  ],
  notBuilt:
    'Events that straddle are not built here. What padding costs at the page size of this configuration, and what straddling would save:',
  arithmetic: (config) => {
    const bodies = [...usualBodies(config), config.pageSize / 2 - EVENT_HEADER_BYTES + 8]
    return {
      caption: `Pages of ${config.pageSize} bytes, all events alike`,
      columns: [
        'body, bytes',
        'event, bytes',
        'on a page',
        'padding, bytes',
        'padding, %',
        'on a page if they straddle',
      ],
      rows: bodies.map((body) => {
        const event = eventBytes(body)
        const padding = paddingPerPage(config, event)
        const percent = Math.round((1000 * padding) / config.pageSize) / 10
        const straddling = Math.round((100 * config.pageSize) / event) / 100
        return [body, event, eventsPerPage(config, event), padding, percent, straddling]
      }),
    }
  },
}

export const RESERVE: Card = {
  id: 'reserve',
  title: 'Reserve and commit, or only write',
  question: 'Should a tracer build its event in the ring itself, or hand over a finished one to be copied?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position:
        'A place in the ring can be handed out only where it is in one piece. So there should be one call, write, that copies.',
      quotes: ['This can, in generic, not work.'],
    },
    {
      who: 'Steven Rostedt',
      position:
        'Events do not straddle, so each is in one piece. [[reserve|Reserving]] and filling in saves a copy: otherwise it is built first, then copied.',
      quotes: [
        'Otherwise, we always need to copy twice.',
        'Without this, we must copy twice, and I really hate to do that.',
      ],
    },
  ],
  code: 'The lock is held from [[reserve]] to [[commit]]: a tracer that takes long to fill in its event keeps readers and its own interrupts waiting. `entries` counts the event at the reserve, before it is there.',
  settled: [
    {
      when: 'Linux 6.12',
      what: 'Both were kept, and a way to [[discard]]: `ring_buffer_lock_reserve`, `unlock_commit`, `discard_commit`, `write`. The ring buffer of BPF offers the same pair again.',
    },
  ],
  situations: [
    {
      name: 'As posted: counted, but not there',
      config: { asPosted: true },
      acts: [['write', 0, 0x11, HALF, 'BodyHalf'], ['consume']],
      look: [
        'Rings: the striped bytes are reserved; half of the body is in place.',
        'The reader has come by without a lock, and found nothing: what is not [[commit|committed]] lies beyond the [[tail]]. The patch’s count of entries says otherwise.',
      ],
      panel: 'Rings',
      page: { cpu: 0, page: 0 },
      shows: ({ cpus, ledger }) => cpus[0]?.entries === 1 && ledger.inFlight === 1 && ledger.read === 0,
      tells: ({ cpus, ledger }) =>
        `entries says ${cpus[0]?.entries ?? 0}, the reader has found ${ledger.read}: ${ledger.inFlight} write is in flight.`,
    },
    {
      name: 'Repaired: the reader waits for a slow reserver',
      config: {},
      acts: [
        ['write', 0, 0x11, HALF, 'BodyHalf'],
        ['consume', 'LockWaited'],
      ],
      look: [
        'Rings: the [[reader]] waits for the lock that CPU 0 holds since its reserve.',
        'Step CPU 0 on: with its [[commit]] the lock is free, and the reader gets the event.',
      ],
      panel: 'Rings',
      page: { cpu: 0, page: 0 },
      shows: ({ reader }) => reader.status === 'waiting' && reader.waitsFor === 0,
      tells: ({ reader, ledger }) =>
        `The reader waits for CPU ${reader.waitsFor ?? 0}; ${ledger.inFlight} event is reserved and not committed.`,
    },
  ],
  notBuilt:
    'Both calls are built here, and both copy the same bytes into the ring. What the second copy costs is arithmetic:',
  arithmetic: (config) => ({
    caption: `Bytes stored by the CPU for the bodies of one full ring, ${config.pagesPerCpu} pages of ${config.pageSize} bytes`,
    columns: ['body, bytes', 'events', 'filled in in place', 'built, then copied'],
    rows: usualBodies(config).map((body) => {
      const events = eventsPerRing(config, eventBytes(body))
      return [body, events, events * body, 2 * events * body]
    }),
  }),
}

export const EVENT_IDS: Card = {
  id: 'event-ids',
  title: 'Event ids, or plain bytes',
  question: 'Should the ring know which kind of event it holds, or carry bytes that only their user understands?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position:
        'Plain bytes. What they mean is a matter of a layer above, an event buffer, which can be as compact as its users want.',
      quotes: [
        "Don't like the event_id, just stick to plain binary data",
        'On top of that foundation build an eventbuffer',
      ],
    },
    {
      who: 'Steven Rostedt',
      position:
        'All buffers that he ever used held events of several kinds. He is ready to drop the id, and asks for a consensus.',
      quotes: [
        'all my uses with ring buffers has had some kind of event.',
        "I'm open to doing this, but I would like a consensus on this.",
      ],
    },
  ],
  code: 'The id is a `short`: a larger number loses its upper bits. And type 0 with [[stamp]] 0 is how [[padding]] is written, so as posted a real event can look like padding.',
  settled: [
    { when: 'second version', what: 'The id left the ring.' },
    {
      when: 'Linux 6.12',
      what: 'The id is the first field of the [[payload]], `type` in `struct trace_entry`. The few types that the ring itself knows are padding and time.',
    },
  ],
  situations: [
    {
      name: 'Many kinds of events in one ring',
      config: {
        cpus: 2,
        pageSize: 512,
        snapshot: false,
        workload: { kind: 'synthetic', tracer: 'sched', eventsPerSecond: 50 },
        reader: { kind: 'consume', eventsPerSecond: 100 },
      },
      look: [
        'Events: each row has the name that belongs to its id.',
        'Page bytes: select an event. The id takes two of the twelve bytes of the [[header]].',
        'Files: each id has its directory with a format file, which is the layer above.',
      ],
      panel: 'Events',
      shows: ({ ledger }) => ledger.read > 20,
      tells: ({ ledger }) => `${ledger.read} events have been read, each with the id that names its format.`,
    },
  ],
  notBuilt:
    'A ring of plain bytes is not built here. What the id costs, and what the [[header]] of Linux 6.12 with the id in the payload takes:',
  arithmetic: (config) => ({
    caption: `Bytes of an event, and how many fit in a ring of ${config.pagesPerCpu} pages of ${config.pageSize} bytes`,
    columns: ['body, bytes', 'with the id', 'in a ring', 'without', 'in a ring', 'as in 6.12, id inside', 'in a ring'],
    rows: usualBodies(config).map((body) => {
      const sizes = [
        eventBytes(body),
        eventBytes(body, EVENT_HEADER_BYTES - ID_BYTES),
        mainlineEventBytes(body + ID_BYTES),
      ]
      return [body, ...sizes.flatMap((event) => [event, eventsPerRing(config, event)])]
    }),
  }),
}

/** of a page of Linux 6.12: stamp and commit stand at its head */
const PAGE_HEADER_BYTES = 16
const LARGEST_EVENT_HEADER_BYTES = 8

export const MAX_EVENT_SIZE: Card = {
  id: 'max-event-size',
  title: 'max_event_size',
  question: 'Does whoever makes a buffer have to say how large its largest event is?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position: 'Neither the parameter nor the function that returns it has a place in the interface.',
      quotes: ["Don't like that max_event_size param."],
    },
    {
      who: 'Steven Rostedt',
      position:
        'A reader needs it: it copies each event into memory of its own before the event is gone, and must know how much to allocate. One day events could be larger than a page.',
      quotes: [
        'so that a user reading the buffer could allocate a buffer and read all the events.',
        'Once you consume it, it is gone.',
      ],
    },
  ],
  code: 'The parameter does nothing: more than a page is refused, and any other value is replaced by the size of a page. `ring_buffer_consume` returns a pointer into the ring, and the writer may come round while the caller still copies.',
  settled: [
    { when: 'first in mainline', what: 'The parameter was gone.' },
    {
      when: 'Linux 6.12',
      what: 'The function is back: `ring_buffer_max_event_size` computes it from the size of a [[page|sub-buffer]].',
    },
  ],
  situations: [
    {
      name: 'As posted: overwritten while it is copied',
      config: { pagesPerCpu: 2, asPosted: true },
      acts: [
        ['write', 0, 0x11, ALONE],
        ['write', 0, 0x22, ALONE],
        ['consume', 'CopyHalf'],
        ['write', 0, 0x33, ALONE],
        ['go', 'reader'],
      ],
      look: [
        'Events: the body of the first begins with ones and ends with threes. These are two halves of two events.',
        'The reader had copied one half when the writer came round. Memory of one’s own does not help without the lock.',
      ],
      panel: 'Events',
      shows: ({ ledger }) => ledger.committed === 3 && ledger.read === 1,
      tells: ({ ledger }) => `${ledger.committed} events written, ${ledger.read} read, and that one was never written.`,
    },
    {
      name: 'The largest event, and one byte more',
      config: {},
      acts: [
        ['write', 0, 0x11, WHOLE],
        ['write', 0, 0x22, WHOLE + 1],
        ['write', 0, 0x33, WHOLE],
      ],
      look: [
        'Rings: two events that fill a page each, without [[padding]].',
        'Ledger: “too big” counts the one in between. No size of the ring makes room for it.',
      ],
      panel: 'Rings',
      page: { cpu: 0, page: 0 },
      shows: ({ ledger, cpus }) =>
        ledger.refused.tooBig === 1 && ledger.committed === 2 && (cpus[0]?.pages[0]?.paddingBytes ?? 1) === 0,
      tells: ({ ledger }) =>
        `${ledger.committed} committed, each a page long; ${ledger.refused.tooBig} refused as too big.`,
    },
  ],
  notBuilt:
    'Events larger than a page are not built here, and the patch has none either. The largest bodies, by the size of a page:',
  arithmetic: ({ pageSize }) => ({
    caption: 'Bytes of the largest body',
    columns: ['page, bytes', 'here, as in the patch', 'Linux 6.12'],
    rows: [...new Set([pageSize, 4096])].map((size) => [
      size,
      maxPayloadBytes(size),
      size - PAGE_HEADER_BYTES - LARGEST_EVENT_HEADER_BYTES,
    ]),
  }),
}
