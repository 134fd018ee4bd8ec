/**
 * Snapshot and reset. A snapshot swaps two words of the slot, which ring is live and which is the spare, and then resets what is live.
 * The counters travel with the ring that becomes the snapshot. All of it under the slots' locks, so no writer has a reservation open; a writer
 * that waits for the lock meanwhile reads which ring is live only after it has it.
 */
import { addF64 } from '../arena.ts'
import { noProbe, Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import type { Locks } from '../slot-lock.ts'
import { RingError } from '../trace-buffer.ts'
import { requireCpu } from './buffer.ts'
import type { RfcBuffer } from './buffer.ts'
import { HeaderI32, PageI32, RingF64, RingI32, SlotF64, SlotI32 } from './layout.ts'
import { lockAll, unlockAll } from './lock-all.ts'

export interface SnapshotOptions {
  readonly locks: Locks
  readonly probe?: Probe
}

/** ring_buffer_snapshot. @returns CPUs that were skipped, because a dead actor holds their lock */
export function snapshotAll(buffer: RfcBuffer, options: SnapshotOptions): number[] {
  requireSnapshot(buffer)
  const frozen = lockAll(buffer, options.locks)
  for (let cpu = 0; cpu < buffer.cpus; cpu++) if (!frozen.has(cpu)) swap(buffer, cpu, options.probe ?? noProbe)
  unlockAll(buffer, options.locks, frozen)
  return [...frozen]
}

/** ring_buffer_snapshot_cpu: that CPU only, the other snapshots are kept. @throws RingError crashed: a dead actor holds its lock */
export function snapshotCpu(buffer: RfcBuffer, cpu: number, options: SnapshotOptions): void {
  requireCpu(buffer, cpu)
  requireSnapshot(buffer)
  lockOne(buffer, cpu, options.locks)
  swap(buffer, cpu, options.probe ?? noProbe)
  unlockOne(buffer, cpu, options.locks)
}

/** ring_buffer_snapshot_one_cpu: that CPU, and the other CPUs' snapshots are reset. @returns CPUs that were skipped */
export function snapshotOneCpu(buffer: RfcBuffer, cpu: number, options: SnapshotOptions): number[] {
  requireCpu(buffer, cpu)
  requireSnapshot(buffer)
  const probe = options.probe ?? noProbe
  const frozen = lockAll(buffer, options.locks)
  if (frozen.has(cpu)) {
    unlockAll(buffer, options.locks, frozen)
    throw frozenError(cpu)
  }
  for (let other = 0; other < buffer.cpus; other++) {
    if (frozen.has(other)) continue
    if (other === cpu) swap(buffer, cpu, probe)
    else eraseSnapshot(buffer, other, probe)
  }
  unlockAll(buffer, options.locks, frozen)
  return [...frozen]
}

/** ring_buffer_reset_cpu: the live ring only. Bytes are left as they are. @throws RingError crashed */
export function resetCpu(buffer: RfcBuffer, cpu: number, options: SnapshotOptions): void {
  requireCpu(buffer, cpu)
  refuseWhileIterating(buffer)
  lockOne(buffer, cpu, options.locks)
  eraseLive(buffer, cpu, options.probe ?? noProbe)
  unlockOne(buffer, cpu, options.locks)
}

/** Every CPU. @returns CPUs that were skipped */
export function resetAll(buffer: RfcBuffer, options: SnapshotOptions): number[] {
  refuseWhileIterating(buffer)
  const frozen = lockAll(buffer, options.locks)
  for (let cpu = 0; cpu < buffer.cpus; cpu++) if (!frozen.has(cpu)) eraseLive(buffer, cpu, options.probe ?? noProbe)
  unlockAll(buffer, options.locks, frozen)
  return [...frozen]
}

function requireSnapshot(buffer: RfcBuffer): void {
  if (!buffer.layout.snapshot)
    throw new RingError('no-snapshot', 'the buffer was made without a snapshot: turn "snapshot" on')
  refuseWhileIterating(buffer)
}

function refuseWhileIterating(buffer: RfcBuffer): void {
  if (Atomics.load(buffer.i32, HeaderI32.iterating) !== 0)
    throw new RingError('iterator-open', 'an iterator is reading the rings; finish it first')
}

function lockOne(buffer: RfcBuffer, cpu: number, locks: Locks): void {
  if (!locks.acquire(buffer.slotI32(cpu) + SlotI32.lock, cpu)) throw frozenError(cpu)
}
function unlockOne(buffer: RfcBuffer, cpu: number, locks: Locks): void {
  locks.release(buffer.slotI32(cpu) + SlotI32.lock, cpu)
}
function frozenError(cpu: number): RingError {
  return new RingError('crashed', `the lock of CPU ${cpu} is held by an actor that has crashed`)
}

function swap(buffer: RfcBuffer, cpu: number, probe: Probe): void {
  const { i32, f64 } = buffer
  const slot = buffer.slotI32(cpu)
  const counts = buffer.slotF64(cpu)
  const live = i32[slot + SlotI32.live] as number
  const spare = i32[slot + SlotI32.snap] as number
  i32[slot + SlotI32.live] = spare
  i32[slot + SlotI32.snap] = live
  addF64(f64, counts + SlotF64.erased, f64[counts + SlotF64.inSnapshot] as number)
  f64[counts + SlotF64.inSnapshot] = f64[counts + SlotF64.buffered] as number
  f64[counts + SlotF64.buffered] = 0
  resetRing(buffer, spare)
  probe(Point.RingSwapped, cpu, spare, live)
}

function eraseLive(buffer: RfcBuffer, cpu: number, probe: Probe): void {
  const { f64 } = buffer
  const counts = buffer.slotF64(cpu)
  const ring = buffer.liveRing(cpu)
  addF64(f64, counts + SlotF64.erased, f64[counts + SlotF64.buffered] as number)
  f64[counts + SlotF64.buffered] = 0
  resetRing(buffer, ring)
  probe(Point.RingReset, cpu, ring, 0)
}

function eraseSnapshot(buffer: RfcBuffer, cpu: number, probe: Probe): void {
  const { f64 } = buffer
  const counts = buffer.slotF64(cpu)
  const ring = buffer.i32[buffer.slotI32(cpu) + SlotI32.snap] as number
  addF64(f64, counts + SlotF64.erased, f64[counts + SlotF64.inSnapshot] as number)
  f64[counts + SlotF64.inSnapshot] = 0
  resetRing(buffer, ring)
  probe(Point.RingReset, cpu, ring, 0)
}

/** Offsets and counts to 0, bytes left: stale bytes count as free. */
function resetRing(buffer: RfcBuffer, ring: number): void {
  const { i32, f64 } = buffer
  const words = buffer.ringI32(ring)
  const counts = buffer.ringF64(ring)
  for (let word = RingI32.headPage; word <= RingI32.tail; word++) i32[words + word] = 0
  for (let word = RingF64.entries; word <= RingF64.pendingLost; word++) f64[counts + word] = 0
  for (let page = 0; page < buffer.pagesPerCpu; page++) {
    const at = buffer.pageWords(ring, page)
    for (let word = PageI32.committed; word <= PageI32.pushedLost; word++) i32[at + word] = 0
  }
}
