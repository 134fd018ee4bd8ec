/**
 * What the kernel's `per_cpu/cpuN/stats` says of a CPU, of a ring of 2008. Where the two designs differ stands at each field.
 */
import type { Locks } from '../slot-lock.ts'
import { pageWord, requireCpu } from './buffer.ts'
import type { RfcBuffer } from './buffer.ts'
import { RingI32, SlotF64, SlotI32 } from './layout.ts'
import type { PageI32 } from './layout.ts'
import { eventsOnPage } from './page-events.ts'

/** Counts of the live ring, which go to 0 at a reset and travel with a swap, but for `readEvents`. */
export interface CpuStats {
  /** events committed and not read; as posted the patch's count, which can be wrong */
  entries: number
  /** events lost because the tail pushed the head page out. As posted read ones of that page are counted again */
  overrun: number
  /** always 0: there is no commit page that a nested writer could run into */
  commitOverrun: number
  /** of the unread events, with headers and rounding; padding is none. The kernel counts fillers as well */
  bytes: number
  /** stamp of the event at the head, undefined in an empty ring. The kernel gives the stamp of a page, whose first events may have been read */
  oldestEventTs: number | undefined
  /** stamp of the last event committed, if it is still unread; the kernel does not say it */
  newestEventTs: number | undefined
  /** the clock, at about the same time */
  nowTs: number
  /** refused because the ring was full; the patch, and so `asPosted`, does not count them */
  droppedEvents: number
  /** consumed since boot, whichever ring was live; the kernel's goes to 0 at a reset */
  readEvents: number
}

export interface StatsOptions {
  readonly locks: Locks
  /** what the trace clock says now: taking a stamp would number an event that does not exist */
  readonly nowTs: number
}

/**
 * Under the slot's lock, so that the terms belong together. Where a dead actor holds it: what was published.
 * @throws RingError bad-cpu
 */
export function cpuStats(buffer: RfcBuffer, cpu: number, { locks, nowTs }: StatsOptions): CpuStats {
  requireCpu(buffer, cpu)
  const lockAt = buffer.slotI32(cpu) + SlotI32.lock
  const taken = locks.acquire(lockAt, cpu)
  const stats = readStats(buffer, cpu, taken)
  if (taken) locks.release(lockAt, cpu)
  return { ...stats, nowTs }
}

function readStats(buffer: RfcBuffer, cpu: number, isLocked: boolean): Omit<CpuStats, 'nowTs'> {
  const ring = buffer.liveRing(cpu)
  const parts = unreadParts(buffer, ring)
  return {
    // a dead writer's reservation is in the patch's count, but will never be an event
    entries: isLocked ? buffer.count('entries', cpu) : sumOf(parts.map(({ unread }) => unread)),
    overrun: buffer.count('overrun', cpu),
    commitOverrun: 0,
    bytes: sumOf(parts.map(({ from, to }) => to - from)),
    oldestEventTs: stampsOf(buffer, ring, parts[0])[0],
    newestEventTs: stampsOf(buffer, ring, parts.at(-1)).at(-1),
    droppedEvents: buffer.count('dropped', cpu),
    readEvents: buffer.f64[buffer.slotF64(cpu) + SlotF64.read] as number,
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/**
 * The text of `per_cpu/cpuN/stats`.
 * @param isInNs false for clocks that count something else: their stamps are then printed as they are
 */
export function statsText(stats: CpuStats, isInNs = true): string {
  const { entries, overrun, commitOverrun, bytes, oldestEventTs = 0, nowTs, droppedEvents, readEvents } = stats
  const stamp = (ts: number): string => (isInNs ? seconds(ts) : `${ts}`)
  const lines = [
    `entries: ${entries}`,
    `overrun: ${overrun}`,
    `commit overrun: ${commitOverrun}`,
    `bytes: ${bytes}`,
    `oldest event ts: ${stamp(oldestEventTs)}`,
    `now ts: ${stamp(nowTs)}`,
    `dropped events: ${droppedEvents}`,
    `read events: ${readEvents}`,
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** "%5llu.%06lu", rounded to the nearest microsecond */
function seconds(ns: number): string {
  const us = Math.floor((ns + 500) / 1000)
  return `${String(Math.floor(us / 1e6)).padStart(5)}.${String(us % 1e6).padStart(6, '0')}`
}

/** The committed and unread bytes of one page. */
interface UnreadPart {
  page: number
  from: number
  to: number
  /** events in it */
  unread: number
}

/** By the words of the pages, from the head page on: right also where a dead actor has left head and tail half moved. */
function unreadParts(buffer: RfcBuffer, ring: number): UnreadPart[] {
  const { i32, pagesPerCpu, pageSize } = buffer
  const headPage = i32[buffer.ringI32(ring) + RingI32.headPage] as number
  const pages = Array.from({ length: pagesPerCpu }, (_, index) => (headPage + index) % pagesPerCpu)
  const parts = pages.map((page): UnreadPart => {
    const word = (name: keyof typeof PageI32): number => pageWord(buffer, ring, page, name)
    // as posted a reader that has stepped off its ring, or a tail behind the page's end, leaves any number here
    return {
      page,
      from: Math.max(word('consumed'), 0),
      to: Math.min(word('committed'), pageSize),
      unread: word('unread'),
    }
  })
  return parts.filter(({ from, to }) => from < to)
}

function stampsOf(buffer: RfcBuffer, ring: number, part: UnreadPart | undefined): number[] {
  if (!part) return []
  const events = eventsOnPage(buffer.u8, buffer.pageAddress(ring, part.page), part.to)
  return events.filter(({ offset }) => offset >= part.from).map(({ ts }) => ts)
}
