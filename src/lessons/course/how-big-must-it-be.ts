import type { Act } from '../act.ts'
import type { LessonFile } from '../lesson.ts'

const writes = (count: number): Act[] => Array.from({ length: count }, (_, at) => ['write', 0, at + 1, 20] as const)
const consumes = (count: number): Act[] => Array.from({ length: count }, () => ['consume'] as const)

export const howBigMustItBe: LessonFile = {
  id: 'how-big-must-it-be',
  title: 'How big must it be?',
  minutes: 5,
  outcomes: [
    'say which two numbers decide the size of a ring',
    'say why an average is not one of them',
    'reckon a size in pages, and how far back it reaches',
  ],
  misconception: 'If the reader is faster than the writer on the average, nothing is lost.',
  parts: [
    {
      title: 'Fast enough, on the average',
      text: [
        'The ring has {config.pagesPerCpu} pages, room for {config.pagesPerCpu * config.pageSize / 32} events of 32 bytes. Three times, CPU 0 wrote 4 and the reader took 4: {ledger.committed} written, {ledger.read} read, {ledger.overrun} lost. The reader could have taken many more. TAIL is at the end of a page.',
        'Now the reader is not scheduled for a while. In that time CPU 0 writes 20 events. Then the reader comes back and takes all there is.',
      ],
      acts: [...writes(4), ...consumes(4), ...writes(4), ...consumes(4), ...writes(4), ...consumes(4)],
      page: [0, 0],
      facts: [
        ['events that fit', 'config.pagesPerCpu * config.pageSize / 32'],
        ['in the burst', '20'],
        ['lost so far', 'ledger.overrun'],
      ],
      predict: {
        question: 'How many are lost?',
        choices: [
          {
            text: '0: the reader is fast enough',
            holds: 'ledger.overrun == 0',
            why: 'While it is not running its speed is 0, however fast it is afterwards.',
          },
          {
            text: '4: what does not fit',
            holds: 'ledger.overrun == 4',
            why: 'The ring has to hold all that is written while nobody reads.',
          },
          {
            text: '20: all of the burst',
            holds: 'ledger.overrun == 20',
            why: 'The ring keeps what fits. It loses the oldest page, then goes on.',
          },
        ],
        acts: [...writes(20), ...consumes(16)],
        because: [
          '{ledger.overrun} were lost, {ledger.read} read. Two numbers decide: how fast events come at the worst time, and how long the reader may be away. Their product has to fit.',
        ],
        point: 'OverrunRead',
      },
    },
    {
      title: 'Room for sixteen?',
      text: [
        'The ring is empty, and TAIL stands in the middle of page {cpus[0].tailPage}, at {cpus[0].tail}. This time the burst is just 16 events, as many as fit into {config.pagesPerCpu} pages.',
      ],
      acts: [...writes(2), ...consumes(2)],
      facts: [
        ['unread', 'ledger.buffered'],
        ['tail', 'cpus[0].tail'],
        ['left in the tail page', 'config.pageSize - cpus[0].tail'],
        ['lost so far', 'ledger.overrun'],
      ],
      predict: {
        question: 'How many are lost this time?',
        choices: [
          {
            text: 'none: 16 fit',
            holds: 'ledger.overrun == 4',
            why: 'Sixteen fit if the tail starts at the start of a page. It stands in the middle of one.',
          },
          {
            text: '2',
            holds: 'ledger.overrun == 6',
            why: 'The page in which it began is pushed out for the last two, with the two events in it.',
          },
          {
            text: '4: a whole page',
            holds: 'ledger.overrun == 8',
            why: 'The page that is pushed was half read: only its other half is lost.',
          },
        ],
        acts: writes(16),
        because: [
          'Overrun went to {ledger.overrun}. In the worst case the page on which a burst begins is nearly full already, so one page does not count. Therefore: peak rate times longest absence, and one page more.',
        ],
        point: 'OverrunRead',
      },
    },
    {
      title: 'Reckon with it',
      text: [
        'A machine writes at most 20 events per millisecond and CPU, 32 bytes each. Its reader can be away for 10 milliseconds. That makes {20 * 10} events, {20 * 10 * 32} bytes, or 2 pages of 4096 bytes. With one page more for the worst case: 3 pages per CPU.',
        'With a snapshot it is twice as much memory. And the busiest CPU decides: a ring that is idle does not lend.',
        'Where nobody reads at all, and one wants to know what came before a crash, turn it round: a ring of n pages always remembers n - 1 of them, less their padding, and what has begun on the last. Divided by the rate, that is how far back it reaches: here between {(config.pagesPerCpu - 1) * config.pageSize / 32 + 1} and {config.pagesPerCpu * config.pageSize / 32} events.',
      ],
      facts: [
        ['events in the absence', '20 * 10'],
        ['bytes', '20 * 10 * 32'],
        ['pages of 4096, and one', '2 + 1'],
        ['bytes per CPU', '3 * 4096'],
      ],
      attempt:
        'In the playground, run Two CPUs flat out and look at Statistics: rate, fill, and how long it takes to come round once.',
    },
  ],
  challenges: [
    {
      id: 'twenty-and-none-lost',
      title: 'Twenty, and none lost',
      goal: 'Get 20 events through this ring of {config.pagesPerCpu * config.pageSize / 32} without losing one. Queue writes and consumes below; then step them, or press Run. As late as you dare: how many reads do you need?',
      wins: 'ledger.committed >= 20 and ledger.overrun == 0 and ledger.refused.full == 0',
      hints: [
        'Up to 16 nothing has to be read.',
        'What was read is not lost. Whole pages come free.',
        'Write 16, read 4, write 4.',
      ],
      solution: [...writes(16), ...consumes(4), ...writes(4)],
    },
  ],
}
