import type { LessonFile } from '../lesson.ts'

export const aPageFills: LessonFile = {
  id: 'a-page-fills',
  title: 'A page fills',
  minutes: 3,
  core: true,
  outcomes: [
    'say what an event costs in a page',
    'find its header in the bytes',
    'tell why a ring holds fewer events than one thinks',
  ],
  misconception: 'An event costs as many bytes as it carries.',
  parts: [
    {
      title: 'One CPU, one ring, one page at a time',
      text: [
        'A [[ring]] is made of [[page|pages]], here {config.pagesPerCpu} of {config.pageSize} bytes. CPU 0 writes its [[event|events]] one behind the other, from the [[tail]] on.',
        'It is the ring of a patch to Linux from 2008, with its mistakes repaired; where a lesson runs it with them, it says [[as posted]]. Nothing runs by itself here: each step is one real step of a real thread.',
      ],
      page: [0, 0],
      focus: 0,
      facts: [
        ['tail', 'cpus[0].tail'],
        ['bytes of page 0 in use', 'cpus[0].pages[0].committedBytes'],
      ],
      predict: {
        question: 'CPU 0 writes an event with a body of 5 bytes. How many bytes of the page does it cost?',
        choices: [
          {
            text: '5 bytes',
            holds: 'cpus[0].tail == 5',
            why: 'The body alone would do if nobody had to know when it was written, by what, and where the next one begins.',
          },
          {
            text: '17 bytes: a header of 12, then the body',
            holds: 'cpus[0].tail == 17',
            why: 'Nearly: the header is 12 bytes. But the next event has to begin at a multiple of 8.',
          },
          {
            text: '24 bytes',
            holds: 'cpus[0].tail == 24',
            why: 'A header of 12, a body of 5, rounded up to a multiple of 8.',
          },
        ],
        acts: [['write', 0, 0xab, 5]],
        because: [
          'The [[tail]] is at {cpus[0].tail}. Every event begins with 12 bytes: a [[counter]] of 8, which is its time, a type of 2 and a length of 2.',
          'Then the body, and the whole is rounded up to a multiple of 8. The length that is kept is the rounded one, so the 5 is gone: whoever reads it gets a body of {cpus[0].tail - 12} bytes.',
        ],
        point: 'LengthStored',
      },
      attempt: 'Look at the bytes on the right: the length of the event, 18 00, is 24 with its low byte first.',
    },
    {
      title: 'How many fit?',
      text: [
        'Every event costs its header and its rounding, so small events are expensive: of the {cpus[0].tail} bytes that the first one took, 5 were asked for.',
        'The page has {config.pageSize - cpus[0].tail} bytes left.',
      ],
      page: [0, 0],
      focus: 0,
      facts: [
        ['bytes of a page', 'config.pageSize'],
        ['left in page 0', 'config.pageSize - cpus[0].tail'],
        ['an event with a body of 20', '12 + 20'],
      ],
      predict: {
        question: 'Now events with bodies of 20 bytes: 32 each. How many more of them does page 0 take?',
        choices: [
          {
            text: '2',
            holds: 'cpus[0].pages[0].unread == 3',
            why: 'Two are 64 bytes: there is room for one more of 32.',
          },
          {
            text: '3',
            holds: 'cpus[0].pages[0].unread == 4',
            why: 'Three times 32 is 96, and 104 bytes were left.',
          },
          {
            text: '5',
            holds: 'cpus[0].pages[0].unread == 6',
            why: 'That counts the bodies only: 104 divided by 20. Each brings its 12 bytes of header along.',
          },
        ],
        acts: [
          ['write', 0, 1, 20],
          ['write', 0, 2, 20],
          ['write', 0, 3, 20],
          ['write', 0, 4, 20],
        ],
        because: [
          'Page 0 holds {cpus[0].pages[0].unread} events now, the small one and three of 32 bytes, and {cpus[0].pages[0].paddingBytes} bytes of it stay unused: too few for the fourth.',
          'That one went to page {cpus[0].tailPage}. How a page is left behind is a lesson of its own.',
        ],
        point: 'TailPageStored',
      },
    },
  ],
  challenges: [
    {
      id: 'to-the-last-byte',
      title: 'Fill a page to its last byte',
      goal: 'Fill page 0 so that not one of its {config.pageSize} bytes is [[padding]] or free. What rounding adds to an event counts as the event’s. Queue writes for CPU 0 below, with bodies of your choice; then step them, or press Run.',
      wins: 'cpus[0].pages[0].committedBytes == config.pageSize',
      hints: [
        'An event takes 12 bytes and its body, rounded up to a multiple of 8.',
        'Bodies of 20 bytes make events of 32: four of these are 128 bytes.',
        'One event can fill the page alone: a body of {config.pageSize - 12} bytes.',
      ],
      solution: [
        ['write', 0, 1, 20],
        ['write', 0, 2, 20],
        ['write', 0, 3, 20],
        ['write', 0, 4, 20],
      ],
    },
  ],
}
