import { nsToUs } from './ftrace-stamp.ts'
import type { Nanoseconds } from './parsed-trace.ts'
import type { PrintedEvent } from './printed-event.ts'

export interface DelayMarks {
  /** today: $ > 1 s, @ > 100 ms, * > 10 ms, # > 1000 µs, ! > 100 µs, + > 10 µs. 2008, ftrace of 2.6.27: ! > 100 µs, + > 1 µs */
  readonly set: 'today' | '2008'
  /**
   * Which next entry the delay lasts to: of the merged stream, as the kernel prints it, or of the same CPU, which ftrace.rst says it
   * should be.
   */
  readonly relativeTo: 'merged' | 'cpu'
}

const MARKS: Readonly<Record<DelayMarks['set'], readonly (readonly [string, number])[]>> = {
  today: [
    ['$', 1e6],
    ['@', 1e5],
    ['*', 1e4],
    ['#', 1000],
    ['!', 100],
    ['+', 10],
  ],
  '2008': [
    ['!', 100],
    ['+', 1],
  ],
}

/** The mark of an entry that is followed by another after so long: compared after rounding to the microsecond, so today's `+` is from 10.5 µs on. */
export function delayMark(delayNs: Nanoseconds, set: DelayMarks['set']): string {
  const us = nsToUs(delayNs)
  return MARKS[set].find(([, limitUs]) => us > limitUs)?.[0] ?? ' '
}

/** The mark of each event, found through the stamp of the next one, which is what peek gives; ' ' where there is none. */
export function delayMarks(
  events: readonly Pick<PrintedEvent, 'cpu' | 'ts'>[],
  { set, relativeTo }: DelayMarks,
): string[] {
  const nextTs = new Map<number, Nanoseconds>()
  const marks = events.map(() => ' ')
  for (let index = events.length - 1; index >= 0; index--) {
    const { cpu, ts } = events[index] as PrintedEvent
    const stream = relativeTo === 'cpu' ? cpu : 0
    marks[index] = delayMark((nextTs.get(stream) ?? ts) - ts, set)
    nextTs.set(stream, ts)
  }
  return marks
}
