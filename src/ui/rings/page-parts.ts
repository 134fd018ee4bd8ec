/**
 * The parts of a page by what they are, in bytes. Everything that comes from a capture is clamped: as posted, offsets can be nonsense, and the
 * picture of nonsense must still be a picture.
 *
 *   0        consumed    committed   + reserved          size - padding    size
 *   | consumed | unread     | being written | free, stale    | padding       |
 */
import type { CapturedPage, CapturedRing } from '../../ring/capture.ts'

export interface PageParts {
  readonly page: number
  /** ends of the parts, each at least the one before; the page's size is the end of the padding */
  readonly consumed: number
  readonly committed: number
  readonly reserved: number
  readonly free: number
  readonly size: number
  /** the free bytes hold what an earlier lap left */
  readonly stale: boolean
  readonly unread: number
}

export function partsOfPage(ring: CapturedRing, index: number): PageParts {
  const size = ring.layout.pageSize
  const state = ring.page(index)
  const committed = clamp(state.committedBytes, 0, size)
  const consumed = clamp(state.consumedBytes, 0, committed)
  const reserved = clamp(committed + state.reservedBytes, committed, size)
  const free = clamp(size - state.paddingBytes, reserved, size)
  const stale = free > reserved && isStale(ring, state, reserved)
  return { page: index, consumed, committed, reserved, free, size, stale, unread: Math.max(0, state.unread) }
}

/** Page 0 is where every ring begins, so its first lap has no turn; a page that is empty although it was entered has been reset. */
function isStale(ring: CapturedRing, state: CapturedPage, from: number): boolean {
  const first = state.page === 0 ? 0 : 1
  const isTail = state.page === ring.tailPage
  if (state.turns > first || (!isTail && state.committedBytes === 0 && state.turns > 0)) return true
  const at = state.page * ring.layout.pageSize
  return ring.bytes.subarray(at + from, at + ring.layout.pageSize).some((byte) => byte !== 0)
}

export function clamp(value: number, least: number, most: number): number {
  return value > least ? Math.min(value, most) : least
}
