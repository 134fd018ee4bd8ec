import type { LessonFile } from '../lesson.ts'

export const theWriterLaps: LessonFile = {
  id: 'the-writer-laps',
  title: 'The writer laps',
  minutes: 5,
  core: true,
  outcomes: [
    'say what a full ring loses, and how much at once',
    'read the counter called overrun',
    'say why the size of a trace buffer is a size per CPU',
  ],
  misconception: 'A full ring loses one old event for each new one.',
  config: { cpus: 2 },
  parts: [
    {
      title: 'The ring is full',
      text: [
        'CPU 0 has written {ledger.committed} events of 32 bytes, and nobody has read one. All {config.pagesPerCpu} pages are full. This ring may [[overwrite]]: what is new matters more than what is old.',
        'One more event comes.',
      ],
      acts: Array.from({ length: 16 }, (_, at) => ['write', 0, at + 1, 20] as const),
      page: [0, 0],
      facts: [
        ['unread', 'cpus[0].ledger.buffered'],
        ['events on each page', 'cpus[0].pages[0].unread'],
        ['overrun', 'cpus[0].overrun'],
      ],
      predict: {
        question: 'How many old events does this one push out?',
        choices: [
          {
            text: '1: one in, one out',
            holds: 'ledger.overrun == 1',
            why: 'Then the writer would have to move HEAD event by event, with each write. It moves it by a page, and then has room for a while.',
          },
          {
            text: '{cpus[0].pages[0].unread}: the whole oldest page',
            holds: 'ledger.overrun == 4',
            why: 'Space comes back by the page, and by the page only.',
          },
          {
            text: '{ledger.buffered}: the ring begins anew',
            holds: 'ledger.overrun == 16',
            why: 'Only the page that the tail has to enter is given up. The others keep what they have.',
          },
        ],
        acts: [['write', 0, 17, 20]],
        because: [
          'Page 0 was the oldest. All its {ledger.overrun} events went at once, for one new one: {cpus[0].ledger.buffered} are left. The counter [[overrun]] says {cpus[0].overrun}.',
        ],
        point: 'OverrunRead',
      },
      attempt: 'In the rings, the red part of page 0 is what was lost and is not written over yet.',
    },
    {
      title: 'The next ones are free',
      text: [
        'The new event lies at the start of page {cpus[0].tailPage}, which has {config.pageSize - cpus[0].tail} bytes left. Three more events of 32 bytes come.',
      ],
      page: [0, 0],
      facts: [
        ['left in the tail page', 'config.pageSize - cpus[0].tail'],
        ['overrun so far', 'cpus[0].overrun'],
      ],
      predict: {
        question: 'What will overrun say then?',
        choices: [
          {
            text: '4, as before',
            holds: 'cpus[0].overrun == 4',
            why: 'The page was paid for already. As long as it has room, nobody loses anything.',
          },
          {
            text: '7: one for each of the three',
            holds: 'cpus[0].overrun == 7',
            why: 'That is one in, one out again. A full ring loses by fits and starts: nothing for a while, then a page.',
          },
          {
            text: '16: a page for each of the three',
            holds: 'cpus[0].overrun == 16',
            why: 'A page is lost when the tail enters it, not with each write.',
          },
        ],
        acts: [
          ['write', 0, 18, 20],
          ['write', 0, 19, 20],
          ['write', 0, 20, 20],
        ],
        because: [
          'Overrun is {cpus[0].overrun}, and all pages are full again. So the ring remembers between {cpus[0].ledger.buffered - 3} and {cpus[0].ledger.buffered} of these events, depending on when one looks.',
        ],
        point: 'SpaceChecked',
      },
    },
    {
      title: 'Where will HEAD be?',
      text: [
        'HEAD is on page {cpus[0].headPage}: there lies the oldest event, and there the reader would begin. The newest ones are on page {cpus[0].tailPage}, right in front of it. One more event comes.',
      ],
      facts: [
        ['head page', 'cpus[0].headPage'],
        ['tail page', 'cpus[0].tailPage'],
        ['left in the tail page', 'config.pageSize - cpus[0].tail'],
      ],
      predict: {
        question: 'Click the page of CPU 0 on which HEAD will be then.',
        page: { cpu: 0, is: 'cpus[0].headPage' },
        acts: [['write', 0, 21, 20]],
        because: [
          'The event went to page {cpus[0].tailPage}, where HEAD was. So the writer first pushed HEAD on, to page {cpus[0].headPage}: the oldest events are there now. HEAD is the reader’s place, but in a ring that overwrites the writer moves it too.',
        ],
        point: 'HeadPageStored',
      },
    },
    {
      title: 'A page that was half read',
      text: [
        'The reader took two events from page {cpus[0].headPage}, and {cpus[0].pages[2].unread} are unread there. CPU 0 filled page {cpus[0].tailPage}. Now it writes one more, and needs page {cpus[0].headPage}.',
      ],
      acts: [['consume'], ['consume'], ['write', 0, 22, 20], ['write', 0, 23, 20], ['write', 0, 24, 20]],
      page: [0, 2],
      facts: [
        ['read', 'cpus[0].ledger.read'],
        ['unread in page 2', 'cpus[0].pages[2].unread'],
        ['overrun so far', 'cpus[0].overrun'],
      ],
      predict: {
        question: 'What will overrun say then?',
        choices: [
          {
            text: '{cpus[0].overrun}, as before: the page was read',
            holds: 'cpus[0].overrun == 8',
            why: 'Half of it was. The other half nobody has seen.',
          },
          {
            text: '{cpus[0].overrun + 2}: two unread events are lost',
            holds: 'cpus[0].overrun == 10',
            why: 'What was read is not lost. What was not read is.',
          },
          {
            text: '{cpus[0].overrun + 4}: the page held four',
            holds: 'cpus[0].overrun == 12',
            why: 'Two of the four were read, so they are not lost. The patch as posted counts them all the same, which is one of its bugs, and a lesson of its own.',
          },
        ],
        acts: [['write', 0, 25, 20]],
        because: [
          '{cpus[0].ledger.committed} were committed: {cpus[0].ledger.read} read, {cpus[0].ledger.buffered} still there, {cpus[0].ledger.overrun} lost. The [[ledger]] at the bottom of the screen adds this up at any moment.',
        ],
        point: 'OverrunRead',
      },
    },
    {
      title: 'The neighbour has room',
      text: [
        'CPU 1 has not written anything: {config.pagesPerCpu} pages of {config.pageSize} bytes are empty there. CPU 0 goes on with four events more.',
      ],
      facts: [
        ['CPU 0: unread', 'cpus[0].ledger.buffered'],
        ['CPU 1: unread', 'cpus[1].ledger.buffered'],
        ['overrun of CPU 0', 'cpus[0].overrun'],
      ],
      predict: {
        question: 'Where do they go?',
        choices: [
          {
            text: 'into the empty pages of CPU 1',
            holds: 'cpus[1].ledger.committed > 0',
            why: 'Then two CPUs would write into one ring, and each would have to wait for the other. To be alone in its ring is what makes a write fast.',
          },
          {
            text: 'into its own ring: it loses its next page',
            holds: 'cpus[0].overrun == 14 and cpus[1].ledger.committed == 0',
            why: 'Each CPU has its own ring, and nobody lends.',
          },
          {
            text: 'nowhere: CPU 0 waits until a page is read',
            holds: "cpus[0].status == 'waiting'",
            why: 'A tracer that waits for its reader would change what it is to observe.',
          },
        ],
        acts: [
          ['write', 0, 26, 20],
          ['write', 0, 27, 20],
          ['write', 0, 28, 20],
          ['write', 0, 29, 20],
        ],
        because: [
          'CPU 0 lost page after page, {cpus[0].overrun} events in all, beside {config.pagesPerCpu} empty pages of CPU 1. Whoever sets a size sets it per CPU: what counts is the busiest one.',
        ],
        point: 'OverrunRead',
      },
    },
  ],
  challenges: [
    {
      id: 'lose-exactly-one-page',
      title: 'Lose exactly one page',
      goal: 'Make the ring of CPU 0 lose exactly one page, and with it just 1 event: overrun is to say 1. Queue writes and consumes below; then step them, or press Run.',
      config: { cpus: 1 },
      wins: 'ledger.overrun == 1',
      hints: [
        'What was read is not lost, and a page may hold one event only.',
        'A body of {config.pageSize - 12} bytes makes an event that fills a page.',
        'Write {config.pagesPerCpu + 1} of these.',
      ],
      solution: Array.from({ length: 5 }, (_, at) => ['write', 0, at + 1, 116] as const),
    },
  ],
}
