/** The races of the patch as posted, each by a short schedule. Two pages of 128 bytes: two bodies of 52 fill one, one of 116 does too. */
import type { Choice } from './schedule.ts'

export const RACING = {
  mode: 'step',
  cpus: 1,
  pagesPerCpu: 2,
  pageSize: 128,
  overwrite: true,
  snapshot: false,
  seed: 2008,
  workload: { kind: 'none' },
  reader: { kind: 'none' },
} as const

/** the body of which two, four, one fill a page */
const HALF = 52
const QUARTER = 20
const WHOLE = 116

const writes = (bytes: readonly number[], length: number): Choice[] =>
  bytes.map((byte) => ['write', 0, byte, length] as const)
const consumes = (count: number): Choice[] => Array.from({ length: count }, () => ['consume'] as const)

/** Each without its end, which is the same for all: TO_THE_END. */
export const RACES = {
  /** the reader has chosen an event that is overwritten then */
  eventTwice: [['write', 0, 1, HALF], ['consume', 'WinnerChosen'], ...writes([2, 3, 4, 5], HALF), ['go', 'reader']],
  /** the reader reads the length of another event than it has found */
  phantom: [
    ['write', 0, 1, 4],
    ['write', 0, 2, 100],
    ...writes([3, 4], HALF),
    ['consume', 'HeadChecked'],
    ['write', 0, 5, 36],
    ['go', 'reader'],
  ],
  /** a write between the two halves of the reader's `entries--` */
  lostCount: [
    ['write', 0, 1, QUARTER],
    ['consume', 'EntriesRead'],
    ['write', 0, 2, QUARTER],
    ['go', 'reader'],
  ],
  /** the head has moved, `entries` has not */
  headAhead: [...writes([1, 2, 3], HALF), ['consume', 'HeadAdvanced'], ...writes([4, 5], HALF), ['go', 'reader']],
  /** overwritten in the middle of the reader's copy */
  tornCopy: [...writes([1, 2], WHOLE), ['consume', 'CopyHalf'], ['write', 0, 3, WHOLE], ['go', 'reader']],
  /** read in the middle of the writer's copy */
  tornBody: [
    ...writes([1, 2], WHOLE),
    ['consume', 'WinnerChosen'],
    ['write', 0, 3, WHOLE, 'BodyHalf'],
    ['go', 'reader'],
  ],
  /** between the stores of tail_page and tail */
  bugOn: [
    ['write', 0, 1, 100],
    ['write', 0, 2, 92],
    ...consumes(2),
    ['write', 0, 3, 92, 'TailPageStored'],
    ['consume'],
  ],
  /** the writer stores a head page that it has read before the reader moved on */
  setBack: [...writes([1, 2, 3, 4], HALF), ['write', 0, 5, HALF, 'SpaceChecked'], ...consumes(3), ['go', 0]],
  /** the reader stores its page's index before it wraps */
  noSuchPage: [
    ...writes([1, 2, 3, 4, 5], HALF),
    ['consume'],
    ['consume', 'HeadPageStored'],
    ['write', 0, 6, HALF],
    ['go', 'reader'],
  ],
  /** the reader moves on while the overrun is counted event by event */
  overrunWalk: [
    ...writes([1, 2, 3, 4], QUARTER),
    ['write', 0, 5, WHOLE],
    ['write', 0, 6, QUARTER, 'OverrunWritten'],
    ...consumes(4),
    ['go', 0],
  ],
  /** counted before it is there */
  countedEarly: [['write', 0, 1, QUARTER, 'EntriesWritten'], ['consume']],
  /** the head page is pushed between the reader's look at it and at the tail */
  looksEmpty: [
    ...writes([1, 2, 3, 4], HALF),
    ['consume', 'HeadPageRead'],
    ['write', 0, 5, HALF, 'TailStored'],
    ['go', 'reader'],
    ['go', 0],
  ],
  /** the head is pushed between the reader's look at padding and its step over it */
  pageSkipped: [
    ['write', 0, 1, 92],
    ['consume'],
    ['write', 0, 2, WHOLE],
    ['consume', 'PaddingSeen'],
    ['write', 0, 3, WHOLE],
    ['go', 'reader'],
  ],
  /** bug 1: the reader steps off a full tail page */
  overtakes: [...writes([1, 2, 3, 4, 5, 6, 7, 8], QUARTER), ...consumes(9)],
  /** bug 2: what was read of a pushed page is counted as overrun too */
  overCounted: [...writes([1, 2, 3, 4, 5, 6, 7, 8], QUARTER), ...consumes(3), ['write', 0, 9, QUARTER]],
} satisfies Record<string, readonly Choice[]>

export type RaceName = keyof typeof RACES

/** Everybody comes to rest, then the reader takes what is left: no rings here hold more. */
export const TO_THE_END: readonly Choice[] = [['rest'], ['drain', 8]]
