import type { Act } from '../act.ts'
import type { LessonFile } from '../lesson.ts'

const EIGHT_WRITES: readonly Act[] = Array.from({ length: 8 }, (_, at) => ['write', 0, at + 1, 20] as const)
const consumes = (count: number): Act[] => Array.from({ length: count }, () => ['consume'] as const)

export const theReaderThatStepsOff: LessonFile = {
  id: 'the-reader-that-steps-off',
  title: 'Bug hunt: the reader that steps off',
  minutes: 4,
  outcomes: [
    'say what tells a reader that a ring is empty',
    'find where the patch as posted loses that',
    'say what repairs it',
  ],
  misconception: 'A bug in a ring buffer is a race: on one CPU, one step at a time, nothing can go wrong.',
  config: { asPosted: true, pagesPerCpu: 2 },
  parts: [
    {
      title: 'One too many',
      text: [
        'The patch [[as posted]], one CPU, nobody races with anybody. {ledger.committed} events were written and fill both pages to the last byte. {ledger.read} of them were read.',
        'Where a page ends, a reader goes on to the next one. It asks twice more.',
      ],
      acts: [...EIGHT_WRITES, ...consumes(7)],
      page: [0, 1],
      facts: [
        ['written', 'ledger.committed'],
        ['read', 'ledger.read'],
        ['entries', 'cpus[0].entries'],
      ],
      predict: {
        question: 'What does it get?',
        choices: [
          {
            text: 'the eighth, then nothing',
            holds: 'ledger.read == 8',
            why: 'That is what the ring promises.',
          },
          {
            text: 'the eighth, then the first once more',
            holds: 'ledger.read == 9',
            why: 'It was read long ago. Its bytes are still there.',
          },
          {
            text: 'the eighth, then it waits for a ninth',
            holds: "reader.status == 'waiting'",
            why: 'A consume that finds nothing returns with nothing.',
          },
        ],
        acts: consumes(2),
        because: [
          '{ledger.read} events were read, and {ledger.committed} were ever written. Entries says {cpus[0].entries}. It would go on like this, round and round.',
        ],
        point: 'HeadAdvanced',
      },
    },
    {
      title: 'Where does it go wrong?',
      text: [
        'The ring was reset, eight events were written again and seven read. A ring is empty where HEAD and TAIL are the same: same page, same offset.',
        'TAIL is at {cpus[0].tail} of page {cpus[0].tailPage}, the very end. The reader takes the eighth event, and nothing else.',
      ],
      acts: [['reset'], ...EIGHT_WRITES, ...consumes(7)],
      page: [0, 1],
      facts: [
        ['head page', 'cpus[0].headPage'],
        ['head', 'cpus[0].head'],
        ['tail page', 'cpus[0].tailPage'],
        ['tail', 'cpus[0].tail'],
      ],
      predict: {
        question: 'Where is HEAD after that?',
        choices: [
          {
            text: 'at the end of page 1, where TAIL is',
            holds: 'cpus[0].headPage == 1 and cpus[0].head == 128',
            why: 'There the ring would be empty, as it should be.',
          },
          {
            text: 'at the start of page 0',
            holds: 'cpus[0].headPage == 0 and cpus[0].head == 0',
            why: 'It went on to the next page, as at the end of every other page.',
          },
          {
            text: 'at the start of page 1',
            holds: 'cpus[0].headPage == 1 and cpus[0].head == 0',
            why: 'HEAD never goes back.',
          },
        ],
        acts: [['consume']],
        because: [
          'Where less than 12 bytes are left no event can begin, so the reader goes to the next page. That is right everywhere but on the [[tail page]]: the writer is still there, and has not turned.',
          'HEAD has overtaken TAIL. Now they are not the same, so the ring looks full of events: all those of the lap before.',
        ],
        point: 'HeadPageStored',
      },
    },
    {
      title: 'The repair',
      text: [
        'One condition is missing: a reader never leaves the page that the tail is on, however full it is. Then HEAD and TAIL meet at its end, and the ring is empty.',
        'In the source on the right it is the line of the function `advance` that tests `asPosted`. Everything on this page that is not as posted runs with that condition.',
        'Nobody needed a race for this: it takes a reader that has read all, and a tail page with less than 12 bytes left. With events of many sizes that is rare. With equal ones that fill pages to the end, it happens whenever the reader has caught up there.',
      ],
      attempt:
        'Below, under Step it yourself, is the list of [[invariant|invariants]]: what always has to hold. It says which of them failed, and at which step, or [[op]], first. Go there.',
    },
  ],
  challenges: [
    {
      id: 'more-than-was-written',
      title: 'More than was written',
      goal: 'As posted: make the reader read more events than were ever written. Queue writes and consumes below; then step them, or press Run.',
      wins: 'ledger.read > ledger.committed',
      hints: [
        'Fill the pages to the last byte.',
        'Bodies of 20 make events of 32, and four of these fill a page.',
        'Eight writes, then nine consumes.',
      ],
      solution: [...EIGHT_WRITES, ...consumes(9)],
    },
    {
      id: 'the-iterator-repeats-itself',
      title: 'Make the iterator repeat itself',
      goal: 'An [[iterator]] passes every unread event once, and takes none. As posted: make it pass more events than were ever written. Queue writes below, and step them or press Run. Then do the same with a read.',
      wins: 'reader.iterated > ledger.committed',
      hints: [
        'It moves over the pages as a consumer does, with a head of its own.',
        'So it steps off a tail page that is full.',
        'Eight writes with bodies of 20, then one read. It goes round until the page stops it.',
      ],
      solution: [
        ...EIGHT_WRITES,
        ['read', 'IteratorAdvanced'],
        ...Array<Act>(8).fill(['go', 'reader', 'IteratorAdvanced']),
      ],
    },
  ],
}
