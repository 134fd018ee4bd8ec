import type { LessonFile } from '../lesson.ts'

export const consume: LessonFile = {
  id: 'consume',
  title: 'Consume',
  minutes: 3,
  outcomes: [
    'say what becomes of the bytes of an event that was read',
    'say when its space can be used again',
    'tell an empty ring from one with room',
  ],
  misconception: 'What was read makes room at once.',
  config: { pagesPerCpu: 2, overwrite: false },
  parts: [
    {
      title: 'Taken, and still there',
      text: [
        'CPU 0 has written {ledger.committed} events. To [[consume]] is to take the oldest one out of the ring. The reader takes one.',
      ],
      acts: [
        ['write', 0, 1, 20],
        ['write', 0, 2, 20],
        ['write', 0, 3, 20],
      ],
      page: [0, 0],
      facts: [
        ['head', 'cpus[0].head'],
        ['tail', 'cpus[0].tail'],
        ['unread', 'ledger.buffered'],
      ],
      predict: {
        question: 'What becomes of its 32 bytes in the page?',
        choices: [
          {
            text: 'they are cleared, and free',
            holds: 'cpus[0].pages[0].committedBytes == 64',
            why: 'Nobody takes the time to clear them. The next lap writes over them.',
          },
          {
            text: 'nothing: only HEAD moves',
            holds: 'cpus[0].head == 32 and cpus[0].pages[0].committedBytes == 96',
            why: 'HEAD says where to read next. To move it is all that consuming does.',
          },
          {
            text: 'the events behind it move up',
            holds: 'cpus[0].tail == 64',
            why: 'A ring never moves what is in it: that would cost more than to write it.',
          },
        ],
        acts: [['consume']],
        because: [
          'HEAD went to {cpus[0].head}. All {cpus[0].pages[0].committedBytes} bytes are where they were, {cpus[0].pages[0].consumedBytes} of them read. Which events are in the ring is said by HEAD and TAIL alone.',
        ],
        point: 'HeadAdvanced',
      },
    },
    {
      title: 'Room for one?',
      text: [
        'CPU 0 filled the ring: both pages are full. One event of page 0 was read, which are {cpus[0].pages[0].consumedBytes} bytes that nobody needs any more. This ring may not overwrite.',
        'An event comes that takes just 32 bytes.',
      ],
      acts: Array.from({ length: 5 }, (_, at) => ['write', 0, at + 4, 20] as const),
      page: [0, 0],
      facts: [
        ['bytes read', 'cpus[0].pages[0].consumedBytes'],
        ['unread', 'ledger.buffered'],
        ['the event', '12 + 20'],
      ],
      predict: {
        question: 'What happens to it?',
        choices: [
          {
            text: 'it goes where the one was that was read',
            holds: 'ledger.committed == 9',
            why: 'Then the newest event would lie in front of older ones on the same page, and order within a page would be gone.',
          },
          {
            text: 'it is refused: the ring is full',
            holds: 'ledger.refused.full == 1',
            why: 'The tail can only enter a page that HEAD has left.',
          },
          {
            text: 'the rest of page 0 is pushed out',
            holds: 'ledger.overrun > 0',
            why: 'This ring may not overwrite.',
          },
        ],
        acts: [['write', 0, 9, 20]],
        because: [
          'HEAD is still on page {cpus[0].headPage}, so the page is taken, by {cpus[0].pages[0].unread} unread events. {ledger.refused.full} was refused as full, in a ring with {cpus[0].pages[0].consumedBytes} bytes of nothing.',
        ],
        point: 'WriteRefused',
      },
    },
    {
      title: 'Space comes back by the page',
      text: [
        'Now the reader takes an event, and CPU 0 tries again; and the same twice more. That makes three events read and three tries.',
      ],
      facts: [
        ['unread on page 0', 'cpus[0].pages[0].unread'],
        ['unread on page 1', 'cpus[0].pages[1].unread'],
        ['refused so far', 'ledger.refused.full'],
      ],
      predict: {
        question: 'How many of the three tries succeed?',
        choices: [
          {
            text: 'all three: one out, one in',
            holds: 'ledger.committed == 11',
            why: 'That is how a queue of single slots works. Here the slot is a page.',
          },
          {
            text: 'only the last: then page 0 is all read',
            holds: 'ledger.committed == 9',
            why: 'HEAD leaves page 0 with its last event, and with that the whole page is free.',
          },
          {
            text: 'none: page 1 is full of unread events',
            holds: 'ledger.committed == 8',
            why: 'Page 1 does not stand in the way: the tail goes on to page 0.',
          },
        ],
        acts: [['consume'], ['write', 0, 10, 20], ['consume'], ['write', 0, 11, 20], ['consume'], ['write', 0, 12, 20]],
        because: [
          '{ledger.refused.full} were refused in all, and then one went in, at the start of page {cpus[0].tailPage}. From here on three more fit without anybody reading anything.',
          'So a reader should not only be fast enough on the average: it has to finish a page before the writer needs it.',
        ],
        point: 'TailPageStored',
      },
    },
  ],
  challenges: [
    {
      id: 'full-with-two',
      title: 'Full with two events',
      goal: 'Make this ring refuse a write as full while only 2 of its events are unread, and at least 3 were read. Queue writes and consumes below; then step them, or press Run.',
      wins: 'ledger.refused.full > 0 and ledger.buffered == 2 and ledger.read > 2',
      hints: [
        'One unread event holds its whole page.',
        'Fill page 0 with small events, and read all of them but one.',
        'Then fill page 1 with one event: a body of {config.pageSize - 12} bytes.',
      ],
      solution: [
        ['write', 0, 1, 20],
        ['write', 0, 2, 20],
        ['write', 0, 3, 20],
        ['write', 0, 4, 20],
        ['consume'],
        ['consume'],
        ['consume'],
        ['write', 0, 5, 116],
        ['write', 0, 6, 20],
      ],
    },
  ],
}
