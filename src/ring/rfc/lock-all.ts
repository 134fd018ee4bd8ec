/** ring_buffer_lock and ring_buffer_unlock: every slot's lock, taken ascending, released descending. */
import type { Locks } from '../slot-lock.ts'
import type { RfcBuffer } from './buffer.ts'
import { SlotI32 } from './layout.ts'

/** @returns the CPUs whose lock is held by a dead actor: they were not locked, their rings stand still for ever */
export function lockAll(buffer: RfcBuffer, locks: Locks): ReadonlySet<number> {
  const frozen = new Set<number>()
  for (let cpu = 0; cpu < buffer.cpus; cpu++) {
    if (!locks.acquire(buffer.slotI32(cpu) + SlotI32.lock, cpu)) frozen.add(cpu)
  }
  return frozen
}

export function unlockAll(buffer: RfcBuffer, locks: Locks, frozen: ReadonlySet<number>): void {
  for (let cpu = buffer.cpus - 1; cpu >= 0; cpu--) {
    if (!frozen.has(cpu)) locks.release(buffer.slotI32(cpu) + SlotI32.lock, cpu)
  }
}
