/** What can be read of a recording without a step: each reader gets a copy of the image of its own, and changes nothing in the recording. */
import { binaryFile } from '../../debugfs/ring-files.ts'
import { readUnread } from '../../debugfs/unread.ts'
import { BatchWriter } from '../../reader/event-batch.ts'
import type { UnreadEvents } from '../../reader/messages.ts'
import { Arena } from '../../ring/arena.ts'
import { RfcBuffer } from '../../ring/rfc/buffer.ts'
import { RfcConsumer } from '../../ring/rfc/consume.ts'
import { cpuStats } from '../../ring/rfc/cpu-stats.ts'
import type { CpuStats } from '../../ring/rfc/cpu-stats.ts'
import { SlotI32 } from '../../ring/rfc/layout.ts'
import { noLocks } from '../../ring/slot-lock.ts'
import { RingError } from '../../ring/trace-buffer.ts'

function copyOf({ arena, options }: RfcBuffer): RfcBuffer {
  const copy = new RfcBuffer(new Arena(arena.buffer.slice(0)), options)
  // in the copy nobody is in the middle of anything
  for (let cpu = 0; cpu < copy.cpus; cpu++) copy.i32[copy.slotI32(cpu) + SlotI32.lock] = 0
  return copy
}

/** @throws RingError no-snapshot */
export function pageOf(image: RfcBuffer, cpu: number, page: number, snapshot: boolean): Uint8Array {
  const ring = snapshot ? image.snapRing(cpu) : image.liveRing(cpu)
  if (ring === undefined) throw new RingError('no-snapshot', 'the buffer was made without a snapshot')
  const address = image.pageAddress(ring, page)
  return image.u8.slice(address, address + image.pageSize)
}

export function ringOf(image: RfcBuffer, cpu: number): Uint8Array<ArrayBuffer> {
  return binaryFile(image, cpu, noLocks)
}

/** @returns the packed event that consume would give; empty: none */
export function nextOf(image: RfcBuffer): ArrayBuffer {
  const consumer = new RfcConsumer(copyOf(image), noLocks)
  const batch = new BatchWriter()
  if (consumer.peek()) batch.append(consumer.event)
  return batch.take()
}

export function unreadOf(image: RfcBuffer): UnreadEvents {
  const batch = new BatchWriter()
  const counts = readUnread(copyOf(image), { locks: noLocks }, (event) => batch.append(event))
  return { batches: [batch.take()], counts }
}

export function statsOf(image: RfcBuffer, nowNs: number): CpuStats[] {
  const copy = copyOf(image)
  return Array.from({ length: copy.cpus }, (_, cpu) => cpuStats(copy, cpu, { locks: noLocks, nowTs: nowNs }))
}
