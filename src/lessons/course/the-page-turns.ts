import type { LessonFile } from '../lesson.ts'

export const thePageTurns: LessonFile = {
  id: 'the-page-turns',
  title: 'The page turns',
  minutes: 4,
  core: true,
  outcomes: [
    'say where an event goes that does not fit',
    'recognise padding, and the short end of 8 bytes',
    'say what a reader does there',
  ],
  misconception: 'A ring is one long strip of bytes, so an event may begin on one page and end on the next.',
  parts: [
    {
      title: 'An event that does not fit',
      text: [
        'Page 0 holds {cpus[0].pages[0].unread} events. The [[tail]] is at {cpus[0].tail}, so {config.pageSize - cpus[0].tail} bytes are left.',
        'Next comes an event with a body of 36 bytes: with its header, 48.',
      ],
      acts: [
        ['write', 0, 1, 20],
        ['write', 0, 2, 20],
        ['write', 0, 3, 20],
      ],
      page: [0, 0],
      facts: [
        ['the event', '12 + 36'],
        ['left in page 0', 'config.pageSize - cpus[0].tail'],
        ['free in page 1', 'config.pageSize - cpus[0].pages[1].committedBytes'],
      ],
      predict: {
        question: 'Where do its 48 bytes go?',
        choices: [
          {
            text: '{config.pageSize - cpus[0].tail} to the end of page 0, {48 - config.pageSize + cpus[0].tail} to the start of page 1',
            holds: 'cpus[0].pages[0].committedBytes == 128 and cpus[0].pages[1].committedBytes == 16',
            why: 'That is straddling. It wastes nothing, but then whoever writes or reads an event has to do it in pieces. In this design an event lies in one piece, always.',
          },
          {
            text: 'all 48 to page 1; {config.pageSize - cpus[0].tail} bytes of page 0 stay unused',
            holds: 'cpus[0].pages[0].paddingBytes == 32 and cpus[0].pages[1].committedBytes == 48',
            why: 'An event lies in one piece on one page.',
          },
          {
            text: 'nowhere: the write is refused',
            holds: 'ledger.refused.full == 1 and ledger.committed == 3',
            why: 'Refused is what is too big for an empty page, or for a ring that is full. Page 1 is empty.',
          },
        ],
        acts: [['write', 0, 4, 36]],
        because: [
          'The rest of page 0, {cpus[0].pages[0].paddingBytes} bytes, became [[padding]], and the event went to the start of page {cpus[0].tailPage}. The tail is at {cpus[0].tail} there.',
          'So the writer can be given a plain pointer to fill in, and the reader one to read from.',
        ],
        point: 'PaddingWritten',
      },
      attempt:
        'Look at the bytes of page 0, from offset 96, which is 60 in hex: a header with the time 0, the type 0 and a length of 20 in hex, which is 32. No event looks like that, so it means padding.',
    },
    {
      title: 'The reader steps over it',
      text: [
        'The [[head]], HEAD in the picture, is where the reader reads next. It is on page {cpus[0].headPage}, where {cpus[0].pages[0].unread} events are unread, and padding behind them.',
        'The reader takes these three.',
      ],
      page: [0, 0],
      facts: [
        ['head', 'cpus[0].head'],
        ['unread in page 0', 'cpus[0].pages[0].unread'],
        ['padding in page 0', 'cpus[0].pages[0].paddingBytes'],
      ],
      predict: {
        question: 'Where is HEAD once it has taken all three?',
        choices: [
          {
            text: 'on page 0, in front of the padding',
            holds: 'cpus[0].headPage == 0 and cpus[0].head == 96',
            why: 'It would be, if padding were an event to be read. The reader looks at what comes next, and sees that nothing is to be had there.',
          },
          {
            text: 'on page 0, at its very end',
            holds: 'cpus[0].headPage == 0 and cpus[0].head == 128',
            why: 'It does pass the padding, but does not stop at the end of the page. Only where TAIL is on that page too is there nowhere else to go.',
          },
          {
            text: 'on page 1, at its start',
            holds: 'cpus[0].headPage == 1 and cpus[0].head == 0',
            why: 'It stepped over the padding together with the last event.',
          },
        ],
        acts: [['consume'], ['consume'], ['consume']],
        because: [
          'HEAD is at {cpus[0].head} of page {cpus[0].headPage}, in front of the event that is next. Padding is stepped over in the same go as the event before it.',
        ],
        point: 'HeadPageStored',
      },
    },
    {
      title: 'The short end',
      text: [
        'Now page 1 has {config.pageSize - cpus[0].tail} bytes left. An event with a body of 60 takes 72 of them, and leaves 8.',
        'Padding is a header of 12 bytes with a length. 8 bytes are too few for one. Then another event of 72 comes.',
      ],
      page: [0, 1],
      facts: [
        ['left in page 1', 'config.pageSize - cpus[0].tail'],
        ['the event', '12 + 60'],
        ['a header', '12'],
      ],
      predict: {
        question: 'What is written into the last 8 bytes of page 1?',
        choices: [
          {
            text: 'the first 8 bytes of a header, the other 4 go to page 2',
            holds: 'cpus[0].pages[2].committedBytes == 76',
            why: 'Not even a header straddles.',
          },
          {
            text: 'nothing at all',
            holds: 'cpus[0].pages[1].paddingBytes == 8 and cpus[0].pages[2].committedBytes == 72',
            why: 'Where no header fits, no event can begin. Both sides know that without being told.',
          },
          {
            text: 'the event before it is made 8 bytes longer',
            holds: 'cpus[0].pages[1].committedBytes == 128',
            why: 'It is committed, and may have been read already: nobody changes it any more.',
          },
        ],
        acts: [
          ['write', 0, 5, 60],
          ['write', 0, 6, 60],
        ],
        because: [
          'Page 1 has {cpus[0].pages[1].committedBytes} bytes of events and {cpus[0].pages[1].paddingBytes} that nobody wrote. The rule is the same on both sides: a place with less than 12 bytes behind it is the end of the page.',
          'Lengths are multiples of 8, so 8 is the only rest that is so short.',
        ],
        point: 'PaddingWritten',
      },
    },
  ],
  challenges: [
    {
      id: 'more-padding-than-data',
      title: 'More padding than data',
      goal: 'What does never to straddle cost at its worst? Make page 0 end with more padding than events. Queue writes for CPU 0 below; then step them, or press Run.',
      wins: 'cpus[0].pages[0].paddingBytes > cpus[0].pages[0].committedBytes',
      hints: [
        'A page is padded when the next event does not fit into what is left.',
        'First a small event, then one so large that it needs a page nearly for itself.',
        'A body of {config.pageSize - 12} bytes makes an event of {config.pageSize}.',
      ],
      solution: [
        ['write', 0, 1, 4],
        ['write', 0, 2, 116],
      ],
    },
  ],
}
