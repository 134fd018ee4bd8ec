import { MergedIterator } from '../merge/merged-iterator.ts'
import type { IteratorOptions } from '../ring/rfc/iterate.ts'
import { pageWord } from '../ring/rfc/buffer.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { RingF64 } from '../ring/rfc/layout.ts'
import type { ReadEvent } from '../ring/rfc/read-event.ts'
import type { CpuLoss } from '../trace-files/printed-event.ts'

/** What an iterator finds in the live rings beside the events. */
export interface UnreadCounts {
  readonly cpus: number
  /** events unread */
  readonly entries: number
  /** events lost because a head page was pushed out, over all rings, as they count them */
  readonly overruns: number
  /** losses behind the last event of a CPU, of which no event tells */
  readonly lostAtEnd: readonly CpuLoss[]
}

/**
 * Reads all that is unread, in merged order, and consumes nothing. Recording is off meanwhile.
 * @param take is given the same object for each event
 * @throws KernelBug as posted, where the iterator goes in circles
 */
export function readUnread(
  buffer: RfcBuffer,
  options: IteratorOptions,
  take: (event: ReadEvent) => void,
): UnreadCounts {
  const told = Array<number>(buffer.cpus).fill(0)
  let entries = 0
  const iterator = new MergedIterator(buffer, options)
  iterator.readUpTo(Infinity, (event) => {
    told[event.cpu] = (told[event.cpu] as number) + event.lostBefore
    entries++
    take(event)
  })
  // before the iterator lets go: who records goes on losing
  const overruns = buffer.count('overrun')
  const lostAtEnd = told
    .map((count, cpu) => ({ cpu, count: untoldLosses(buffer, cpu) - count }))
    .filter(({ count }) => count > 0)
  iterator.finish()
  return { cpus: buffer.cpus, entries, overruns, lostAtEnd }
}

/** All losses of which the ring has not told a consumer: those that wait for the event at the head, and those noted on its pages. */
function untoldLosses(buffer: RfcBuffer, cpu: number): number {
  const ring = buffer.liveRing(cpu)
  let lost = buffer.f64[buffer.ringF64(ring) + RingF64.pendingLost] as number
  for (let page = 0; page < buffer.pagesPerCpu; page++) lost += pageWord(buffer, ring, page, 'lost')
  return lost
}
