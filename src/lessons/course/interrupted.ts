import type { LessonFile } from '../lesson.ts'

export const interrupted: LessonFile = {
  id: 'interrupted',
  title: 'Interrupted',
  minutes: 4,
  outcomes: [
    'say why interrupts are off while the lock is held',
    'say in which order nested events lie in the page',
    'say what an NMI does to a lock',
  ],
  misconception: 'A lock is enough: whoever comes in between waits his turn.',
  parts: [
    {
      title: 'An interrupt under the lock',
      text: [
        'CPU 0 is in the middle of a write and holds the lock of its ring. Before it took it, it switched its [[interrupts off]].',
        'Now an interrupt arrives on this CPU. Its handler wants to write an event too, into the same ring.',
      ],
      acts: [['write', 0, 1, 20, 'LockTaken']],
      page: [0, 0],
      facts: [
        ['interrupts are off', 'cpus[0].irqsOff'],
        ['pending', 'cpus[0].pendingIrqs'],
        ['attempted', 'ledger.attempted'],
      ],
      predict: {
        question: 'What happens to the interrupt?',
        choices: [
          {
            text: 'its handler runs at once',
            holds: 'ledger.attempted == 2',
            why: 'It would wait for the lock, on the CPU that holds it and cannot go on before the handler is done: for ever.',
          },
          {
            text: 'it stays pending',
            holds: 'cpus[0].pendingIrqs == 1',
            why: 'Interrupts are off on this CPU, so the line waits.',
          },
          {
            text: 'it is lost',
            holds: 'cpus[0].pendingIrqs == 0 and ledger.attempted == 1',
            why: 'A line that is held off stays raised. Nothing is lost, only late.',
          },
        ],
        acts: [['interrupt', 0]],
        because: [
          'Pending: {cpus[0].pendingIrqs}. That is why the patch switches interrupts off. The price is that each write delays interrupts by its length.',
        ],
        point: 'InterruptPending',
      },
    },
    {
      title: 'When its time comes',
      text: ['CPU 0 goes on with its write, until the handler begins.'],
      page: [0, 0],
      facts: [
        ['pending', 'cpus[0].pendingIrqs'],
        ['committed', 'ledger.committed'],
      ],
      predict: {
        question: 'Where is CPU 0 in its write, when the handler begins?',
        choices: [
          {
            text: 'committed, interrupts still off',
            holds: 'ledger.committed == 1 and cpus[0].irqsOff',
            why: 'The lock is free by then, but the line is held until interrupts are on again.',
          },
          {
            text: 'committed, interrupts on again',
            holds: 'ledger.committed == 1 and not cpus[0].irqsOff',
            why: 'To restore the interrupts is the last thing that a write does.',
          },
          {
            text: 'reserved, but not committed',
            holds: 'ledger.committed == 0',
            why: 'From reserve to commit nobody comes in between on this CPU.',
          },
        ],
        acts: [['go', 0, 'InterruptTaken']],
        because: [
          'The event is committed, the lock released, and the interrupts restored: only then does the handler begin. Its event will lie behind that of CPU 0.',
        ],
        point: 'IrqsRestored',
      },
    },
    {
      title: 'A moment earlier',
      text: [
        'The handler is done: {ledger.committed} events are in the page, {cpus[0].pages[0].committedBytes} bytes. CPU 0 begins its next write, of 32 bytes. It has not switched its interrupts off yet, and again an interrupt arrives. The handler writes 24 bytes.',
      ],
      acts: [
        ['go', 0],
        ['write', 0, 2, 20, 'Attempted'],
      ],
      page: [0, 0],
      facts: [
        ['interrupts are off', 'cpus[0].irqsOff'],
        ['bytes in the page', 'cpus[0].pages[0].committedBytes'],
        ['in flight', 'ledger.inFlight'],
      ],
      predict: {
        question: 'What is in the page when the handler returns?',
        choices: [
          {
            text: '24 bytes more: the event of the handler',
            holds: 'cpus[0].pages[0].committedBytes == 80',
            why: 'Interrupts were on, so it ran at once, inside the write that had begun before.',
          },
          {
            text: '32 bytes more: the event that was begun first',
            holds: 'cpus[0].pages[0].committedBytes == 88',
            why: 'It was begun first, but it has not reserved anything yet. Who reserves first lies first.',
          },
          {
            text: 'nothing more: the interrupt is pending',
            holds: 'cpus[0].pages[0].committedBytes == 56',
            why: 'Pending is only what arrives while interrupts are off.',
          },
        ],
        acts: [
          ['interrupt', 0],
          ['go', 0, 'HandlerReturned'],
        ],
        because: [
          'The page has {cpus[0].pages[0].committedBytes} bytes, and {ledger.inFlight} event is in flight: the one that was interrupted. It will get the later stamp, because the clock is read after room was reserved. So stamps rise along the page, nested or not.',
        ],
        point: 'TailPublished',
      },
    },
    {
      title: 'An interrupt that nothing holds',
      text: [
        'CPU 0 finished, and is in its next write: it holds the lock, interrupts are off. Now an [[NMI]] arrives, an interrupt that cannot be masked. No switch holds it: its handler runs at once, and wants to write.',
      ],
      acts: [
        ['go', 0],
        ['write', 0, 3, 4, 'LockTaken'],
      ],
      page: [0, 0],
      facts: [
        ['interrupts are off', 'cpus[0].irqsOff'],
        ['committed', 'ledger.committed'],
      ],
      predict: {
        question: 'What happens?',
        choices: [
          {
            text: 'it stays pending, as the other one',
            holds: 'cpus[0].pendingIrqs > 0',
            why: 'Not maskable is what its name says.',
          },
          {
            text: 'it writes first, then CPU 0 goes on',
            holds: 'ledger.committed == 5',
            why: 'It would need the lock for that, and CPU 0 has it.',
          },
          {
            text: 'CPU 0 waits for itself, for ever',
            holds: "cpus[0].status == 'waiting'",
            why: 'The handler waits for a lock, which only the code below it could release.',
          },
        ],
        acts: [
          ['interrupt', 0, 'nmi'],
          ['go', 0],
        ],
        because: [
          'CPU 0 waits for CPU {cpus[0].waitsFor}. No irq save helps against that: a design with a lock must not be written to from an NMI. It is one reason why the ring of later kernels has no lock on its write path.',
        ],
        point: 'LockWaited',
      },
    },
  ],
  challenges: [
    {
      id: 'two-nmis',
      title: 'Two NMIs',
      goal: 'One CPU, three events in flight on it at the same time. Queue a write for CPU 0 below, step it, and interrupt it where you like.',
      wins: 'ledger.inFlight == 3',
      hints: [
        'An event is in flight from its first step on. A handler begins one of its own.',
        'Interrupt the write, step once or twice, and interrupt the handler.',
        'NMI is the button for one that nothing holds.',
      ],
      solution: [
        ['write', 0, 1, 20, 'Attempted'],
        ['interrupt', 0, 'nmi'],
        ['step', 0],
        ['interrupt', 0, 'nmi'],
        ['step', 0],
      ],
    },
  ],
}
