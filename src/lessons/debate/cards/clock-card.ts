import type { Card } from '../card.ts'

const BODY = 20
const MS = 1e6

export const CLOCK: Card = {
  id: 'clock',
  title: 'Which clock',
  question: 'Events of all CPUs are put in order by their stamps: which clock gives stamps that can be compared?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position: 'None that the kernel has. One should ask for the event stamp counter of Mathieu Desnoyers.',
      quotes: [
        "we should ask for mathieu's event stamp counter.",
        'Non of the clocks we currently have suffice for this goal.',
      ],
    },
    {
      who: 'Steven Rostedt',
      position: 'He agrees: the line is marked in the patch as something to mend. It calls `sched_clock`.',
      quotes: ['Ah, you see the "/* FIXME!!! */" here.'],
    },
  ],
  settled: [
    {
      when: 'Linux 6.12',
      what: 'The clock is chosen for each buffer, `trace_clock`: `local` is the default, fast, and CPUs may disagree; `global` agrees and is slower; `counter` gives an order and no time; and others.',
    },
  ],
  situations: [
    {
      name: 'Clocks that disagree',
      config: { cpus: 2, clockOffsetsNs: [2 * MS, 0] },
      acts: [['write', 0, 0xaa, BODY], ['write', 1, 0xbb, BODY], ['consume'], ['consume']],
      look: [
        'Events: CPU 1 comes first, although CPU 0 wrote first. The row that came out too late is marked “inverted”.',
        'The clock of CPU 0 is ahead, on purpose. A [[merge]] by stamps cannot know.',
      ],
      panel: 'Events',
      shows: ({ inversions, ledger }) => inversions === 1 && ledger.read === 2,
      tells: ({ inversions, ledger }) =>
        `Of ${ledger.read} events, ${inversions} came out after one that happened later.`,
    },
    {
      name: 'A counter instead of a clock',
      config: { cpus: 2, clock: 'counter' },
      acts: [['write', 0, 0xaa, BODY], ['write', 1, 0xbb, BODY], ['consume'], ['consume']],
      look: [
        'Events: the same two writes, in the order in which they were made. The stamps are numbers and no time.',
        'All CPUs draw from one counter, so all write to the same word. That is its price.',
      ],
      panel: 'Events',
      shows: ({ inversions, ledger }) => inversions === 0 && ledger.read === 2,
      tells: ({ inversions, ledger }) => `${ledger.read} events read, ${inversions} out of order.`,
    },
  ],
}
