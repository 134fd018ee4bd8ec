import type { LessonFile } from '../lesson.ts'

export const snapshot: LessonFile = {
  id: 'snapshot',
  title: 'Snapshot',
  minutes: 3,
  outcomes: [
    'say what a snapshot moves, and what it does not',
    'say what the second snapshot does to the first',
    'tell a snapshot of all CPUs from one of a single CPU',
  ],
  misconception: 'A snapshot copies the buffer.',
  config: { cpus: 2, snapshot: true },
  parts: [
    {
      title: 'Freeze the moment',
      text: [
        'Something went wrong, and the last events tell why: {ledger.buffered} are in the rings. The CPUs are not to stop. Each has a second ring of the same size, which is empty.',
        'The reader takes a [[snapshot]].',
      ],
      acts: [
        ['write', 0, 1, 20],
        ['write', 1, 2, 20],
        ['write', 0, 3, 20],
        ['write', 1, 4, 20],
        ['write', 0, 5, 20],
      ],
      facts: [
        ['CPU 0: unread', 'cpus[0].ledger.buffered'],
        ['CPU 1: unread', 'cpus[1].ledger.buffered'],
        ['in snapshot', 'ledger.inSnapshot'],
      ],
      predict: {
        question: 'Where are the events then?',
        choices: [
          {
            text: 'in both rings: they were copied',
            holds: 'ledger.inSnapshot == 5 and ledger.buffered == 5',
            why: 'To copy megabytes takes time, and meanwhile the CPUs would write on.',
          },
          {
            text: 'in the second rings; the live ones are empty',
            holds: 'ledger.inSnapshot == 5 and ledger.buffered == 0',
            why: 'Two words per CPU change places: which ring is live, and which is the spare one.',
          },
          {
            text: 'where they were; recording is off',
            holds: 'ledger.buffered == 5 and recordDisabled > 0',
            why: 'That would freeze the moment and lose what comes. A snapshot is there to have both.',
          },
        ],
        acts: [['snapshot']],
        because: [
          'Not a byte of an event was moved. {ledger.inSnapshot} events are in the snapshot, {ledger.buffered} in the live rings, and the CPUs write on.',
        ],
        point: 'RingSwapped',
      },
    },
    {
      title: 'Once more',
      text: [
        'CPU 0 wrote {cpus[0].ledger.buffered} more events. The first snapshot is still there, and nobody has read it. The reader takes another one.',
      ],
      acts: [
        ['write', 0, 6, 20],
        ['write', 0, 7, 20],
      ],
      facts: [
        ['unread', 'ledger.buffered'],
        ['in snapshot', 'ledger.inSnapshot'],
        ['erased', 'ledger.erased'],
      ],
      predict: {
        question: 'What becomes of the first snapshot?',
        choices: [
          {
            text: 'it is kept: the new one is added',
            holds: 'ledger.inSnapshot == 7',
            why: 'For that it would need a third ring.',
          },
          {
            text: 'it is kept: the new one is refused',
            holds: 'ledger.inSnapshot == 5 and ledger.buffered == 2',
            why: 'Nobody asks whether it was read.',
          },
          {
            text: 'it is gone: its ring is live again',
            holds: 'ledger.inSnapshot == 2 and ledger.erased == 5',
            why: 'There are two rings per CPU, and what becomes live begins empty.',
          },
        ],
        acts: [['snapshot']],
        because: [
          '{ledger.erased} events were erased, {ledger.inSnapshot} are in the snapshot. So a tracer of latencies takes a new one only where it has found a larger maximum.',
        ],
        point: 'RingSwapped',
      },
    },
    {
      title: 'Of one CPU only',
      text: [
        'Both CPUs wrote one event more. The reader takes a snapshot of CPU 1 alone: only there did something take too long.',
      ],
      acts: [
        ['write', 0, 8, 20],
        ['write', 1, 9, 20],
      ],
      facts: [
        ['CPU 0: in snapshot', 'cpus[0].ledger.inSnapshot'],
        ['CPU 1: in snapshot', 'cpus[1].ledger.inSnapshot'],
        ['unread', 'ledger.buffered'],
      ],
      predict: {
        question: 'What does the snapshot hold then?',
        choices: [
          {
            text: 'both CPUs as they are now',
            holds: 'cpus[0].ledger.inSnapshot == 1',
            why: 'CPU 0 was left alone.',
          },
          {
            text: 'CPU 1 as it is now, CPU 0 as it was before',
            holds: 'cpus[0].ledger.inSnapshot == 2 and cpus[1].ledger.inSnapshot == 1',
            why: 'Each CPU has its own spare ring, and each its own age.',
          },
          {
            text: 'CPU 1 only; that of CPU 0 is erased',
            holds: 'cpus[0].ledger.inSnapshot == 0',
            why: 'There is such a call too, which resets the other snapshots. The [[irqsoff]] tracer, which looks for the longest stretch with interrupts off, uses it, so that nothing old is mixed in.',
          },
        ],
        acts: [['snapshot', 1]],
        because: [
          'The two parts of this snapshot are from different moments: {cpus[0].ledger.inSnapshot} events of CPU 0 from before, {cpus[1].ledger.inSnapshot} of CPU 1 from now. Merged, they look like one story.',
        ],
        point: 'RingSwapped',
      },
      attempt:
        'Later, in the playground: the preset called Latency: irqsoff keeps the longest stretch with interrupts off as a snapshot. Its latencies are modelled here, not measured.',
    },
  ],
  challenges: [
    {
      id: 'erase-two',
      title: 'Throw away two',
      goal: 'One CPU here. Bring it about that exactly 2 events were erased and 1 is in the snapshot. Queue writes below, step them or press Run, and take snapshots.',
      config: { cpus: 1 },
      wins: 'ledger.erased == 2 and ledger.inSnapshot == 1',
      hints: [
        'What was in the snapshot is erased when the next one is taken.',
        'A reset erases too, but of the live ring.',
        'Two events, a snapshot, one event, a snapshot.',
      ],
      solution: [['write', 0, 1, 20], ['write', 0, 2, 20], ['snapshot'], ['write', 0, 3, 20], ['snapshot']],
    },
  ],
}
