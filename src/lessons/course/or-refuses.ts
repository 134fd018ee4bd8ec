import type { LessonFile } from '../lesson.ts'

export const orRefuses: LessonFile = {
  id: 'or-refuses',
  title: 'Or refuses',
  minutes: 4,
  core: true,
  outcomes: [
    'say what is lost where a ring may not overwrite',
    'tell overrun, dropped, too big and disabled apart',
    'say what the patch as posted did not count',
  ],
  misconception: 'A loss is a loss: overrun and dropped are two names for it.',
  config: { pagesPerCpu: 2, overwrite: false },
  parts: [
    {
      title: 'Full, and it may not overwrite',
      text: [
        'The same ring with one flag less: it may not overwrite. It has {config.pagesPerCpu} pages, both full, and {ledger.committed} unread events.',
        'A ninth comes.',
      ],
      acts: Array.from({ length: 8 }, (_, at) => ['write', 0, at + 1, 20] as const),
      page: [0, 0],
      facts: [
        ['unread', 'ledger.buffered'],
        ['attempted', 'ledger.attempted'],
        ['committed', 'ledger.committed'],
      ],
      predict: {
        question: 'What happens to it?',
        choices: [
          {
            text: 'it waits until there is room',
            holds: "cpus[0].status == 'waiting'",
            why: 'A tracer writes from anywhere in a kernel, also where nobody may wait. It never waits for room.',
          },
          {
            text: 'it is refused, and gone',
            holds: 'ledger.refused.full == 1',
            why: 'The old events stay, so the new one cannot.',
          },
          {
            text: 'it takes the place of the oldest',
            holds: 'ledger.overrun > 0',
            why: 'That is overwriting, which this ring may not.',
          },
        ],
        acts: [['write', 0, 9, 20]],
        because: [
          'The next page is the one that HEAD stands on, and may not be pushed. {ledger.attempted} were attempted, {ledger.committed} committed, {ledger.refused.full} refused because the ring was [[full]].',
        ],
        point: 'WriteRefused',
      },
    },
    {
      title: 'Which end is missing?',
      text: [
        'The machine runs on, and nobody reads: four more events are attempted. Then somebody looks at the trace.',
      ],
      facts: [
        ['unread', 'ledger.buffered'],
        ['refused so far', 'ledger.refused.full'],
      ],
      predict: {
        question: 'Of the {ledger.attempted + 4} events that were attempted by then, which are in the ring?',
        choices: [
          {
            text: 'the first {ledger.buffered}',
            holds: 'ledger.buffered == 8 and ledger.overrun == 0',
            why: 'It kept how it began, and knows nothing of how it ended.',
          },
          {
            text: 'the last {ledger.buffered}',
            holds: 'ledger.buffered == 8 and ledger.overrun > 0',
            why: 'These are what a ring keeps that overwrites. This one has the other end.',
          },
          {
            text: 'a few of both',
            holds: 'ledger.committed > 8',
            why: 'For that the reader would have to make room in between.',
          },
        ],
        acts: [
          ['write', 0, 10, 20],
          ['write', 0, 11, 20],
          ['write', 0, 12, 20],
          ['write', 0, 13, 20],
        ],
        because: [
          '{ledger.buffered} are there, {ledger.refused.full} were refused. To overwrite loses the oldest page; to refuse loses the newest events. After a crash one wants the end; of how a machine starts, the beginning.',
        ],
        point: 'WriteRefused',
      },
    },
    {
      title: 'What do the counters say?',
      text: [
        'The patch of 2008 keeps two counters in a ring: [[entries]], the events in it, and [[overrun]]. A fourteenth event is attempted.',
      ],
      facts: [
        ['entries', 'cpus[0].entries'],
        ['refused so far', 'ledger.refused.full'],
      ],
      predict: {
        question: 'What does overrun say then?',
        choices: [
          {
            text: '0',
            holds: 'cpus[0].overrun == 0',
            why: 'Overrun counts what was in the ring and was pushed out. Nothing was.',
          },
          {
            text: '1: the last one',
            holds: 'cpus[0].overrun == 1',
            why: 'It was never in the ring, so it cannot have been pushed out of it.',
          },
          {
            text: '{ledger.refused.full + 1}: all that was refused',
            holds: 'cpus[0].overrun == 6',
            why: 'These have a counter of their own today. Overrun means something else.',
          },
        ],
        acts: [['write', 0, 14, 20]],
        because: [
          'Overrun is {cpus[0].overrun}, entries {cpus[0].entries}: by the counters of the patch, nothing ever went wrong, and {ledger.refused.full} events are missing. As posted, a refused write was counted nowhere.',
          'Later kernels count these as dropped. Here the [[ledger]] at the bottom of the screen does, as full.',
        ],
        point: 'WriteRefused',
      },
    },
    {
      title: 'Refused for good',
      text: [
        'Now the reader empties the ring: there is room. An event comes with a body of 117 bytes, one more than a page of {config.pageSize} can hold beside a header of 12.',
      ],
      acts: Array.from({ length: 8 }, () => ['consume'] as const),
      facts: [
        ['bytes of a page', 'config.pageSize'],
        ['header and body', '12 + 117'],
        ['unread', 'ledger.buffered'],
      ],
      predict: {
        question: 'What happens to it?',
        choices: [
          {
            text: 'it is cut to what fits',
            holds: 'ledger.committed == 9',
            why: 'A reader could not tell a cut event from a whole one.',
          },
          {
            text: 'it is refused as full, again',
            holds: 'ledger.refused.full == 7',
            why: 'The ring is empty. Full says: try again when there is room. This event will never fit.',
          },
          {
            text: 'it is refused as too big',
            holds: 'ledger.refused.tooBig == 1',
            why: 'It would not fit into an empty page either.',
          },
        ],
        acts: [['write', 0, 15, 117]],
        because: [
          'So there are three refusals, each with its own count: full {ledger.refused.full}, too big {ledger.refused.tooBig}, and disabled {ledger.refused.disabled}, while recording is switched off.',
          'Each tells something else to do: a larger ring or a faster reader; smaller events; switch it on.',
        ],
        point: 'WriteRefused',
      },
    },
  ],
  challenges: [
    {
      id: 'refuse-the-big',
      title: 'Refuse the big, take the small',
      goal: 'Page 0 is full, page 1 has {config.pageSize - cpus[0].tail} bytes left. Make the ring refuse an event as full, and yet fill page 1 to its last byte.',
      acts: Array.from({ length: 6 }, (_, at) => ['write', 0, at + 1, 20] as const),
      wins: 'ledger.refused.full > 0 and cpus[0].pages[1].committedBytes == config.pageSize',
      hints: [
        'What is refused leaves no trace in the page: not even padding.',
        'Full means: this event does not fit. A smaller one may.',
        'A body of 60 makes 72 bytes. A body of 20 makes 32.',
      ],
      solution: [
        ['write', 0, 7, 60],
        ['write', 0, 8, 20],
        ['write', 0, 9, 20],
      ],
    },
  ],
}
