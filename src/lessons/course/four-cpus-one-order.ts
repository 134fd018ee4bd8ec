import type { LessonFile } from '../lesson.ts'

export const fourCpusOneOrder: LessonFile = {
  id: 'four-cpus-one-order',
  title: 'Four CPUs, one order',
  minutes: 4,
  core: true,
  outcomes: [
    'say how events of several CPUs are put into one order',
    'say why a live merge can deliver an event late',
    'say what a clock that is ahead does to that order',
  ],
  misconception: 'A merged trace shows what happened in the order in which it happened.',
  config: { cpus: 4, clock: 'local', clockOffsetsNs: [0, 0, 0, 5_000_000] },
  parts: [
    {
      title: 'Whose turn is it?',
      text: [
        'Four CPUs, four rings. CPU 2 wrote one event first, then CPU 0 wrote one, then CPU 1 wrote two. Each event carries a time stamp of its CPU’s clock.',
        'The reader is to take one event.',
      ],
      acts: [
        ['write', 2, 1, 20],
        ['write', 0, 2, 20],
        ['write', 1, 3, 20],
        ['write', 1, 4, 20],
      ],
      facts: [
        ['unread, CPU 0', 'cpus[0].ledger.buffered'],
        ['unread, CPU 1', 'cpus[1].ledger.buffered'],
        ['unread, CPU 2', 'cpus[2].ledger.buffered'],
      ],
      predict: {
        question: 'Whose event does it take?',
        choices: [
          {
            text: 'the one of CPU 0: it comes first',
            holds: 'cpus[0].ledger.read == 1',
            why: 'The number of a CPU decides only where two stamps are the same.',
          },
          {
            text: 'one of CPU 1: that ring is the fullest',
            holds: 'cpus[1].ledger.read == 1',
            why: 'How full a ring is plays no part.',
          },
          {
            text: 'the one of CPU 2: it is the oldest',
            holds: 'cpus[2].ledger.read == 1',
            why: 'Of all heads the smallest stamp goes first.',
          },
        ],
        acts: [['consume']],
        because: [
          'The reader looks at the [[head]] of every ring and takes the event with the smallest stamp. Within a ring events are in order anyway, so to look at the heads is enough.',
        ],
        point: 'CandidateCompared',
      },
      attempt: 'Look at Merge, below the timeline: it shows these compares, one event at a time.',
    },
    {
      title: 'While everybody writes',
      text: [
        'The rings are empty now. The reader looks again: it has been at CPU 0, found nothing there, and is on its way to CPU 1.',
        'In that very moment CPU 0 writes an event, and after it CPU 1 writes one. Then the reader goes on, and afterwards comes once more.',
      ],
      acts: [
        ['consume'],
        ['consume'],
        ['consume'],
        ['consume', 'HeadPageRead'],
        ['go', 'reader', 'HeadPageRead'],
        ['go', 'reader', 'HeadPageRead'],
      ],
      facts: [
        ['read so far', 'ledger.read'],
        ['unread', 'ledger.buffered'],
      ],
      predict: {
        question: 'In which order are the two events delivered?',
        choices: [
          {
            text: 'CPU 0, then CPU 1: by their stamps',
            holds: 'late == 0 and ledger.read == 6',
            why: 'The reader cannot go back to CPU 0: while it looked anew, CPU 1 could change too, and so for ever.',
          },
          {
            text: 'CPU 1, then CPU 0: the older one comes late',
            holds: 'late == 1 and ledger.read == 6',
            why: 'What was not there at the look could not be compared.',
          },
          {
            text: 'only CPU 1: the one of CPU 0 is lost',
            holds: 'ledger.read == 5',
            why: 'Nothing is lost. It lies in its ring until somebody takes it.',
          },
        ],
        acts: [['write', 0, 5, 20], ['write', 1, 6, 20], ['go', 'reader'], ['consume']],
        because: [
          'The event of CPU 0 was older and was delivered second. It is counted and marked as [[late]]: {late}.',
          'Rings that are being written cannot be merged in exact order. With recording off, and nobody left in the middle of a write, they stand still, and then the order by stamps is exact. That is why an [[iterator]] stops the recording.',
        ],
        point: 'CandidateCompared',
      },
    },
    {
      title: 'A clock that is ahead',
      text: [
        'The clock of CPU 3 is {config.clockOffsetsNs[3] / 1000000} ms ahead, here on purpose. CPU 3 writes an event. After that CPU 0 writes one. Then the rings stand still, and the reader takes both.',
      ],
      acts: [
        ['write', 3, 7, 20],
        ['write', 0, 8, 20],
      ],
      facts: [
        ['clock of CPU 0', 'config.clockOffsetsNs[0]'],
        ['clock of CPU 3, ns ahead', 'config.clockOffsetsNs[3]'],
        ['late so far', 'late'],
      ],
      predict: {
        question: 'What does the merged trace show?',
        choices: [
          {
            text: 'CPU 3 before CPU 0: that is what happened',
            holds: 'inversions == 1 and ledger.read == 8',
            why: 'Nobody tells the reader what happened. It has the stamps, and by these CPU 0 was first.',
          },
          {
            text: 'CPU 0 before CPU 3, and the event is marked late',
            holds: 'late == 2 and ledger.read == 8',
            why: 'Late is an event whose stamp is smaller than one that was delivered before. By the stamps all is in order here.',
          },
          {
            text: 'CPU 0 before CPU 3, and nothing looks wrong',
            holds: 'inversions == 2 and late == 1 and ledger.read == 8',
            why: 'The order is by the stamps, and the stamps are wrong.',
          },
        ],
        acts: [['consume'], ['consume']],
        because: [
          'The effect stands before its cause, and no mark in the rings says so. Only because the offset was put there on purpose can this page count it: {inversions} inversions so far, the late one among them.',
          'So an order across CPUs is as good as their clocks agree. Within one CPU it always holds.',
        ],
        point: 'CandidateCompared',
      },
    },
  ],
  challenges: [
    {
      id: 'before-an-earlier-one',
      title: 'An event before an earlier one',
      goal: 'The clocks agree here. Make the reader deliver an event that is marked late all the same. Queue a consume for the reader and writes for the CPUs below, and step them in an order of your choice.',
      config: { cpus: 2, clockOffsetsNs: [] },
      wins: 'late > 0',
      hints: [
        'The reader looks at CPU 0 first, then at CPU 1.',
        'Let it pass CPU 0 while that ring is empty. Then let CPU 0 write, and CPU 1 after it.',
        'Step the reader until it has read the head page of CPU 1. Both events then have to be taken: two calls of consume.',
      ],
      solution: [
        ['consume', 'HeadPageRead'],
        ['go', 'reader', 'HeadPageRead'],
        ['go', 'reader', 'HeadPageRead'],
        ['write', 0, 1, 20],
        ['write', 1, 2, 20],
        ['go', 'reader'],
        ['consume'],
      ],
    },
  ],
}
