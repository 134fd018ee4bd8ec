/**
 * What the captured ring of a CPU still holds, in columns, and where events were lost that the reader has not been told of. It is walked again
 * only when the capture has changed.
 */
import type { CapturedRing } from '../../ring/capture.ts'
import { eventsOnPage } from '../../ring/rfc/page-events.ts'
import type { EventRef } from '../../store/selection.ts'
import { partsOfPage } from '../rings/page-parts.ts'
import type { WholeRing } from '../whole-rings.ts'
import { appendGap, eventColumns, gapColumns } from './columns.ts'

/** offsets on a page are below it: `where` = page * PAGE_SPAN + offset */
export const PAGE_SPAN = 65536

type Place = Pick<EventRef, 'ring' | 'page' | 'offset'>

/** The newest event of the CPU that was read; its stamp is -Infinity where there is none. */
export interface LastRead {
  readonly ts: number
  readonly place: Place | undefined
}

export const NOTHING_READ: LastRead = { ts: -Infinity, place: undefined }

interface Loss {
  readonly count: number
  readonly from: number
  /** number of the event with which the reader will be told */
  readonly event: number
}

export class UnreadLane {
  /** from head to tail */
  readonly events = eventColumns()
  /**
   * What the reader will be told with its next event, then what was refused as full while the tail stood on a page. That began behind the event
   * before the first refusal; where it ended the page does not say, so the bound is the next page's first event.
   */
  readonly gaps = gapColumns()
  /** all of it is in the columns; false: it is not walked to its end, or too large to be walked at all */
  known = false
  /** its number */
  ring = 0
  /** changes when the columns do */
  version = 0
  private seen = new Float64Array()
  private seenTs = NaN
  private walking: Iterator<void> | undefined

  constructor(private readonly familyCode: (type: number) => number) {}

  /** Without its ring nothing is known. */
  forget(): void {
    if (this.seen.length === 0) return
    this.begin()
    this.seen = new Float64Array()
  }

  /** What has changed is walked again: as far as `advance` is given the time. */
  update({ ring, number, words }: WholeRing, lastRead: LastRead): void {
    if (lastRead.ts === this.seenTs && isSame(words, this.seen)) return
    this.seen = words.slice()
    this.seenTs = lastRead.ts
    this.begin()
    this.ring = number
    this.walking = this.walk(ring, lastRead)
  }

  get isWalked(): boolean {
    return this.walking === undefined
  }

  /** @param isOver asked after each page @returns whether all of the ring has been walked */
  advance(isOver: () => boolean): boolean {
    if (!this.walking) return true
    this.version++
    while (!this.walking.next().done) if (isOver()) return false
    this.walking = undefined
    this.known = true
    return true
  }

  private begin(): void {
    this.restart()
    this.walking = undefined
    this.known = false
  }

  private restart(): void {
    this.events.clear()
    this.gaps.clear()
    this.version++
  }

  private *walk(ring: CapturedRing, lastRead: LastRead): Generator<void> {
    let before = lastRead.ts
    let open: Loss | undefined
    if (ring.pendingLost > 0) open = { count: ring.pendingLost, from: before, event: 0 }
    for (const page of pagesFromHead(ring)) {
      const { committed, consumed } = partsOfPage(ring, page)
      const { refusedHere, refusedAt } = ring.page(page)
      let [refused, from, event] = [refusedHere, before, this.events.end]
      for (const { offset, ts, type } of eventsOnPage(ring.bytes, page * ring.layout.pageSize, committed)) {
        if (offset < consumed) {
          // only what is pending can be open before the first unread event
          if (open) open = { ...open, from: ts }
        } else if (ts === lastRead.ts && this.isAt(lastRead.place, page, offset)) {
          // batches can be ahead of captures: what this one shows as unread up to here has been read
          this.restart()
          open = undefined
          if (offset >= refusedAt) refused = 0
        } else {
          open = this.close(open, ts)
          this.push(ts, type, page * PAGE_SPAN + offset)
        }
        if (offset < refusedAt) [from, event] = [ts, this.events.end]
        before = ts
      }
      if (refused > 0) open = { from, event, ...open, count: refused + (open?.count ?? 0) }
      yield
    }
    this.close(open, Infinity)
  }

  private isAt(place: Place | undefined, page: number, offset: number): boolean {
    return place?.ring === this.ring && place.page === page && place.offset === offset
  }

  private push(ts: number, type: number, where: number): void {
    const { events } = this
    const at = events.append()
    events.of.ts[at] = ts
    events.of.family[at] = this.familyCode(type)
    events.of.where[at] = where
  }

  private close(loss: Loss | undefined, to: number): undefined {
    if (loss) appendGap(this.gaps, { ...loss, to, where: NaN })
  }
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

/** As posted, where head and tail stand can be nonsense; then the walk goes round once. */
function* pagesFromHead({ headPage, tailPage, layout, bytes }: CapturedRing): Generator<number> {
  const { pagesPerCpu } = layout
  if (!(headPage >= 0 && headPage < pagesPerCpu) || bytes.length === 0) return
  for (let step = 0; step < pagesPerCpu; step++) {
    const page = (headPage + step) % pagesPerCpu
    yield page
    if (page === tailPage) return
  }
}
