import type { LessonFile } from '../lesson.ts'

export const afterTheCrash: LessonFile = {
  id: 'after-the-crash',
  title: 'After the crash',
  minutes: 4,
  outcomes: [
    'say what a dead writer leaves behind',
    'say what its lock does to everybody else',
    'tell what can be recovered for certain from what cannot',
  ],
  misconception: 'When a CPU dies, its trace is gone; or it is all there.',
  config: { cpus: 2 },
  parts: [
    {
      title: 'Dead, with the lock',
      text: [
        'CPU 0 has committed {cpus[0].ledger.committed} events, CPU 1 {cpus[1].ledger.committed}. In the middle of its third, CPU 0 was killed. It held the lock of its ring, and nobody will ever release it. The word of a lock names who holds it here.',
        'The reader takes what it can get.',
      ],
      acts: [
        ['write', 0, 1, 20],
        ['write', 0, 2, 20],
        ['write', 1, 3, 20],
        ['write', 0, 4, 20, 'BodyHalf'],
        ['kill', 0],
      ],
      page: [0, 0],
      facts: [
        ['CPU 0: unread', 'cpus[0].ledger.buffered'],
        ['CPU 0: in flight', 'cpus[0].ledger.inFlight'],
        ['CPU 1: unread', 'cpus[1].ledger.buffered'],
      ],
      predict: {
        question: 'How many events does it get?',
        choices: [
          {
            text: '3: all that were committed',
            holds: 'ledger.read == 3',
            why: 'They are there, and whole. But to move HEAD of that ring the reader needs its lock.',
          },
          {
            text: '1: that of CPU 1',
            holds: 'ledger.read == 1',
            why: 'It sees that the holder of the lock is dead, and leaves that ring alone.',
          },
          {
            text: 'none: it waits for the dead',
            holds: "reader.status == 'waiting'",
            why: 'It would, if a lock did not say who holds it.',
          },
        ],
        acts: [['consume'], ['consume'], ['consume']],
        because: [
          'Whoever waits for a lock can find out here that its holder is dead. A spinlock of the kernel does not say who holds it: there the reader would spin for ever. {ledger.read} was read. The {cpus[0].ledger.buffered} of CPU 0 stay in their ring, and {cpus[0].ledger.inFlight} is in flight for ever.',
        ],
        point: 'WinnerChosen',
      },
    },
    {
      title: 'The others',
      text: ['CPU 1 writes its next event.'],
      facts: [['CPU 1: committed', 'cpus[1].ledger.committed']],
      predict: {
        question: 'Does the death of CPU 0 hinder it?',
        choices: [
          {
            text: 'yes: it waits for the lock of CPU 0',
            holds: "cpus[1].status == 'waiting'",
            why: 'Each ring has a lock of its own. CPU 1 never touches that of CPU 0.',
          },
          {
            text: 'yes: recording is off now',
            holds: 'ledger.refused.disabled > 0',
            why: 'Nobody switched it off. A trace of what happens after a crash may be the one that is wanted.',
          },
          {
            text: 'no',
            holds: 'cpus[1].ledger.committed == 2',
            why: 'Its own ring, its own lock.',
          },
        ],
        acts: [['write', 1, 5, 20]],
        because: [
          'It wrote as always. Rings per CPU are fast because nobody shares, and for the same reason a crash stays where it is.',
        ],
        point: 'TailPublished',
      },
    },
    {
      title: 'A kinder death',
      text: [
        'CPU 1 is killed too: at the very beginning of its next write, before it took its lock. {cpus[1].ledger.buffered} of its events is unread. The reader comes once more.',
      ],
      acts: [
        ['write', 1, 6, 20, 'Attempted'],
        ['kill', 1],
      ],
      facts: [
        ['CPU 1: unread', 'cpus[1].ledger.buffered'],
        ['CPU 1: in flight', 'cpus[1].ledger.inFlight'],
        ['read so far', 'ledger.read'],
      ],
      predict: {
        question: 'Does it get that event?',
        choices: [
          {
            text: 'no: CPU 1 is dead, its ring is left alone',
            holds: 'ledger.read == 1',
            why: 'What matters is not who is dead but who holds the lock.',
          },
          {
            text: 'yes',
            holds: 'ledger.read == 2',
            why: 'The lock is free, and what is committed is whole.',
          },
          {
            text: 'no, and the reader dies of it',
            holds: "reader.status == 'crashed'",
            why: 'It finds a ring at rest, as any other.',
          },
        ],
        acts: [['consume']],
        because: [
          '{ledger.read} were read in all. The same death, a few steps earlier, costs nothing but the event that it was about: {cpus[1].ledger.inFlight} in flight.',
        ],
        point: 'HeadAdvanced',
      },
    },
    {
      title: 'What can be had of CPU 0',
      text: [
        'The ring of CPU 0 can still be looked at, without its lock: its writer is dead, so nothing in it moves any more. HEAD, TAIL and what was committed on each page are kept in words beside the pages. With these one gets exactly the committed events: {cpus[0].ledger.buffered}.',
        'After a real crash there may be nothing but the pages. A page of 2008 does not say how much of it is committed. The header is stored before the body, so an event that was cut off in the middle looks whole. And behind it lie bytes of an earlier lap, which look like events too.',
        'So from the pages alone there are only candidates: certain, where a later event stands behind it; may be incomplete, the newest; from an earlier lap; and unreadable.',
      ],
      page: [0, 0],
      attempt:
        'In the row of CPU 0 press Recover, and compare what the words beside the pages tell with what the pages alone tell.',
    },
  ],
  challenges: [
    {
      id: 'three-behind',
      title: 'Three left behind',
      goal: 'One CPU here. Kill it so that exactly 3 committed events are unread, 1 is in flight, and the reader cannot take a single one of them: let it try.',
      config: { cpus: 1 },
      wins: "cpus[0].status == 'crashed' and cpus[0].ledger.buffered == 3 and ledger.inFlight == 1 and reader.status == 'idle' and cpus[0].irqsOff",
      hints: [
        'It has to die with its lock.',
        'Three writes, then a fourth that you step until the lock is taken.',
        'Kill is the button beside the CPU.',
      ],
      solution: [
        ['write', 0, 1, 20],
        ['write', 0, 2, 20],
        ['write', 0, 3, 20],
        ['write', 0, 4, 20, 'LengthStored'],
        ['kill', 0],
        ['consume'],
      ],
    },
  ],
}
