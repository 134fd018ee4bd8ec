/**
 * ring_buffer_empty. Right when the question was asked, perhaps not when the answer is read: who needs it to stay true locks the buffer.
 */
import { requireCpu } from './buffer.ts'
import type { RfcBuffer } from './buffer.ts'
import { SlotF64 } from './layout.ts'

/** No CPU has an event that could be consumed from its live ring; snapshots do not count. */
export function isBufferEmpty(buffer: RfcBuffer): boolean {
  for (let cpu = 0; cpu < buffer.cpus; cpu++) if (!isCpuEmpty(buffer, cpu)) return false
  return true
}

/**
 * Of one CPU. Also right for a ring whose lock a dead actor holds, where head and tail may be half moved: its events are there, though a consumer
 * skips them.
 * @throws RingError bad-cpu
 */
export function isCpuEmpty(buffer: RfcBuffer, cpu: number): boolean {
  requireCpu(buffer, cpu)
  // repaired: what is committed and unread is counted. Head and tail alone, as posted, call a ring filled whose head stands at the end of a
  // page, with all read, when the tail has turned to the next page for an event that is not committed yet
  return buffer.asPosted
    ? buffer.isEmpty(buffer.liveRing(cpu))
    : buffer.f64[buffer.slotF64(cpu) + SlotF64.buffered] === 0
}
