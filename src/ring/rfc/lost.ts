/**
 * Where events were lost, in words beside the ring. Overruns happen at the head: they wait in the ring's `pendingLost` for the next event that
 * is delivered. Writes refused as full happen at the tail: they wait in the words of the page the tail stood on, with the
 * offset of the next event there, and go over to `pendingLost` when the head leaves that page.
 */
import type { RfcBuffer } from './buffer.ts'
import { PageI32, RingF64 } from './layout.ts'

/** The head leaves a page: losses noted on it lie before whatever is delivered next. */
export function leavePage(buffer: RfcBuffer, ring: number, page: number): void {
  const { i32, f64 } = buffer
  const words = buffer.pageWords(ring, page)
  const pending = buffer.ringF64(ring) + RingF64.pendingLost
  f64[pending] = (f64[pending] as number) + (i32[words + PageI32.lost] as number)
  i32[words + PageI32.lost] = 0
}

/** How many events were lost right before the event at this place, without telling it. */
export function lostBefore(buffer: RfcBuffer, ring: number, page: number, offset: number): number {
  const words = buffer.pageWords(ring, page)
  const here = offset >= (buffer.i32[words + PageI32.lostAt] as number) ? (buffer.i32[words + PageI32.lost] as number) : 0
  return (buffer.f64[buffer.ringF64(ring) + RingF64.pendingLost] as number) + here
}

/** The same, told to the reader who consumes the event: it is not told again. */
export function takeLostBefore(buffer: RfcBuffer, ring: number, page: number, offset: number): number {
  const lost = lostBefore(buffer, ring, page, offset)
  const words = buffer.pageWords(ring, page)
  buffer.f64[buffer.ringF64(ring) + RingF64.pendingLost] = 0
  if (offset >= (buffer.i32[words + PageI32.lostAt] as number)) buffer.i32[words + PageI32.lost] = 0
  return lost
}
