/**
 * Why an event is late. The reader takes the earliest head that it sees. An event that was not there at that look, and has an earlier stamp, comes
 * behind one that it should have come before:
 *
 *   CPU 1   ──e(20)────────        taken while CPU 3's ring is empty
 *   CPU 3   ────────── e(12)       committed after that: delivered behind e(20), late by 8
 *
 * Each event that is not late has the highest stamp delivered until then, so the one before a late event that is not late itself has overtaken it.
 */
import type { LogRow } from '../../store/event-log.ts'

export interface LateArrival {
  readonly cpu: number
  /** ns; at least so much where events in between were read but not listed */
  readonly byNs: number
  readonly atLeast: boolean
  /** whose event was taken before it, and that event's stamp; the same CPU: its own stamps went back */
  readonly overtakenBy: { readonly cpu: number; readonly ts: number }
}

/** rows looked at for the event that overtook it: late events come in runs, but in longer ones than this only where clocks are off for good */
const LOOK_BACK = 4096

/** @returns undefined: the event is not late, or what overtook it is not found in the log */
export function lateArrival(rowAt: (index: number) => LogRow | undefined, index: number): LateArrival | undefined {
  const late = rowAt(index)
  if (late?.kind !== 'event' || !late.late) return undefined
  let atLeast = false
  for (let at = index - 1; at >= Math.max(0, index - LOOK_BACK); at--) {
    const row = rowAt(at)
    if (row?.kind === 'unlisted') atLeast = true
    if (row?.kind !== 'event' || row.late) continue
    const { cpu, ts } = row
    return ts > late.ts ? { cpu: late.cpu, byNs: ts - late.ts, atLeast, overtakenBy: { cpu, ts } } : undefined
  }
  return undefined
}

/** `CPU 3’s ring was empty when CPU 1’s event was taken` */
export function lateReason({ cpu, overtakenBy }: LateArrival): string {
  return cpu === overtakenBy.cpu
    ? `CPU ${cpu}’s own stamps went back`
    : `CPU ${cpu}’s ring was empty when CPU ${overtakenBy.cpu}’s event was taken`
}
