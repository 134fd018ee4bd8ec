/**
 * Which page was pushed out a moment ago. The capture says what was lost when the tail last entered a page and how often it did; what is new
 * stays marked for a second. More than three in a second would flash: then the outline stands and only the number changes. Where one steps, no
 * clock runs: there the page stays marked while the tail is on it, forwards and backwards.
 */
import type { SlotCapture } from '../../ring/capture.ts'

const SHOWN_MS = 1000
const MOST_FLASHES = 3

export interface OverwriteMark {
  readonly page: number
  readonly lost: number
  /** too many to fill each page, or filling is not wanted: an outline instead */
  readonly storm: boolean
}

interface Seen {
  ring: number
  page: number
  turns: number
  lost: number
  /** times of the latest overwrites */
  at: number[]
}

export class OverwriteMarks {
  private readonly seen = new Map<number, Seen>()
  private latestMs = 0

  /** @param isStepped the capture is of an op, not of a moment */
  update(cpu: number, capture: SlotCapture, nowMs: number, isStepped = false): void {
    this.latestMs = nowMs
    const ring = capture.live()
    if (!(ring.tailPage >= 0 && ring.tailPage < ring.layout.pagesPerCpu)) return
    const { turns, pushedLost } = ring.page(ring.tailPage)
    if (isStepped) {
      this.seen.set(cpu, { ring: capture.liveRing, page: ring.tailPage, turns, lost: pushedLost, at: [Infinity] })
      return
    }
    const before = this.seen.get(cpu)
    const same = before && before.ring === capture.liveRing && before.page === ring.tailPage && before.turns === turns
    if (same) return
    const at = (before?.at ?? []).filter((time) => nowMs - time < SHOWN_MS)
    // the first look at a ring finds what happened long ago
    if (before && before.ring === capture.liveRing && pushedLost > 0) at.push(nowMs)
    this.seen.set(cpu, { ring: capture.liveRing, page: ring.tailPage, turns, lost: pushedLost, at })
  }

  /** It is not looked at any more: what happens meanwhile is not marked as new later. */
  forget(cpu: number): void {
    this.seen.delete(cpu)
  }

  /** @param nowMs the time of the frame; without it, of the latest one */
  mark(cpu: number, nowMs = this.latestMs): OverwriteMark | undefined {
    const seen = this.seen.get(cpu)
    if (!seen || seen.lost === 0) return undefined
    const recent = seen.at.filter((time) => nowMs - time < SHOWN_MS)
    if (recent.length === 0) return undefined
    return { page: seen.page, lost: seen.lost, storm: recent.length > MOST_FLASHES }
  }
}
