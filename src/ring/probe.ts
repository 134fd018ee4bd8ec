/**
 * The probe points: every place where shared state has just changed, or has just been read for a decision. Between two of them lies at most
 * one store or decision that a racing actor can see; what is stored under the lock for those who look at rest, page words and ledger, goes along with it. The ring calls `probe(point, a, b, c)` with integers whose meaning stands here and depends on nothing that
 * comes back. A receiver may do nothing (`noProbe`), park the thread, run a nested writer (an interrupt), end the thread (a crash) or log.
 *
 * `slot` is a CPU's number; `ring` the number of a ring (live or spare); offsets and lengths are bytes.
 */
export const Point = {
  // ---- a write, in the order of the mail
  /** an attempt begins: slot, type, payload bytes */
  Attempted: 0,
  /** record_disabled was read: slot, depth, which check (1 before the lock, 2 under it) */
  DisabledRead: 1,
  /** interrupts are off on this CPU: slot */
  IrqsSaved: 2,
  /** interrupts are back: slot */
  IrqsRestored: 3,
  /** the lock is held by another, this actor waits: slot, holder (actor number) */
  LockWaited: 4,
  /** slot, actor */
  LockTaken: 5,
  /** slot, actor */
  LockReleased: 6,
  /** which ring is live was read under the lock: slot, ring */
  RingChosen: 7,
  /** head page, tail page and tail were read: ring, tail, event length */
  SpaceChecked: 8,
  /** as posted, per event of the pushed page; repaired, once for all of them. The counter was read: ring, page, its value */
  OverrunRead: 9,
  /** ring, page, the counter's new value */
  OverrunWritten: 10,
  /** ring, the counter's value */
  EntriesRead: 11,
  /** ring, the counter's new value */
  EntriesWritten: 12,
  /** the head went to another page, pushed by the writer or moved by the reader; its offset is still the old one: ring, page */
  HeadPageStored: 13,
  /** ring, offset */
  HeadStored: 14,
  /** the rest of the page became a null event, or a short end: ring, page, bytes */
  PaddingWritten: 15,
  /** ring, page */
  TailPageStored: 16,
  /** the page turn put the tail to 0: ring, page, offset */
  TailStored: 17,
  /** ring, page, event length */
  LengthStored: 18,
  /** ring, page, offset of the event */
  StampStored: 19,
  /** ring, page, type */
  TypeStored: 20,
  /** the first half of the body is in place: ring, page, bytes so far */
  BodyHalf: 21,
  /** ring, page, bytes */
  BodyWritten: 22,
  /** the event is committed: ring, page, tail */
  TailPublished: 23,
  /** the attempt ended without a commit: slot, code of trace-buffer's `Refused` */
  WriteRefused: 24,
  // ---- the reader
  /** the head event's stamp of one CPU was compared: slot, page, offset */
  CandidateCompared: 25,
  /** slot */
  WinnerChosen: 26,
  /** slot, bytes so far */
  CopyHalf: 27,
  /** slot, bytes */
  Copied: 28,
  /** padding at the head was stepped over, the head stands at the start of the next page: ring, page, offset */
  PaddingSkipped: 29,
  /** the head event's length was read: ring, length */
  LengthRead: 30,
  /** the reader stored the head: ring, page, offset */
  HeadAdvanced: 31,
  /** the iterator holds recording off */
  IteratorHeld: 32,
  /** the iterator has copied a head: slot, page, offset */
  IteratorPlaced: 33,
  /** slot, page, offset */
  IteratorAdvanced: 34,
  IteratorReleased: 35,
  /** live and spare ring changed places: slot, the ring that is live now, the snapshot's ring */
  RingSwapped: 36,
  /** offsets and counts of a ring are 0: slot, ring */
  RingReset: 37,
  /** record_disabled changed: depth */
  DepthStored: 38,
  /** advance_head has found the event to pass, its length is not read yet: ring, page, offset */
  HeadChecked: 39,
  /** the reader looks at a CPU: its head page is read; tail page, head and tail are not: slot, head page */
  HeadPageRead: 40,
  /** padding was seen at the head, the step over it comes: slot, page, offset */
  PaddingSeen: 41,
} as const

export type PointName = keyof typeof Point
export type Point = (typeof Point)[PointName]

export type Probe = (point: Point, a: number, b: number, c: number) => void

export const noProbe: Probe = () => {}

const names = Object.fromEntries(Object.entries(Point).map(([name, point]) => [point, name])) as Record<
  Point,
  PointName
>

export function pointName(point: Point): PointName {
  return names[point]
}
