/** Files that are read from the rings as they lie there: `binary<cpu>` and `stats`. */
import { requireCpu } from '../ring/rfc/buffer.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { statsText } from '../ring/rfc/cpu-stats.ts'
import type { CpuStats } from '../ring/rfc/cpu-stats.ts'
import { SlotI32 } from '../ring/rfc/layout.ts'
import type { Locks } from '../ring/slot-lock.ts'

/**
 * `buffers/<name>/binary<cpu>`: all pages of the CPU's live ring, in the order of their indices, with whatever lies on them. Under the slot's lock, so
 * that they belong together; a ring whose lock a dead actor holds stands still.
 * @throws RingError bad-cpu
 */
export function binaryFile(buffer: RfcBuffer, cpu: number, locks: Locks): Uint8Array<ArrayBuffer> {
  requireCpu(buffer, cpu)
  const { pageSize, pagesPerCpu } = buffer
  const bytes = new Uint8Array(pagesPerCpu * pageSize)
  const lockAt = buffer.slotI32(cpu) + SlotI32.lock
  const locked = locks.acquire(lockAt, cpu)
  const ring = buffer.liveRing(cpu)
  for (let page = 0; page < pagesPerCpu; page++) {
    const address = buffer.pageAddress(ring, page)
    bytes.set(buffer.u8.subarray(address, address + pageSize), page * pageSize)
  }
  if (locked) locks.release(lockAt, cpu)
  return bytes
}

/**
 * `buffers/<name>/stats`. The kernel has a file for each CPU (`per_cpu/cpuN/stats`); here they stand one after the other, headed as
 * `trace-cmd stat` heads them.
 * @param counts the clock numbers events instead of telling the time
 */
export function statsFile(stats: readonly CpuStats[], counts: boolean): string {
  return stats.map((each, cpu) => `CPU: ${cpu}\n${statsText(each, !counts)}`).join('\n')
}
