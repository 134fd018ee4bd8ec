/** The course, in its order. Titles are here; each lesson is loaded when it is opened. */
import type { LessonFile } from './lesson.ts'

export interface LessonEntry {
  readonly id: string
  readonly title: string
  readonly minutes: number
  /** of the five that one takes first */
  readonly core: boolean
  readonly load: () => Promise<LessonFile>
}

export const COURSE: readonly LessonEntry[] = [
  {
    id: 'a-page-fills',
    title: 'A page fills',
    minutes: 3,
    core: true,
    load: async () => (await import('./course/a-page-fills.ts')).aPageFills,
  },
  {
    id: 'reserve-then-commit',
    title: 'Reserve, then commit',
    minutes: 3,
    core: false,
    load: async () => (await import('./course/reserve-then-commit.ts')).reserveThenCommit,
  },
  {
    id: 'the-page-turns',
    title: 'The page turns',
    minutes: 4,
    core: true,
    load: async () => (await import('./course/the-page-turns.ts')).thePageTurns,
  },
  {
    id: 'consume',
    title: 'Consume',
    minutes: 3,
    core: false,
    load: async () => (await import('./course/consume.ts')).consume,
  },
  {
    id: 'the-writer-laps',
    title: 'The writer laps',
    minutes: 5,
    core: true,
    load: async () => (await import('./course/the-writer-laps.ts')).theWriterLaps,
  },
  {
    id: 'or-refuses',
    title: 'Or refuses',
    minutes: 4,
    core: true,
    load: async () => (await import('./course/or-refuses.ts')).orRefuses,
  },
  {
    id: 'four-cpus-one-order',
    title: 'Four CPUs, one order',
    minutes: 4,
    core: true,
    load: async () => (await import('./course/four-cpus-one-order.ts')).fourCpusOneOrder,
  },
  {
    id: 'unequal-windows',
    title: 'Unequal windows',
    minutes: 4,
    core: false,
    load: async () => (await import('./course/unequal-windows.ts')).unequalWindows,
  },
  {
    id: 'reading-without-consuming',
    title: 'Reading without consuming',
    minutes: 4,
    core: false,
    load: async () => (await import('./course/reading-without-consuming.ts')).readingWithoutConsuming,
  },
  {
    id: 'snapshot',
    title: 'Snapshot',
    minutes: 3,
    core: false,
    load: async () => (await import('./course/snapshot.ts')).snapshot,
  },
  {
    id: 'a-race-without-a-lock',
    title: 'A race without a lock',
    minutes: 5,
    core: false,
    load: async () => (await import('./course/a-race-without-a-lock.ts')).aRaceWithoutALock,
  },
  {
    id: 'interrupted',
    title: 'Interrupted',
    minutes: 4,
    core: false,
    load: async () => (await import('./course/interrupted.ts')).interrupted,
  },
  {
    id: 'the-reader-that-steps-off',
    title: 'Bug hunt: the reader that steps off',
    minutes: 4,
    core: false,
    load: async () => (await import('./course/the-reader-that-steps-off.ts')).theReaderThatStepsOff,
  },
  {
    id: 'the-overrun-that-counts-too-much',
    title: 'Bug hunt: the overrun that counts too much',
    minutes: 4,
    core: false,
    load: async () => (await import('./course/the-overrun-that-counts-too-much.ts')).theOverrunThatCountsTooMuch,
  },
  {
    id: 'after-the-crash',
    title: 'After the crash',
    minutes: 4,
    core: false,
    load: async () => (await import('./course/after-the-crash.ts')).afterTheCrash,
  },
  {
    id: 'how-big-must-it-be',
    title: 'How big must it be?',
    minutes: 5,
    core: false,
    load: async () => (await import('./course/how-big-must-it-be.ts')).howBigMustItBe,
  },
]
