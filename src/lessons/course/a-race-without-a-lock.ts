import type { LessonFile } from '../lesson.ts'

export const aRaceWithoutALock: LessonFile = {
  id: 'a-race-without-a-lock',
  title: 'A race without a lock',
  minutes: 5,
  outcomes: [
    'find the moment between a look and an act',
    'say how an event comes twice and another is lost without a count',
    'say why adding up the counters does not find it',
  ],
  misconception: 'A reader that only moves its own head cannot do any harm.',
  config: { asPosted: true, pagesPerCpu: 2 },
  parts: [
    {
      title: 'Chosen, then gone',
      text: [
        'This is the patch [[as posted]]: its consume takes no lock. The ring has {config.pagesPerCpu} pages, which hold four of these events of 64 bytes.',
        'To consume is to choose the oldest event, to copy it from its place, and then to move HEAD on. Event 1 is in the ring. The reader has looked, has chosen it, and was stopped there. Now CPU 0 writes events 2 to 5: the fifth pushes page 0 out. Then the reader goes on, and afterwards takes all that is left.',
      ],
      acts: [
        ['write', 0, 1, 52],
        ['consume', 'WinnerChosen'],
      ],
      page: [0, 0],
      panel: 'Events',
      facts: [
        ['unread', 'ledger.buffered'],
        ['head page', 'cpus[0].headPage'],
        ['overrun', 'cpus[0].overrun'],
      ],
      predict: {
        question: 'Five events were written. What does the reader deliver in all?',
        choices: [
          {
            text: 'event 1, then 3, 4 and 5',
            holds: 'ledger.read == 4',
            why: 'It would, if it had copied event 1 when it chose it, or had held a lock.',
          },
          {
            text: '3, 4 and 5: the others were pushed out',
            holds: 'ledger.read == 3 and late == 0',
            why: 'These are what is in the ring. But the reader has chosen a place already, and passes whatever HEAD points at by then.',
          },
          {
            text: 'three events, but not these, and not in order',
            holds: 'ledger.read == 3 and late == 1',
            why: 'It passed one event and read the bytes of another.',
          },
        ],
        acts: [
          ['write', 0, 2, 52],
          ['write', 0, 3, 52],
          ['write', 0, 4, 52],
          ['write', 0, 5, 52],
          ['go', 'reader'],
          ['consume'],
          ['consume'],
        ],
        because: [
          'Look at the list of events: 5, then 4, then 5 again. HEAD had been pushed to event 3, and the reader moved it past that one; the bytes it read were at the old place, where event 5 lay by then. Event 3 was never delivered.',
          'And the counters? {ledger.read} read and {cpus[0].overrun} overrun make {ledger.committed}: all adds up.',
        ],
        point: 'HeadChecked',
      },
    },
    {
      title: 'One less, twice',
      text: [
        'One more event was written. The reader takes it: HEAD is moved, and now [[entries]] has to go down by one. That is a read, a subtraction and a write. The reader has read {cpus[0].entries}, and was stopped.',
        'CPU 0 writes another event, which counts one up. Then the reader goes on.',
      ],
      acts: [
        ['write', 0, 6, 20],
        ['consume', 'EntriesRead'],
      ],
      page: [0, 0],
      facts: [
        ['entries', 'cpus[0].entries'],
        ['read by the reader', 'cpus[0].entries'],
      ],
      predict: {
        question: 'One event is unread then. What does entries say?',
        choices: [
          {
            text: '1',
            holds: 'cpus[0].entries == 1',
            why: 'One up and one down, so it should be. But the one down began with a number from before.',
          },
          {
            text: '0',
            holds: 'cpus[0].entries == 0',
            why: 'The reader stored what it had read, less one. What CPU 0 counted is overwritten.',
          },
          {
            text: '2',
            holds: 'cpus[0].entries == 2',
            why: 'That would be, if the count of the reader were the one that is lost.',
          },
        ],
        acts: [
          ['write', 0, 7, 20],
          ['go', 'reader'],
        ],
        because: [
          'Entries is {cpus[0].entries}, and {cpus[0].pages[0].unread} event is unread. It stays wrong by one for ever. A lock on both sides, or an atomic subtraction, closes this window.',
        ],
        point: 'EntriesWritten',
      },
    },
    {
      title: 'Two words, one place',
      text: [
        'Where the tail is takes two words: its page and its offset. The ring was reset, two events were written and read: it is empty, and HEAD and TAIL are at {cpus[0].tail} of page 1.',
        'CPU 0 turns the page. It has stored the page and not yet the offset, so TAIL is at {cpus[0].tail} of page {cpus[0].tailPage}: a place that never was. The rest of page 1 is padding by now, and on page 0 lies, from the lap before, an event of {100 + 12} bytes. Now the reader comes.',
      ],
      acts: [
        ['reset'],
        ['write', 0, 8, 100],
        ['write', 0, 9, 92],
        ['consume'],
        ['consume'],
        ['write', 0, 10, 92, 'TailPageStored'],
      ],
      page: [0, 0],
      facts: [
        ['head page', 'cpus[0].headPage'],
        ['tail page', 'cpus[0].tailPage'],
        ['tail', 'cpus[0].tail'],
      ],
      predict: {
        question: 'What becomes of the reader?',
        choices: [
          {
            text: 'it finds the ring empty',
            holds: "reader.status == 'idle'",
            why: 'Empty is where HEAD and TAIL are the same. HEAD is on page 1, TAIL says page 0.',
          },
          {
            text: 'it waits for CPU 0',
            holds: "reader.status == 'waiting'",
            why: 'Repaired, it would: CPU 0 holds its lock. As posted the reader does not ask.',
          },
          {
            text: 'it runs into a BUG_ON, a check that stops the kernel',
            holds: "reader.status == 'crashed'",
            why: 'It reads an old event on page 0 that reaches beyond the tail.',
          },
        ],
        acts: [['consume', 'HeadAdvanced']],
        because: [
          'It went to page 0, where bytes of an earlier lap lie, took them for an event, and found that this event ends behind the tail. Of that the patch says [[BUG_ON]]: the machine stops here.',
          'These schedules are three among thousands, and on a quiet machine they may not come for weeks. JavaScript’s atomics are stricter than what the patch had, so real hardware has more ways to go wrong, not fewer.',
        ],
        point: 'LengthRead',
      },
    },
  ],
  challenges: [
    {
      id: 'less-than-nothing',
      title: 'Less than nothing',
      goal: 'As posted, make the counter entries go below zero. Queue writes and consumes below, and step them in an order of your choice.',
      wins: 'cpus[0].entries < 0',
      hints: [
        'A count has to be lost first: stop the reader between its read and its write of entries.',
        'Write one event. Step a consume until EntriesRead. Write another one. Let the reader go on.',
        'Then one event is unread, and entries says 0. Consume it.',
      ],
      solution: [['write', 0, 1, 20], ['consume', 'EntriesRead'], ['write', 0, 2, 20], ['go', 'reader'], ['consume']],
    },
  ],
}
