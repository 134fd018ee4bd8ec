/**
 * A full ring with overwrite loses its whole head page, always the oldest: `overrun` counts its unread events, the head moves to
 * the next page. Done by the writer, under the lock.
 */
import { addF64 } from '../arena.ts'
import { Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { KernelBug } from '../trace-buffer.ts'
import type { RfcBuffer } from './buffer.ts'
import { changeEntries } from './entries.ts'
import { PageI32, RingF64, RingI32, SlotF64 } from './layout.ts'
import { leavePage } from './lost.ts'

/**
 * ring_buffer_update_overflow and the two stores of the head.
 * @param headPage as the writer has read it when it looked for room @returns how many events were counted as lost
 */
export function pushHeadPage(buffer: RfcBuffer, cpu: number, ring: number, headPage: number, probe: Probe): number {
  const at = buffer.ringI32(ring)
  const lost = buffer.asPosted
    ? countWholePage(buffer, cpu, ring, headPage, probe)
    : countUnread(buffer, cpu, ring, headPage, probe)
  const next = buffer.nextPage(headPage)
  // as posted this rewinds a reader that has moved on meanwhile
  buffer.i32[at + RingI32.headPage] = next
  probe(Point.HeadPageStored, ring, next, 0)
  buffer.i32[at + RingI32.head] = 0
  probe(Point.HeadStored, ring, 0, 0)
  return lost
}

/** Repaired, O(1): only what was not read is lost. As posted the walk starts at the page's start and counts read events again. */
function countUnread(buffer: RfcBuffer, cpu: number, ring: number, page: number, probe: Probe): number {
  const { i32, f64 } = buffer
  const words = buffer.pageWords(ring, page)
  const counts = buffer.ringF64(ring)
  const lost = i32[words + PageI32.unread] as number
  const overrun = f64[counts + RingF64.overrun] as number
  probe(Point.OverrunRead, ring, page, overrun)
  f64[counts + RingF64.overrun] = overrun + lost
  addF64(f64, counts + RingF64.entries, -lost)
  moveToOverrun(buffer, cpu, ring, lost)
  i32[words + PageI32.unread] = 0
  i32[words + PageI32.consumed] = i32[words + PageI32.committed] as number
  leavePage(buffer, ring, page)
  probe(Point.OverrunWritten, ring, page, overrun + lost)
  return lost
}

/**
 * As posted: event by event from offset 0, each with its own read and write of both counters. The page is not the one that the writer has found,
 * but whichever is the head page at that moment: a reader may move it on during the walk.
 */
function countWholePage(buffer: RfcBuffer, cpu: number, ring: number, headPage: number, probe: Probe): number {
  const { i32, f64 } = buffer
  const at = buffer.ringI32(ring)
  const overrunAt = buffer.ringF64(ring) + RingF64.overrun
  let lost = 0
  for (let offset = 0; offset < buffer.pageSize && !buffer.isShort(offset);) {
    const page = i32[at + RingI32.headPage] as number
    if (page >= buffer.pagesPerCpu) throw new KernelBug(`null pointer: update_overflow walks page ${page}`)
    // lengths are signed and headers can be stale: C would go round for ever
    if (lost > buffer.pageSize) throw new KernelBug('endless loop: update_overflow walks in circles')
    const event = buffer.pageAddress(ring, page) + offset
    if (buffer.isNull(event)) break
    const overrun = f64[overrunAt] as number
    probe(Point.OverrunRead, ring, page, overrun)
    f64[overrunAt] = overrun + 1
    moveToOverrun(buffer, cpu, ring, 1)
    probe(Point.OverrunWritten, ring, page, overrun + 1)
    changeEntries(buffer, ring, -1, probe)
    lost++
    offset += buffer.eventLength(event)
    if (offset < 0) break // unsigned in C: past the page
  }
  leavePage(buffer, ring, headPage)
  return lost
}

/** In the ledger, and for the next event that is delivered. */
function moveToOverrun(buffer: RfcBuffer, cpu: number, ring: number, lost: number): void {
  const { f64 } = buffer
  const counts = buffer.slotF64(cpu)
  addF64(f64, buffer.ringF64(ring) + RingF64.pendingLost, lost)
  addF64(f64, counts + SlotF64.buffered, -lost)
  addF64(f64, counts + SlotF64.overrun, lost)
}
