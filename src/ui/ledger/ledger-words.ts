/** What each number of the ledger counts, where, and what mainline ftrace makes of it in `per_cpu/cpuN/stats`. */
import type { TermId } from './ledger-terms.ts'

export interface Explanation {
  /** what counts, in one or two sentences */
  readonly counts: string
  /** when it is counted */
  readonly when: string
  /** the file of this page's source in which it is */
  readonly file: string
  /** the counter of mainline; undefined: there is none */
  readonly ftrace: string | undefined
  /** how the two differ, or why mainline has none */
  readonly differs: string
}

export const EXPLANATIONS: Record<TermId, Explanation> = {
  attempted: {
    counts: 'Every call that wants to write: ring_buffer_lock_reserve or ring_buffer_write, whatever becomes of it.',
    when: 'Before anything is looked at or locked, by the CPU itself.',
    file: 'src/ring/rfc/write.ts',
    ftrace: undefined,
    differs:
      'Mainline counts what came of an attempt, not the attempt; what was refused with recording off is nowhere.',
  },
  committed: {
    counts: 'Events that a reader can see, or could until they were read, pushed out or thrown away.',
    when: 'When the tail is moved over the event, before the lock is released.',
    file: 'src/ring/rfc/write.ts',
    ftrace: 'entries + overrun + read events',
    differs: 'Mainline has no counter of its own for it: these three add up to it until the ring is reset.',
  },
  inFlight: {
    counts: 'Attempts whose end is not known: the CPU waits for the lock, or has reserved room and not committed.',
    when: 'One more with the attempt, one less when it is committed or refused. A CPU that dies in between leaves it there.',
    file: 'src/ring/rfc/write.ts',
    ftrace: undefined,
    differs: 'Mainline keeps how many commits are open on a CPU, but does not show it.',
  },
  disabled: {
    counts: 'Writes refused because recording was off: by disable(), or while an iterator is open.',
    when: 'When record_disabled is looked at, once before the lock is taken and once under it.',
    file: 'src/ring/rfc/write.ts',
    ftrace: undefined,
    differs: 'Mainline returns no event and counts nothing.',
  },
  tooBig: {
    counts:
      'Writes refused because the event does not fit on a page, header and all: no event ever straddles two pages.',
    when: 'Under the lock, before room is looked for.',
    file: 'src/ring/rfc/write.ts',
    ftrace: undefined,
    differs: 'Mainline refuses what is larger than a sub-buffer too, and counts nothing.',
  },
  full: {
    counts:
      'Writes refused because the next page is the head page and overwrite is off: the new event is lost, not the old.',
    when: 'When the page would have to turn. The patch itself counts it nowhere.',
    file: 'src/ring/rfc/write.ts',
    ftrace: 'dropped events',
    differs:
      'The same. “commit overrun”, a tail that meets the commit page under nested writers, cannot happen under a lock: always 0 here.',
  },
  read: {
    counts: 'Events consumed: taken out of their ring. Iterators and peeks take nothing.',
    when: 'When the head moves past the event, under the lock of its CPU.',
    file: 'src/ring/rfc/consume.ts',
    ftrace: 'read events',
    differs: 'The kernel’s goes to 0 when the ring is reset, this one never does.',
  },
  buffered: {
    counts: 'Events committed and not read, in the live rings now.',
    when: 'One more at commit; less when read, pushed out, erased or swapped into the snapshot.',
    file: 'src/ring/rfc/write.ts',
    ftrace: 'entries',
    differs: 'The patch counts its entries at reserve, so an event in flight is one of them already.',
  },
  overrun: {
    counts:
      'Events that were still unread when the tail needed their page: with overwrite a full ring loses its oldest page.',
    when: 'Page by page, when the head page is pushed out, by the writer under the lock.',
    file: 'src/ring/rfc/overrun.ts',
    ftrace: 'overrun',
    differs: 'As posted the walk begins at the page’s start, so events that were read are counted again.',
  },
  erased: {
    counts:
      'Unread events thrown away: by a reset, by a resize, or because the next snapshot took the place of the last.',
    when: 'When the ring is emptied. The bytes stay on the pages until they are written over.',
    file: 'src/ring/rfc/snapshot.ts',
    ftrace: undefined,
    differs: 'Mainline forgets all counts at a reset, and adds to overrun what a smaller size has no room for.',
  },
  inSnapshot: {
    counts: 'Unread events in the spare rings, as they were swapped out.',
    when: 'When a snapshot swaps live and spare ring: what was buffered is in the snapshot.',
    file: 'src/ring/rfc/snapshot.ts',
    ftrace: undefined,
    differs: 'Mainline’s stats are those of the live buffer; the spare one keeps its counts to itself.',
  },
  late: {
    counts:
      'Events delivered after one with a later stamp: their ring had nothing to show when the reader compared the heads.',
    when: 'When an event is consumed whose stamp is below the highest delivered so far.',
    file: 'src/ring/rfc/delivered.ts',
    ftrace: undefined,
    differs: 'Mainline’s trace_pipe merges in the same way, and does not say it.',
  },
}

/** What stats tells besides, none of it in the ledger. */
export const OTHER_STATS =
  'The other lines of stats, bytes and oldest event ts, are in Statistics; the whole file is under Files.'
