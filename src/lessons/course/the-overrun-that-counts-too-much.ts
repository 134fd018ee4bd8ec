import type { Act } from '../act.ts'
import type { LessonFile } from '../lesson.ts'

const EIGHT_WRITES: readonly Act[] = Array.from({ length: 8 }, (_, at) => ['write', 0, at + 1, 20] as const)
const consumes = (count: number): Act[] => Array.from({ length: count }, () => ['consume'] as const)

export const theOverrunThatCountsTooMuch: LessonFile = {
  id: 'the-overrun-that-counts-too-much',
  title: 'Bug hunt: the overrun that counts too much',
  minutes: 4,
  outcomes: [
    'say which events of a pushed page are lost',
    'say why a sum that adds up proves little',
    'name a check that finds the bug',
  ],
  misconception: 'If read, lost and left add up to what was written, the counters are right.',
  config: { asPosted: true, pagesPerCpu: 2 },
  parts: [
    {
      title: 'A page that was nearly read',
      text: [
        'The patch [[as posted]]. {ledger.committed} events fill both pages, four on each. The reader took {ledger.read}, all from page 0: {cpus[0].pages[0].unread} is left there.',
        'A ninth event comes, and page 0 is pushed out.',
      ],
      acts: [...EIGHT_WRITES, ...consumes(3)],
      page: [0, 0],
      facts: [
        ['read', 'ledger.read'],
        ['unread on page 0', 'cpus[0].pages[0].unread'],
        ['overrun', 'cpus[0].overrun'],
      ],
      predict: {
        question: 'One event is lost. What does overrun say?',
        choices: [
          {
            text: '1',
            holds: 'cpus[0].overrun == 1',
            why: 'That is the truth.',
          },
          {
            text: '3',
            holds: 'cpus[0].overrun == 3',
            why: 'These were read: whatever it counts, it is not only them.',
          },
          {
            text: '4',
            holds: 'cpus[0].overrun == 4',
            why: 'It walks over the page from its start, and counts what it finds: read or not.',
          },
        ],
        acts: [['write', 0, 9, 20]],
        because: [
          'Overrun says {cpus[0].overrun}, and {ledger.read} of these had been read before. The walk begins at offset 0 of the page instead of at HEAD.',
        ],
        point: 'OverrunWritten',
      },
    },
    {
      title: 'Does the sum find it?',
      text: [
        'Somebody suspects the counters, and adds up: what was read, what was overrun, and what is left by [[entries]] must be what was written.',
        'The reader takes one more event, then the sum is made.',
      ],
      facts: [
        ['written', 'ledger.committed'],
        ['read', 'ledger.read'],
        ['overrun', 'cpus[0].overrun'],
        ['entries', 'cpus[0].entries'],
      ],
      predict: {
        question: 'Does it add up?',
        choices: [
          {
            text: 'no: three too many',
            holds: 'ledger.read + cpus[0].overrun + cpus[0].entries > ledger.committed',
            why: 'Overrun is three too many. But look where the same three are missing.',
          },
          {
            text: 'yes, exactly',
            holds: 'ledger.read + cpus[0].overrun + cpus[0].entries == ledger.committed',
            why: 'Each event that was counted as overrun was taken from entries as well.',
          },
          {
            text: 'no: three too few',
            holds: 'ledger.read + cpus[0].overrun + cpus[0].entries < ledger.committed',
            why: 'Nothing was left out. Something was counted twice, and taken off twice.',
          },
        ],
        acts: [['consume']],
        because: [
          '{ledger.read} + {cpus[0].overrun} + {cpus[0].entries} = {ledger.committed}. Two errors of the same size, with opposite signs. Whoever trusts the sum is told that all is well.',
          'What finds it is to go and look: in the pages are {cpus[0].pages[0].unread + cpus[0].pages[1].unread} unread events, and entries says {cpus[0].entries}. The [[ledger]] at the bottom of the screen shows both sides.',
        ],
        point: 'EntriesWritten',
      },
    },
    {
      title: 'Until it shows',
      text: ['The reader takes the {cpus[0].pages[0].unread + cpus[0].pages[1].unread} events that are left.'],
      facts: [
        ['entries', 'cpus[0].entries'],
        ['unread in the pages', 'cpus[0].pages[0].unread + cpus[0].pages[1].unread'],
      ],
      predict: {
        question: 'What does entries say in the end?',
        choices: [
          {
            text: '0: the ring is empty',
            holds: 'cpus[0].entries == 0',
            why: 'The ring is empty. The counter began too low.',
          },
          {
            text: '-3',
            holds: 'cpus[0].entries == -3',
            why: 'It was three too low all the time; at the end one sees it.',
          },
          {
            text: '3',
            holds: 'cpus[0].entries == 3',
            why: 'The other way round: three were taken off too often.',
          },
        ],
        acts: consumes(4),
        because: [
          'Entries is {cpus[0].entries}: a ring with fewer than no events. A counter that is never below zero would have been a better check than the sum.',
        ],
        point: 'EntriesWritten',
      },
    },
    {
      title: 'The repair, and a long life',
      text: [
        'Repaired, a counter of each page, kept outside of it, says how many of its events are unread, and only these are counted. That takes no walk at all.',
        'The first version of this ring in Linux still counted too much. It went away when the reader got a page of its own, outside the ring: then no page that is pushed is half read.',
      ],
      attempt:
        'Above the rings the page says what it has found wrong, and the ledger below shows both sides where they differ.',
    },
  ],
  challenges: [
    {
      id: 'two-too-many',
      title: 'Two too many',
      goal: 'As posted: make overrun say exactly 2 more than were lost: 4, after 2 were read. Queue writes and consumes below; then step them, or press Run.',
      wins: 'cpus[0].overrun == 4 and ledger.read == 2',
      hints: [
        'What was read of the pushed page is counted too.',
        'Fill both pages with four events each, and read two.',
        'Then one more write pushes page 0.',
      ],
      solution: [...EIGHT_WRITES, ...consumes(2), ['write', 0, 9, 20]],
    },
  ],
}
