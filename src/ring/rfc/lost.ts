/**
 * Where events were lost, in words beside the ring. Overruns happen at the head: they wait in the ring's `pendingLost` for the next event that
 * is delivered. Writes refused as full happen at the tail: they wait in the words of the page the tail stood on, with the
 * offset of the next event there, and go over to `pendingLost` when the head leaves that page. Refusals at several places of one page
 * are told together, before the first event behind the first of them: exact to the page.
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
  return (buffer.f64[buffer.ringF64(ring) + RingF64.pendingLost] as number) + lostHere(buffer, ring, page, offset)
}

/** The event at this place is consumed, and with it what `lostBefore` said: it is not told again. */
export function forgetLostBefore(buffer: RfcBuffer, ring: number, page: number, offset: number): void {
  const words = buffer.pageWords(ring, page)
  buffer.f64[buffer.ringF64(ring) + RingF64.pendingLost] = 0
  if (offset >= (buffer.i32[words + PageI32.lostAt] as number)) buffer.i32[words + PageI32.lost] = 0
}

/** Refused on this page before the event at this offset. */
function lostHere(buffer: RfcBuffer, ring: number, page: number, offset: number): number {
  const words = buffer.pageWords(ring, page)
  return offset >= (buffer.i32[words + PageI32.lostAt] as number) ? (buffer.i32[words + PageI32.lost] as number) : 0
}

/** The same for a walk that takes nothing: what it has told it keeps to itself. */
export class LossWalk {
  private pending: number
  private toldHere = false

  /** @param page where the ring's head stands */
  constructor(
    private readonly buffer: RfcBuffer,
    private readonly ring: number,
    private page: number,
  ) {
    this.pending = buffer.f64[buffer.ringF64(ring) + RingF64.pendingLost] as number
  }

  lostBefore(page: number, offset: number): number {
    while (this.page !== page) this.leavePage()
    return this.toldHere ? this.pending : this.pending + lostHere(this.buffer, this.ring, page, offset)
  }

  /** The walk goes on behind the event at this place. */
  pass(page: number, offset: number): void {
    this.pending = 0
    this.toldHere ||= lostHere(this.buffer, this.ring, page, offset) > 0
  }

  private leavePage(): void {
    if (!this.toldHere) this.pending += lostHere(this.buffer, this.ring, this.page, Infinity)
    this.toldHere = false
    this.page = this.buffer.nextPage(this.page)
  }
}
