/**
 * The patch's count of a ring's events: a reservation counts, a consumed or overrun one no more. Read and written apart, because as posted the
 * reader decrements it without the lock, while the writer increments it under the lock: one of the two is lost.
 */
import { Point } from '../probe.ts'
import type { Probe } from '../probe.ts'
import type { RfcBuffer } from './buffer.ts'
import { RingF64 } from './layout.ts'

export function changeEntries(buffer: RfcBuffer, ring: number, by: number, probe: Probe): void {
  changeEntriesAt(buffer.f64, buffer.ringF64(ring) + RingF64.entries, ring, by, probe)
}

export function changeEntriesAt(f64: Float64Array, at: number, ring: number, by: number, probe: Probe): void {
  const entries = f64[at] as number
  probe(Point.EntriesRead, ring, entries, 0)
  f64[at] = entries + by
  probe(Point.EntriesWritten, ring, entries + by, 0)
}
