/** How far the merge has come: the highest stamp delivered so far. What is delivered with a lower one is late; only a reader writes these words. */
import { addF64 } from '../arena.ts'
import type { RfcBuffer } from './buffer.ts'
import { HeaderF64 } from './layout.ts'
import { compareStamps } from './read-event.ts'
import type { ReadEvent } from './read-event.ts'

export function isLate({ f64 }: RfcBuffer, { hi, lo }: ReadEvent): boolean {
  return compareStamps(hi, lo, f64[HeaderF64.deliveredHi] as number, f64[HeaderF64.deliveredLo] as number) < 0
}

export function countDelivery({ f64 }: RfcBuffer, { hi, lo, late }: ReadEvent): void {
  if (late) {
    addF64(f64, HeaderF64.late, 1)
    return
  }
  f64[HeaderF64.deliveredHi] = hi
  f64[HeaderF64.deliveredLo] = lo
}
