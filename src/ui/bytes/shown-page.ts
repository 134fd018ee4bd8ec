/** A page as it was at one moment: words and bytes of one capture, copied, so that what is shown stays true to itself while the ring moves on. */
import type { SlotCapture } from '../../ring/capture.ts'
import type { PageOf, Selection } from '../../store/selection.ts'
import { partsOfPage } from '../rings/page-parts.ts'
import type { PageParts } from '../rings/page-parts.ts'
import { itemsOfPage } from './page-items.ts'
import type { PageItem } from './page-items.ts'

export interface PageWords extends PageOf {
  /** ring number */
  readonly ring: number
  /** pages of that ring */
  readonly pages: number
  readonly parts: PageParts
  /** offsets of head and tail, where they are on this page */
  readonly head: number | undefined
  readonly tail: number | undefined
  /** how often the tail entered it, and what was lost when it last was pushed out */
  readonly turns: number
  readonly pushedLost: number
  /** ns of the machine's time */
  readonly takenNs: number
  /** the machine ran: this is a sample of what moves */
  readonly running: boolean
}

export interface ShownPage extends PageWords {
  readonly bytes: Uint8Array
  readonly items: readonly PageItem[]
}

interface Moment {
  readonly takenNs: number
  readonly running: boolean
}

/** @returns undefined where there is no such page */
export function pageWords(capture: SlotCapture, of: PageOf, { takenNs, running }: Moment): PageWords | undefined {
  const { cpu, page, snapshot } = of
  const ring = snapshot ? capture.snapshot() : capture.live()
  if (!ring || !(page >= 0 && page < ring.layout.pagesPerCpu)) return undefined
  const { cpus, pagesPerCpu } = ring.layout
  const { turns, pushedLost } = ring.page(page)
  return {
    cpu,
    page,
    snapshot,
    // a CPU has two rings, with its own number and with that of its spare at boot
    ring: snapshot ? 2 * cpu + cpus - capture.liveRing : capture.liveRing,
    pages: pagesPerCpu,
    parts: partsOfPage(ring, page),
    head: ring.headPage === page ? ring.head : undefined,
    tail: ring.tailPage === page ? ring.tail : undefined,
    turns,
    pushedLost,
    takenNs,
    running,
  }
}

/** @param bytes of this page at the moment of its words; they are kept */
export function shownPage(words: PageWords, bytes: Uint8Array): ShownPage {
  return { ...words, bytes, items: itemsOfPage(bytes, words.parts) }
}

/** The page's bytes as they were captured with its ring, copied; undefined where the ring is too large for that. */
export function capturedBytes(capture: SlotCapture, { page, snapshot }: PageOf): Uint8Array | undefined {
  const ring = snapshot ? capture.snapshot() : capture.live()
  if (!ring || ring.bytes.length === 0) return undefined
  const { pageSize } = ring.layout
  return ring.bytes.slice(page * pageSize, (page + 1) * pageSize)
}

/** Whether what is selected lies, or lay, on this page. A selected event goes with its ring when a snapshot swaps it away. */
export function isOnPage({ cpu, page, snapshot, event }: Selection, shown: PageWords): boolean {
  const sameRing = event ? event.ring === shown.ring : snapshot === shown.snapshot
  return cpu === shown.cpu && page === shown.page && sameRing
}
