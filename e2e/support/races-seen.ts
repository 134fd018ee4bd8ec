/** What a visitor sees of each race as posted, once it was played to its end. */
import type { RaceName } from './races.ts'
import type { Actor } from './schedule.ts'

export interface Seen {
  title: string
  /** the headline where the actor is held that loses the race; undefined: nobody is */
  held?: string
  /** the event list at the end: its last rows, where there are more than fit */
  rows: string[]
  /** how many there are, where that is more */
  rowCount?: number
  read: number
  overrun: number
  buffered: number
  entries: number
  /** the first page of the ring */
  cell: string
  /** counts that contradict the bytes, as the ledger tells it */
  finding?: string
  /** an actor that has ended, and on what */
  ended?: [Actor, string]
  /** a choice after which the reader has found nothing, what is counted and what is there then */
  meanwhile?: { after: number; entries: number; cell: string }
  /** repaired: who waits for the lock first */
  waits?: Actor
}

export const SEEN: Record<RaceName, Seen> = {
  eventTwice: {
    title: 'chosen, then overwritten: one event comes twice and out of order, one is lost in silence',
    held: 'The reader takes the event of CPU 0: its stamp is the lowest.',
    rows: ['LOST 2 EVENTS', '5', '4', '5'],
    read: 3,
    overrun: 2, // 1 and 2; nobody has counted 3
    buffered: 0,
    entries: 0,
    cell: 'CPU 0 page 0, head, tail, consumed, overwritten, 2 events lost, 64 of 128 bytes',
  },
  phantom: {
    title: 'the length of another event is read: the head lands in a body, and a phantom comes out',
    held: 'The reader has found the event to pass, at page 0 offset 0.',
    rows: ['5', 'type 771', '5'],
    read: 3,
    overrun: 2,
    buffered: 0,
    entries: 0,
    cell: 'CPU 0 page 0, head, tail, consumed, overwritten, 2 events lost, 48 of 128 bytes',
    waits: 0,
  },
  lostCount: {
    title: 'entries read, a write, entries written: one is not counted',
    held: 'The reader has read the count of entries: 1.',
    rows: ['1', '2'],
    read: 2,
    overrun: 0,
    buffered: 0,
    entries: -1,
    cell: 'CPU 0 page 0, head, tail, consumed, 64 of 128 bytes',
    finding: 'CPU 0: entries says -1, the bytes from HEAD to TAIL 0',
    waits: 0,
  },
  headAhead: {
    title: 'the head has moved, entries not yet: what was read is counted as overrun, what is there is not counted',
    held: 'The reader passes the event: the head goes to page 0 offset 64.',
    rows: ['5', '3', '4', '5'],
    read: 4,
    overrun: 2,
    buffered: -1,
    entries: -1,
    cell: 'CPU 0 page 0, head, tail, consumed, overwritten, 2 events lost, 64 of 128 bytes',
    finding: 'CPU 0: buffered says -1, the bytes from HEAD to TAIL 0',
    waits: 0,
  },
  tornCopy: {
    title: 'overwritten in the middle of the copy: two halves of two events',
    held: "The reader has copied 56 bytes, half, of CPU 0's event.",
    rows: ['1+3', '2', '3', '2', '3', '2', '3', '2', '3'],
    read: 9,
    overrun: 0,
    buffered: -6,
    entries: -6,
    cell: 'CPU 0 page 0, tail, consumed, 128 of 128 bytes',
    finding: 'CPU 0: buffered says -6, the bytes from HEAD to TAIL 2',
    waits: 0,
  },
  tornBody: {
    title: 'read in the middle of the body: two halves of two events',
    held: 'CPU 0 has copied the first 56 bytes of the body; the other half is what was there before.',
    rows: ['LOST 1 EVENTS', '3+1', '3', '2', '3', '2', '3', '2', '3', '2'],
    read: 9,
    overrun: 1,
    buffered: -7,
    entries: -7,
    cell: 'CPU 0 page 0, head, tail, consumed, overwritten, 1 event lost, 128 of 128 bytes',
    finding: 'CPU 0: buffered says -7, the bytes from HEAD to TAIL 1',
    waits: 'reader',
  },
  bugOn: {
    title: 'tail page stored, tail not yet: the reader takes a stale event for the next, and hits BUG_ON',
    held: "CPU 0 turns the page: the tail of CPU 0's ring goes to page 0.",
    rows: ['1', '2', 'unread, in the rings: 1 event', '3'],
    read: 2,
    overrun: 0,
    buffered: 1,
    entries: 1,
    cell: 'CPU 0 page 0, head, tail, 1 unread event, 104 of 128 bytes',
    ended: ['reader', 'BUG_ON: the event at 0 of 112 bytes ends behind the tail at 104'],
    waits: 'reader',
  },
  setBack: {
    title: 'the head page that the writer has read is stored later: the reader is set back, and reads an event twice',
    held: 'CPU 0 needs 64 bytes, 0 are left on page 1: it will turn to page 0, the oldest, which it pushes out.',
    rows: ['1', '2', '3', 'LOST 2 EVENTS', '3', '4', '5'],
    read: 6,
    overrun: 2,
    buffered: -3,
    entries: -3,
    cell: 'CPU 0 page 0, head, tail, consumed, overwritten, 2 events lost, 64 of 128 bytes',
    finding: 'CPU 0: buffered says -3, the bytes from HEAD to TAIL 0',
    waits: 'reader',
  },
  noSuchPage: {
    title: 'the head page is stored before it wraps: the writer finds a page that does not exist, and hits BUG_ON',
    held: "The reader moves the head of CPU 0's ring to page 2.",
    rows: ['LOST 2 EVENTS', '3', '4', '5'],
    read: 3,
    overrun: 2,
    buffered: 0,
    entries: 0,
    cell: 'CPU 0 page 0, head, tail, consumed, overwritten, 2 events lost, 64 of 128 bytes',
    ended: [0, 'BUG_ON: tail_page 0, head_page 2 of 2 pages'],
    waits: 0,
  },
  overrunWalk: {
    title: 'overrun counted event by event while the reader moves on: the walk goes on in another page',
    held: 'CPU 0 has counted what page 0 loses: overrun is 1.',
    rows: ['LOST 1 EVENTS', '1', '2', '3', '4', 'LOST 1 EVENTS', '5', '6'],
    read: 6,
    overrun: 2, // 1, which was read then, and bytes of the body of 5 that were taken for an event
    buffered: -2,
    entries: -2,
    cell: 'CPU 0 page 0, head, tail, consumed, overwritten, 2 events lost, 32 of 128 bytes',
    finding: 'CPU 0: buffered says -2, the bytes from HEAD to TAIL 0',
    waits: 'reader',
  },
  countedEarly: {
    title: 'an event is counted before it is there: one is told of an entry and finds none',
    held: 'CPU 0 has written the count of entries: 1.',
    rows: ['1'],
    read: 1,
    overrun: 0,
    buffered: 0,
    entries: 0,
    cell: 'CPU 0 page 0, head, tail, consumed, 32 of 128 bytes',
    meanwhile: { after: 1, entries: 1, cell: 'CPU 0 page 0, head, tail, being written, 0 of 128 bytes' },
    waits: 'reader',
  },
  looksEmpty: {
    title: 'the head page was read, then the writer pushed it: a full ring looks empty',
    held: 'CPU 0 sets the tail to the start of page 0.',
    rows: ['LOST 2 EVENTS', '3', '4', '5'],
    read: 3,
    overrun: 2,
    buffered: 0,
    entries: 0,
    cell: 'CPU 0 page 0, head, tail, consumed, overwritten, 2 events lost, 64 of 128 bytes',
    meanwhile: { after: 6, entries: 2, cell: 'CPU 0 page 1, head, 2 unread events, 128 of 128 bytes' },
    waits: 'reader',
  },
  pageSkipped: {
    title: 'padding was seen, then the writer pushed the head: the step over it leaves out the next page',
    held: 'The reader sees padding at the head of CPU 0, page 0 offset 104.',
    rows: ['1', 'LOST 1 EVENTS', '3', '2', '3', '2', '3', '2', '3', '2', '3'],
    read: 10,
    overrun: 1, // 1, which was read; nobody has counted 2
    buffered: -8,
    entries: -8,
    cell: 'CPU 0 page 0, tail, consumed, overwritten, 1 event lost, 128 of 128 bytes',
    finding: 'CPU 0: buffered says -8, the bytes from HEAD to TAIL 2',
  },
  overtakes: {
    title: 'bug 1, the reader steps off a full tail page: emptiness is lost, all comes again',
    rows: ['8', '1', '2', '3', '4', '5', '6', '7', '8', '1'],
    rowCount: 17,
    read: 17,
    overrun: 0,
    buffered: -9,
    entries: -9,
    cell: 'CPU 0 page 0, head, 128 of 128 bytes',
    finding: 'CPU 0: entries says -9, the bytes from HEAD to TAIL 7',
  },
  overCounted: {
    title: 'bug 2, what was read of a pushed page is counted as overrun too',
    rows: ['1', '2', '3', 'LOST 4 EVENTS', '5', '6', '7', '8', '9'],
    read: 8,
    overrun: 4, // of which three were read
    buffered: -3,
    entries: -3,
    cell: 'CPU 0 page 0, head, tail, consumed, overwritten, 4 events lost, 32 of 128 bytes',
    finding: 'CPU 0: buffered says -3, the bytes from HEAD to TAIL 0',
  },
}
