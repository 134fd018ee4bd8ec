/**
 * What a buffer that was made anew takes over from the one whose place it takes. The mail resizes so: "create a new buffer", free the old one
 * and rename the new one [its last answer]. The pages and their events go with the old memory; what is counted, and who died, does not.
 *
 *   header   overwrite, record_disabled, late and the highest stamp delivered stay
 *   slots    the ledger goes on, with what was unread erased; a lock goes on being held by the actor that died with it
 *   rings    begin empty, as after a reset: what was lost and not told yet stands in the ledger alone
 */
import { addF64 } from '../arena.ts'
import type { RfcBuffer } from './buffer.ts'
import { HeaderF64, HeaderI32, SlotF64, SlotI32 } from './layout.ts'

/** `iterating` is not among them: no iterator outlives its buffer. */
const HEADER_I32 = ['overwrite', 'recordDisabled'] as const
const HEADER_F64 = ['late', 'deliveredHi', 'deliveredLo'] as const
/** the lock's sleepers are not among them: none of those that sleep on the old word will look at the new one */
const SLOT_I32 = ['lock', 'irqsOff', 'pendingIrqs'] as const

/**
 * Both buffers have the same CPUs. Nobody may store in either meanwhile, so whatever lock is held is held by the dead. An attempt that a
 * dead or for ever waiting CPU has open stays in flight.
 */
export function carryOver(from: RfcBuffer, to: RfcBuffer): void {
  for (const word of HEADER_I32) to.i32[HeaderI32[word]] = from.i32[HeaderI32[word]] as number
  for (const word of HEADER_F64) to.f64[HeaderF64[word]] = from.f64[HeaderF64[word]] as number
  for (let cpu = 0; cpu < from.cpus; cpu++) {
    carrySlot(from, to, cpu)
    eraseUnread(to, cpu)
  }
}

function carrySlot(from: RfcBuffer, to: RfcBuffer, cpu: number): void {
  const [old, slot] = [from.slotI32(cpu), to.slotI32(cpu)]
  for (const word of SLOT_I32) to.i32[slot + SlotI32[word]] = from.i32[old + SlotI32[word]] as number
  const [oldCounts, counts] = [from.slotF64(cpu), to.slotF64(cpu)]
  for (const word of Object.values(SlotF64)) to.f64[counts + word] = from.f64[oldCounts + word] as number
}

function eraseUnread(buffer: RfcBuffer, cpu: number): void {
  const counts = buffer.slotF64(cpu)
  for (const unread of [SlotF64.buffered, SlotF64.inSnapshot]) {
    addF64(buffer.f64, counts + SlotF64.erased, buffer.f64[counts + unread] as number)
    buffer.f64[counts + unread] = 0
  }
}
