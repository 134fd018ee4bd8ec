import type { Act } from '../act.ts'
import type { LessonFile } from '../lesson.ts'

/** CPU 1 writes once, CPU 0 six times. */
const ROUND: readonly Act[] = [
  ['write', 1, 1, 20],
  ...Array.from({ length: 6 }, (_, at) => ['write', 0, at + 2, 20] as const),
]

export const unequalWindows: LessonFile = {
  id: 'unequal-windows',
  title: 'Unequal windows',
  minutes: 4,
  outcomes: [
    'say why CPUs remember different stretches of time',
    'find the stretch that all of them remember',
    'say what must not be concluded from a trace with losses',
  ],
  misconception: 'Where a trace shows nothing of a CPU, that CPU did nothing.',
  config: { cpus: 2 },
  parts: [
    {
      title: 'The busy and the quiet',
      text: [
        'Two CPUs, each with {config.pagesPerCpu} pages of {config.pageSize} bytes. For each event of CPU 1, CPU 0 writes six. So far {cpus[0].ledger.committed} against {cpus[1].ledger.committed}.',
        'It goes on like this for two more rounds. Both rings may overwrite.',
      ],
      acts: [...ROUND, ...ROUND],
      panel: 'Timeline',
      facts: [
        ['CPU 0: unread', 'cpus[0].ledger.buffered'],
        ['CPU 1: unread', 'cpus[1].ledger.buffered'],
        ['events that fit into a ring', 'config.pagesPerCpu * config.pageSize / 32'],
      ],
      predict: {
        question: 'Whose ring reaches further back in time then?',
        choices: [
          {
            text: 'that of CPU 0: it has more events',
            holds: 'cpus[1].overrun > 0',
            why: 'More events in the same room means less time. It is the busy one that forgets.',
          },
          {
            text: 'both the same: the rings are of one size',
            holds: 'cpus[0].overrun == 0 and cpus[1].overrun == 0',
            why: 'A size is a number of bytes, not of seconds.',
          },
          {
            text: 'that of CPU 1: it writes little',
            holds: 'cpus[0].overrun > 0 and cpus[1].overrun == 0',
            why: 'Its ring is far from full: it remembers everything.',
          },
        ],
        acts: [...ROUND, ...ROUND],
        because: [
          'CPU 0 has lost {cpus[0].overrun} of its {cpus[0].ledger.committed} events, the oldest ones. CPU 1 has lost {cpus[1].overrun}. In the timeline the line below each lane shows how far back that CPU remembers.',
        ],
        point: 'OverrunRead',
      },
    },
    {
      title: 'What did CPU 0 do then?',
      text: [
        'Somebody looks at this trace and says: when CPU 1 wrote its first event, CPU 0 was asleep. There is no event of it at that time.',
        'An [[iterator]] reads all that is unread, to check.',
      ],
      panel: 'Timeline',
      facts: [
        ['CPU 0: attempted', 'cpus[0].ledger.attempted'],
        ['CPU 0: unread', 'cpus[0].ledger.buffered'],
        ['CPU 0: overrun', 'cpus[0].overrun'],
      ],
      predict: {
        question: 'What can be said of CPU 0 at that time?',
        choices: [
          {
            text: 'it did nothing: there is no event',
            holds: 'cpus[0].ledger.overrun == 0',
            why: 'No event is left. That is not the same as none was written.',
          },
          {
            text: 'it wrote as always, and one can see it',
            holds: 'cpus[0].ledger.buffered == cpus[0].ledger.committed',
            why: 'It did write as always. But these are the events that are gone.',
          },
          {
            text: 'nothing: that time was overwritten',
            holds: 'cpus[0].ledger.overrun > 0 and cpus[0].ledger.buffered < cpus[0].ledger.committed',
            why: 'Before its oldest event, CPU 0 is unknown, not idle.',
          },
        ],
        acts: [['read']],
        because: [
          'The trace is complete for sure from the moment on from which every CPU remembers: the latest of all the oldest events. The page calls that stretch the common window, and shades it in the timeline. Only a CPU that lost nothing may be trusted further back.',
          'Before that, one may say what happened on CPU 1. One may not say what did not happen on CPU 0.',
        ],
        point: 'IteratorPlaced',
      },
    },
    {
      title: 'Three rules for a trace with losses',
      text: [
        'What is there, was: an event that was read is whole, and its place among the events of its CPU is right.',
        'What is missing is unknown, not absent. A gap is marked where it is, with how many: here {cpus[0].overrun} before the oldest event of CPU 0.',
        'Do not measure across a gap: between the event before it and the one behind it, anything may have begun and ended. The same goes for what began before the common window.',
      ],
      panel: 'Timeline',
      attempt:
        'In the timeline, press L to go to the next loss. Then look at Statistics: oldest and newest event, per CPU.',
    },
  ],
  challenges: [
    {
      id: 'as-many-but-lost',
      title: 'As many events, and only one loses',
      goal: 'Let CPU 0 and CPU 1 commit the same number of events, so that CPU 0 has lost some and CPU 1 none. Queue writes below; then step them, or press Run.',
      wins: 'cpus[0].ledger.committed == cpus[1].ledger.committed and cpus[0].overrun > 0 and cpus[1].overrun == 0',
      hints: [
        'A size is a number of bytes, not of events.',
        'Large events on CPU 0, small ones on CPU 1.',
        'A body of {config.pageSize - 12} bytes fills a page: {config.pagesPerCpu + 1} of them are one too many.',
      ],
      solution: Array.from({ length: 5 }, (_, at): Act[] => [
        ['write', 0, at + 1, 116],
        ['write', 1, at + 1, 20],
      ]).flat(),
    },
  ],
}
