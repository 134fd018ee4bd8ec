/**
 * A full ring with overwrite loses its whole head page, always the oldest: `overrun` counts its unread events, the head moves to
 * the next page. Done by the writer, under the lock.
 */
import { addF64 } from '../arena.ts'
import { Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import { KernelBug } from '../trace-buffer.ts'
import type { RfcBuffer } from './buffer.ts'
import { PageI32, RingF64, RingI32, SlotF64 } from './layout.ts'
import { leavePage } from './lost.ts'

/** ring_buffer_update_overflow and the two stores of the head. @returns how many events were counted as lost */
export function pushHeadPage(buffer: RfcBuffer, cpu: number, ring: number, probe: Probe): number {
  const at = buffer.ringI32(ring)
  const headPage = buffer.i32[at + RingI32.headPage] as number
  const lost = buffer.asPosted
    ? countWholePage(buffer, cpu, ring, headPage, probe)
    : countUnread(buffer, cpu, ring, headPage, probe)
  const next = buffer.nextPage(headPage)
  buffer.i32[at + RingI32.headPage] = next
  probe(Point.HeadPageStored, ring, next, 0)
  buffer.i32[at + RingI32.head] = 0
  probe(Point.HeadStored, ring, 0, 0)
  return lost
}

/** Repaired, O(1): only what was not read is lost. As posted the walk starts at the page's start and counts read events again. */
function countUnread(buffer: RfcBuffer, cpu: number, ring: number, page: number, probe: Probe): number {
  const words = buffer.pageWords(ring, page)
  const lost = buffer.i32[words + PageI32.unread] as number
  const overrun = buffer.f64[buffer.ringF64(ring) + RingF64.overrun] as number
  probe(Point.OverrunRead, ring, page, overrun)
  countLost(buffer, cpu, ring, overrun, lost)
  buffer.i32[words + PageI32.unread] = 0
  buffer.i32[words + PageI32.consumed] = buffer.i32[words + PageI32.committed] as number
  leavePage(buffer, ring, page)
  probe(Point.OverrunWritten, ring, page, overrun + lost)
  return lost
}

/** As posted: event by event from offset 0, each with its own read and write of the counters. */
function countWholePage(buffer: RfcBuffer, cpu: number, ring: number, page: number, probe: Probe): number {
  const base = buffer.pageAddress(ring, page)
  let lost = 0
  for (let offset = 0; offset < buffer.pageSize && !buffer.isShort(offset);) {
    if (buffer.isNull(base + offset)) break
    const overrun = buffer.f64[buffer.ringF64(ring) + RingF64.overrun] as number
    probe(Point.OverrunRead, ring, page, overrun)
    countLost(buffer, cpu, ring, overrun, 1)
    probe(Point.OverrunWritten, ring, page, overrun + 1)
    lost++
    const length = buffer.eventLength(base + offset)
    if (length === 0) throw new KernelBug('update_overflow walks an event of length 0 for ever')
    offset += length
    if (offset < 0) break // unsigned in C: past the page
  }
  leavePage(buffer, ring, page)
  return lost
}

function countLost(buffer: RfcBuffer, cpu: number, ring: number, overrun: number, lost: number): void {
  const { f64 } = buffer
  const counts = buffer.slotF64(cpu)
  const words = buffer.ringF64(ring)
  f64[words + RingF64.overrun] = overrun + lost
  addF64(f64, words + RingF64.entries, -lost)
  addF64(f64, words + RingF64.pendingLost, lost)
  addF64(f64, counts + SlotF64.buffered, -lost)
  addF64(f64, counts + SlotF64.overrun, lost)
}
