/**
 * ring_buffer_lock and ring_buffer_unlock: every slot's lock, taken ascending, released descending. Who holds them all finds the totals of all
 * CPUs consistent: no event is half written, half read or counted on one side only. "If you care about this being correct" [the mail].
 */
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
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

export interface LockOptions {
  readonly locks: Locks
  readonly probe?: Probe
  /** the CPU that calls; a reader is none, and has no interrupts to turn off */
  readonly cpu?: number
}

export interface LockedBuffer {
  /** CPUs that were not locked: a dead actor holds their lock */
  readonly frozen: ReadonlySet<number>
  /** the caller's interrupts as they were: 1 off, 0 on */
  readonly flags: number
}

/** ring_buffer_lock. Interrupts go off before the first lock is taken: one would find the locks held by the CPU that it interrupts. */
export function lockBuffer(buffer: RfcBuffer, options: LockOptions): LockedBuffer {
  const flags = saveIrqs(buffer, options)
  return { frozen: lockAll(buffer, options.locks), flags }
}

/** ring_buffer_unlock. @param held what `lockBuffer` returned */
export function unlockBuffer(buffer: RfcBuffer, held: LockedBuffer, options: LockOptions): void {
  unlockAll(buffer, options.locks, held.frozen)
  restoreIrqs(buffer, held.flags, options)
}

function saveIrqs(buffer: RfcBuffer, { cpu, probe = noProbe }: LockOptions): number {
  if (cpu === undefined) return 0
  const at = buffer.slotI32(cpu) + SlotI32.irqsOff
  const flags = buffer.i32[at] as number
  buffer.i32[at] = 1
  probe(Point.IrqsSaved, cpu, 0, 0)
  return flags
}

function restoreIrqs(buffer: RfcBuffer, flags: number, { cpu, probe = noProbe }: LockOptions): void {
  if (cpu === undefined) return
  buffer.i32[buffer.slotI32(cpu) + SlotI32.irqsOff] = flags
  probe(Point.IrqsRestored, cpu, 0, 0)
}
