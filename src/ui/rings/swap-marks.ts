/** Which CPU's rings were swapped a moment ago: another ring is live than in the capture before. */
import type { SlotCapture } from '../../ring/capture.ts'

const SHOWN_MS = 1000
/** the two rings change places in this time, where motion is wanted and the swap stands alone */
export const SWAP_MS = 160

interface Seen {
  readonly ring: number
  readonly swappedMs: number
  /** another swap came within the time in which one is shown */
  readonly hasty: boolean
}

export interface SwapMark {
  readonly ageMs: number
  readonly hasty: boolean
}

export class SwapMarks {
  private readonly seen = new Map<number, Seen>()

  update(cpu: number, { liveRing: ring }: SlotCapture, nowMs: number): void {
    const before = this.seen.get(cpu)
    if (before?.ring === ring) return
    const swappedMs = before ? nowMs : -Infinity
    this.seen.set(cpu, { ring, swappedMs, hasty: before !== undefined && nowMs - before.swappedMs < SHOWN_MS })
  }

  mark(cpu: number, nowMs: number): SwapMark | undefined {
    const seen = this.seen.get(cpu)
    const ageMs = nowMs - (seen?.swappedMs ?? -Infinity)
    return seen && ageMs < SHOWN_MS ? { ageMs, hasty: seen.hasty } : undefined
  }

  /** It is not looked at any more: a swap meanwhile is not shown as new later. */
  forget(cpu: number): void {
    this.seen.delete(cpu)
  }

  /** Another machine: its rings were never these. */
  clear(): void {
    this.seen.clear()
  }
}
