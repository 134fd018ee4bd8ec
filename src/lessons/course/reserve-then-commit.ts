import type { LessonFile } from '../lesson.ts'

export const reserveThenCommit: LessonFile = {
  id: 'reserve-then-commit',
  title: 'Reserve, then commit',
  minutes: 3,
  outcomes: [
    'say in which order an event comes into being',
    'say which single store makes it visible',
    'say what a writer that stops in between does to the reader',
  ],
  misconception: 'A reader that comes at the wrong moment sees half an event.',
  parts: [
    {
      title: 'Stopped in the middle',
      text: [
        'A write has three parts: [[reserve]] room in the page, fill it in, [[commit]]. CPU 0 has reserved {cpus[0].pages[0].reservedBytes} bytes and stored the header. It was stopped when half of the body was in its place: the event is [[in flight]], and CPU 0 holds the [[lock]] of its ring.',
        'It writes straight into the page: nothing has to be copied there later. Now the reader comes to take an event.',
      ],
      acts: [['write', 0, 0xab, 20, 'BodyHalf']],
      page: [0, 0],
      facts: [
        ['reserved', 'cpus[0].pages[0].reservedBytes'],
        ['committed', 'cpus[0].pages[0].committedBytes'],
        ['tail', 'cpus[0].tail'],
        ['in flight', 'ledger.inFlight'],
      ],
      predict: {
        question: 'What does the reader get?',
        choices: [
          {
            text: 'the event, its second half empty',
            holds: 'ledger.read == 1',
            why: 'The tail still stands in front of the event. For a reader the ring ends there, whatever lies behind.',
          },
          {
            text: 'nothing, and it leaves',
            holds: "reader.status == 'idle' and ledger.read == 0",
            why: 'So it was as posted: there the reader takes no lock, sees the tail where it was, and goes. Repaired, it first makes sure that what it saw was true.',
          },
          {
            text: 'nothing yet: it waits for CPU 0',
            holds: "reader.status == 'waiting'",
            why: 'CPU 0 holds the lock of its ring from reserve to commit.',
          },
        ],
        acts: [['consume', 'LockWaited']],
        because: [
          'The reader found the ring empty but locked, so it waits for CPU {reader.waitsFor}. A slow writer delays a reader, but it never shows it half an event.',
        ],
        point: 'LockWaited',
      },
    },
    {
      title: 'The one store that counts',
      text: [
        'CPU 0 went on. All of the body is in the page now. The reader still waits.',
        'CPU 0 is to do one step more.',
      ],
      acts: [['go', 0, 'BodyWritten']],
      page: [0, 0],
      facts: [
        ['tail', 'cpus[0].tail'],
        ['reserved', 'cpus[0].pages[0].reservedBytes'],
        ['events committed', 'ledger.committed'],
      ],
      predict: {
        question: 'What does that step do?',
        choices: [
          {
            text: 'it copies the body into the ring',
            holds: 'cpus[0].tail == 0 and ledger.committed == 0',
            why: 'The body is in the ring since it was written: reserve gave CPU 0 a pointer into the page. That is the copy that one saves.',
          },
          {
            text: 'it moves the tail behind the event',
            holds: 'cpus[0].tail == 32 and ledger.committed == 1',
            why: 'Up to the tail a ring is valid. One store makes all 32 bytes part of it.',
          },
          {
            text: 'it hands the event to the reader that waits',
            holds: 'ledger.read == 1',
            why: 'A writer knows nothing of readers. It publishes; who waits finds out.',
          },
        ],
        acts: [['step', 0]],
        because: [
          'The [[tail]] went to {cpus[0].tail}. Before that store there was no event, after it there is a whole one: {ledger.committed} committed, {ledger.inFlight} in flight.',
        ],
        point: 'TailPublished',
      },
    },
    {
      title: 'A counter that runs ahead',
      text: [
        'CPU 0 let go of the lock, and the reader took its event. Now CPU 0 reserves again, and is stopped right after it has counted.',
        'The patch keeps [[entries]], the number of events in a ring. It counts up when room is reserved.',
      ],
      acts: [
        ['go', 0],
        ['go', 'reader'],
        ['write', 0, 0xcd, 20, 'LengthStored'],
      ],
      page: [0, 0],
      facts: [
        ['entries', 'cpus[0].entries'],
        ['unread', 'ledger.buffered'],
        ['in flight', 'ledger.inFlight'],
      ],
      predict: {
        question: 'What do the counters say after that?',
        choices: [
          {
            text: 'entries 0, unread 0',
            holds: 'cpus[0].entries == 0 and ledger.buffered == 0',
            why: 'So it would be if it counted at the commit.',
          },
          {
            text: 'entries 1, unread 0',
            holds: 'cpus[0].entries == 1 and ledger.buffered == 0',
            why: 'Counted, and not there yet.',
          },
          {
            text: 'entries 1, unread 1',
            holds: 'cpus[0].entries == 1 and ledger.buffered == 1',
            why: 'Unread is what is committed. The tail has not moved.',
          },
        ],
        acts: [['go', 0, 'EntriesWritten']],
        because: [
          'Entries says {cpus[0].entries}, and a reader would find {ledger.buffered}. It is right again at the commit. Numbers that are stored in several steps are true only between two writes.',
        ],
        point: 'EntriesWritten',
      },
    },
  ],
  challenges: [
    {
      id: 'two-in-flight',
      title: 'Two in flight',
      goal: 'Two CPUs, two rings. Bring it about that two events are in flight at the same time: attempted, and neither committed nor refused. Queue a write for each below, and step them.',
      config: { cpus: 2 },
      wins: 'ledger.inFlight == 2',
      hints: [
        'An event is in flight from its first step on, until its tail is published.',
        'Queue a write for CPU 0 and one for CPU 1, then step each once.',
      ],
      solution: [
        ['write', 0, 1, 20, 'BodyHalf'],
        ['write', 1, 2, 20, 'BodyHalf'],
      ],
    },
  ],
}
