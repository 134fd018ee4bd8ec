import type { LessonFile } from '../lesson.ts'

export const readingWithoutConsuming: LessonFile = {
  id: 'reading-without-consuming',
  title: 'Reading without consuming',
  minutes: 4,
  outcomes: [
    'tell an iterator from a consumer',
    'say why an iterator holds the recording',
    'say why to disable recording is not yet to have stopped it',
  ],
  misconception: 'Once recording is disabled, nothing more is written.',
  parts: [
    {
      title: 'Look, and leave it there',
      text: [
        'There are {ledger.buffered} events in the ring. An [[iterator]] goes from the oldest to the newest and copies each. It is what one gets by reading the file called trace.',
      ],
      acts: [
        ['write', 0, 1, 20],
        ['write', 0, 2, 20],
        ['write', 0, 3, 20],
      ],
      page: [0, 0],
      facts: [
        ['head', 'cpus[0].head'],
        ['unread', 'ledger.buffered'],
        ['read', 'ledger.read'],
      ],
      predict: {
        question: 'What is in the ring when it has come to the end?',
        choices: [
          {
            text: 'nothing: what was read is out',
            holds: 'ledger.buffered == 0',
            why: 'That is consuming. The iterator has a head of its own, and moves only that.',
          },
          {
            text: 'all 3, and they count as read',
            holds: 'ledger.buffered == 3 and ledger.read == 3',
            why: 'Nobody notes that an iterator was there. A second one finds the same.',
          },
          {
            text: 'all 3, as if nobody had looked',
            holds: 'ledger.buffered == 3 and ledger.read == 0',
            why: 'The ring is as it was: HEAD, TAIL and every byte.',
          },
        ],
        acts: [['read']],
        because: ['HEAD is at {cpus[0].head}, {ledger.buffered} are unread, {ledger.read} read.'],
        point: 'IteratorReleased',
      },
    },
    {
      title: 'Meanwhile, on CPU 0',
      text: [
        'The iterator is at work again: it has passed the first event. In this moment CPU 0 has something to write.',
      ],
      acts: [['read', 'IteratorAdvanced']],
      page: [0, 0],
      facts: [
        ['committed', 'ledger.committed'],
        ['disabled', 'ledger.refused.disabled'],
      ],
      predict: {
        question: 'What happens to that event?',
        choices: [
          {
            text: 'it is written behind the others',
            holds: 'ledger.committed == 4',
            why: 'It would be safe here. But a CPU in full flight laps the iterator, and then the end of what was read does not fit its beginning.',
          },
          {
            text: 'it is refused: recording is held',
            holds: 'ledger.refused.disabled == 1',
            why: 'While an iterator is open, nobody records.',
          },
          {
            text: 'CPU 0 waits until the iterator is done',
            holds: "cpus[0].status == 'waiting'",
            why: 'It would wait for as long as somebody scrolls through a file.',
          },
        ],
        acts: [['write', 0, 4, 20]],
        because: [
          'To look at the trace costs events: {ledger.refused.disabled} so far, counted as [[disabled]]. This was one of the disputed points when the patch was discussed. Later kernels let the recording run, copy each event, and say where the iterator was overtaken: missed events.',
        ],
        point: 'WriteRefused',
      },
    },
    {
      title: 'Off, but not yet stopped',
      text: [
        'The iterator is gone. CPU 0 writes again; it has its room in the page, and is stopped in the middle.',
        'Now somebody disables the recording, and that call returns. Then CPU 0 goes on.',
      ],
      acts: [
        ['go', 'reader'],
        ['write', 0, 5, 20, 'LengthStored'],
      ],
      page: [0, 0],
      facts: [
        ['committed', 'ledger.committed'],
        ['in flight', 'ledger.inFlight'],
        ['times disabled', 'recordDisabled'],
      ],
      predict: {
        question: 'What becomes of the event?',
        choices: [
          {
            text: 'it is refused as disabled',
            holds: 'ledger.refused.disabled == 2',
            why: 'A writer looks at the switch before it takes room, twice. CPU 0 is past both.',
          },
          {
            text: 'it is committed all the same',
            holds: 'ledger.committed == 4',
            why: 'Disabled stops who comes, not who is inside.',
          },
          {
            text: 'it stays half written',
            holds: 'ledger.inFlight == 1',
            why: 'Nobody takes anything from a CPU that has reserved. It finishes.',
          },
        ],
        acts: [['disable'], ['go', 0]],
        because: [
          'There are {ledger.committed} events now, one of them committed after disable had returned. The switch is a number that writers look at; it is no [[barrier]]. Whoever disables and reads at once can meet a writer.',
        ],
        point: 'TailPublished',
      },
    },
    {
      title: 'How does the iterator know?',
      text: [
        'Recording is enabled again. CPU 0 is in the middle of a write once more. An iterator begins: first it holds the recording.',
      ],
      acts: [['enable'], ['write', 0, 6, 20, 'LengthStored']],
      facts: [
        ['committed', 'ledger.committed'],
        ['in flight', 'ledger.inFlight'],
      ],
      predict: {
        question: 'What does it do next?',
        choices: [
          {
            text: 'it reads the {ledger.committed} that are committed',
            holds: "reader.status == 'idle'",
            why: 'And CPU 0 would add one while it reads.',
          },
          {
            text: 'it waits until CPU 0 has let go of its lock',
            holds: "reader.status == 'waiting'",
            why: 'Who comes later sees that recording is held; who was inside is waited for.',
          },
          {
            text: 'it gives up',
            holds: "reader.status == 'crashed'",
            why: 'It only has to wait for the length of a write.',
          },
        ],
        acts: [['read', 'LockWaited']],
        because: [
          'It takes every lock once, and waits for CPU {reader.waitsFor}. After that the rings stand still for sure. So hold first, then lock and unlock each: that makes of the switch what it is not by itself.',
        ],
        point: 'LockWaited',
      },
    },
  ],
  challenges: [
    {
      id: 'one-held-one-free',
      title: 'One held, one free',
      goal: 'Two CPUs here. Make the reader wait while CPU 0 has committed one event and CPU 1 none. Queue a read for the reader and writes for the CPUs below, and step them.',
      config: { cpus: 2 },
      wins: "reader.status == 'waiting' and cpus[0].ledger.committed == 1 and cpus[1].ledger.committed == 0",
      hints: [
        'An iterator takes the locks in the order of the CPUs.',
        'It waits for whoever holds a lock when it comes.',
        'Step a write of CPU 1 until it has taken its lock, and do not step it on.',
      ],
      solution: [
        ['write', 0, 1, 20],
        ['write', 1, 2, 20, 'LengthStored'],
        ['read', 'LockWaited'],
      ],
    },
  ],
}
