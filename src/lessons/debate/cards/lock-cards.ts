import type { Card } from '../card.ts'
import { mostEventsPerPage } from '../event-bytes.ts'

const HALF = 52
const RACING = { pagesPerCpu: 2 } as const

export const LOCK: Card = {
  id: 'lock',
  title: 'A lock on the write path, or none',
  question: 'Each CPU writes into a ring of its own: must a writer take a lock all the same?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position:
        'Nobody else writes into this ring. With [[preemption]] off, a [[cmpxchg]] that reserves the bytes is enough.',
      quotes: [
        "I'm a bit mystified by the need to take an actual lock on the write path",
        'disabling preemption should be sufficient to keep up local',
      ],
    },
    {
      who: 'Steven Rostedt',
      position:
        'The lock is there for the reader: it compares the rings of all CPUs, and they must not move meanwhile.',
      quotes: ['Yeah, the read is syncronized here. Since all reads will merge sort.'],
    },
  ],
  code: 'The writer takes the lock, and `ring_buffer_start` takes all of them. `ring_buffer_consume` takes none: as posted, the read that should be synchronised is not. It also gives back a pointer into the ring, which the next write may overwrite.',
  settled: [
    { when: 'first in mainline', what: 'The lock stayed, a spinlock with [[interrupts off]].' },
    {
      when: 'later',
      what: 'The write path became [[lock-free]]: preemption off, a local add that reserves, and [[cmpxchg]]. Readers take a lock among themselves, `reader_lock`, and writers do not.',
    },
  ],
  situations: [
    {
      name: 'As posted: the reader has no lock',
      config: { ...RACING, asPosted: true },
      acts: [
        ['write', 0, 0x11, HALF],
        ['consume', 'WinnerChosen'],
        ['write', 0, 0x22, HALF],
        ['write', 0, 0x33, HALF],
        ['write', 0, 0x44, HALF],
        ['write', 0, 0x55, HALF],
        ['go', 'reader'],
        ['consume'],
        ['consume'],
      ],
      look: [
        'Events: the bodies say who is who. The event of fives comes first, then the one of fours, then the fives again; the threes never come.',
        'The reader had chosen the event of ones. Before it took it, the writer came round and put another in its place.',
        'Ledger: the sums hold all the same. One event too many and one too few cancel out.',
      ],
      panel: 'Events',
      shows: ({ inversions, ledger }) =>
        inversions > 0 && ledger.committed === ledger.read + ledger.overrun + ledger.buffered,
      tells: ({ inversions, ledger }) =>
        `${ledger.committed} written, ${ledger.read} read, ${ledger.overrun} overrun: it adds up, and yet ${inversions} event came out before an earlier one.`,
    },
    {
      name: 'With the lock: the reader holds it, the writer waits',
      config: RACING,
      acts: [
        ['write', 0, 0x11, HALF],
        ['consume', 'Copied'],
        ['write', 0, 0x22, HALF, 'LockWaited'],
      ],
      look: [
        'Rings: the [[reader]] holds the lock while it copies the event out; CPU 0 waits for it with its [[interrupts off]].',
        'That is the price that the reviewer does not want to pay. Step the reader to its end, then CPU 0 goes on.',
      ],
      panel: 'Rings',
      shows: ({ cpus }) => cpus[0]?.status === 'waiting' && cpus[0].waitsFor === 'reader',
      tells: ({ cpus }) =>
        `CPU 0 waits for the ${cpus[0]?.waitsFor ?? 'reader'}; its interrupts are ${cpus[0]?.irqsOff ? 'off' : 'on'}.`,
    },
  ],
  notBuilt:
    'A write path without a lock is not built here. How much work one lock may cover, with [[interrupts off]], in this configuration:',
  arithmetic: (config) => ({
    caption: 'Under one lock',
    columns: ['who', 'what', 'at most'],
    rows: [
      ['writer', 'events stored', 1],
      ['writer that pushes a page out', 'events counted as overrun', mostEventsPerPage(config)],
      ['reader, repaired', 'bytes copied out', config.pageSize],
    ],
  }),
}

export const LOCK_ALL: Card = {
  id: 'lock-all',
  title: 'Locking all CPUs, or none',
  question: 'An iterator turns recording off first: does it then still need the locks of all CPUs?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position: 'The only caller he finds has turned recording off by then. So nothing is left to lock against.',
      quotes: ['This stuff made me go GAH for a bit', "doesn't seem to need such heavy handed locking"],
    },
    {
      who: 'Steven Rostedt',
      position: 'Turning it off does not reach a writer that is past its check. The locks wait for that one.',
      quotes: [
        'The spinlocks are there to synchronize with the disabling.',
        "If you don't want this, just use the consumer.",
      ],
    },
  ],
  code: 'A writer reads `record_disabled` before it takes its lock and once more under it. One that has read 0 the second time goes on and [[commit|commits]], whatever is disabled meanwhile.',
  settled: [
    { when: 'first in mainline', what: '`ring_buffer_lock` was still there.' },
    {
      when: 'Linux 6.12',
      what: 'It is gone. An [[iterator]] does not stop the writers any more, see “Iteration that disables”.',
    },
  ],
  situations: [
    {
      name: 'The iterator waits for a writer that is past its check',
      config: { cpus: 2 },
      acts: [
        ['write', 0, 0x11, HALF, 'TypeStored'],
        ['read', 'LockWaited'],
        ['write', 1, 0x22, HALF],
      ],
      look: [
        'Rings: recording is off, and the reader waits for the lock of CPU 0, which is in the middle of an event.',
        'CPU 1 came later: its write was refused, the ledger says “disabled”.',
        'Step CPU 0 to its end: its event is [[commit|committed]] although recording is off. Then the reader has its lock, and the event is in its walk.',
      ],
      panel: 'Rings',
      shows: ({ reader, ledger }) =>
        reader.iterating && reader.waitsFor === 0 && ledger.inFlight === 1 && ledger.refused.disabled === 1,
      tells: ({ reader, ledger }) =>
        `Recording is off; ${ledger.inFlight} write is still in flight, and the iterator waits for CPU ${reader.waitsFor ?? 0}. ${ledger.refused.disabled} write was refused.`,
    },
  ],
  notBuilt: 'An iterator that takes no locks is not built here. What the locks of this configuration are:',
  arithmetic: (config) => ({
    caption: 'One start of an iterator',
    columns: ['what', 'number'],
    rows: [
      ['locks taken, one after the other, interrupts off', config.cpus],
      ['events that each of the holders may have to count first, at most', mostEventsPerPage(config)],
    ],
  }),
}

export const RECORD_DISABLE: Card = {
  id: 'record-disable',
  title: 'record_disable in the buffer, or above',
  question: 'Should the switch that turns recording off be part of the ring buffer?',
  sides: [
    {
      who: 'Peter Zijlstra',
      position: 'The ring should not know it. The layer of events may, and the tracer is better still.',
      quotes: ['I dont think this should be part of the ringbuffer interface'],
    },
    {
      who: 'Steven Rostedt',
      position: 'In the buffer, one switch serves every user of it. His logdev has one, and ftrace lacks it.',
      quotes: ['It makes things so much easier, and is something I wish ftrace had.'],
    },
  ],
  code: 'It is a count, not a flag: who disables twice has to enable twice. And it is no [[barrier]]: a writer that is past its second look at the count still commits after disable has returned.',
  settled: [
    {
      when: 'Linux 6.12',
      what: 'It stayed in the ring buffer and grew: a count per CPU, and a bit that stays off whatever is enabled, which is what `tracing_on` sets.',
    },
  ],
  situations: [
    {
      name: 'Disabled, and yet one more is committed',
      config: {},
      acts: [
        ['write', 0, 0x11, HALF, 'LengthStored'],
        ['disable'],
        ['disable'],
        ['enable'],
        ['go', 0],
        ['write', 0, 0x22, HALF],
      ],
      look: [
        'Ledger: one event committed, one refused as “disabled”. Both ended after the disable.',
        'The first write had read the count before; nobody told it to stop. The second found it set.',
        'Disabled twice and enabled once: recording is still off. It takes one more enable.',
      ],
      panel: 'Rings',
      shows: ({ recordDisabled, ledger }) =>
        recordDisabled === 1 && ledger.committed === 1 && ledger.refused.disabled === 1,
      tells: ({ recordDisabled, ledger }) =>
        `record_disabled is ${recordDisabled}: ${ledger.committed} write went on to its commit, ${ledger.refused.disabled} was refused.`,
    },
  ],
  notBuilt:
    'A switch in the tracer is not built here. The price of the one in the buffer, at the pace of this configuration:',
  arithmetic: ({ workload, cpus }) => {
    const rate =
      workload.kind === 'synthetic' && Number.isFinite(workload.eventsPerSecond) ? workload.eventsPerSecond : 0
    return {
      caption: 'Looks at a word that all CPUs share',
      columns: ['where the switch is', 'per write', rate > 0 ? 'per second, all CPUs' : 'per million writes'],
      rows: [
        ['in the buffer: before the lock and under it', LOOKS_IN_BUFFER, looks(LOOKS_IN_BUFFER)],
        ['in the tracer, looked at once', 1, looks(1)],
      ],
    }
    function looks(each: number): number {
      return each * (rate > 0 ? rate * cpus : 1e6)
    }
  },
}

const LOOKS_IN_BUFFER = 2
