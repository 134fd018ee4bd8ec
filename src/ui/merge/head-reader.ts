/** Reads the heads of rings that are captured without their bytes, page by page, and only those that have moved since. */
import type { CapturedRing } from '../../ring/capture.ts'
import type { Session } from '../../store/session.ts'
import { headOf } from './heads.ts'
import type { Head } from './heads.ts'

export type PageSource = Pick<Session, 'captures' | 'pageBytes'>

export class HeadReader {
  /** by CPU: where the head stood, and what was there */
  private readonly known = new Map<number, { at: string; head: Head }>()

  constructor(private readonly session: PageSource) {}

  /** @returns the heads with those in place of the unknown that could be read */
  async read(heads: readonly Head[], boot: number): Promise<Head[]> {
    const all: Head[] = []
    // one after the other: the reader answers one call at a time anyway
    for (const [cpu, head] of heads.entries()) all.push(head === 'unknown' ? await this.readOne(cpu, boot) : head)
    return all
  }

  private async readOne(cpu: number, boot: number): Promise<Head> {
    const capture = this.session.captures.latest(cpu)
    const ring = capture?.live()
    if (!capture || !ring) return 'unknown'
    const at = `${boot} ${capture.liveRing} ${placeOf(ring)}`
    const known = this.known.get(cpu)
    if (known?.at === at) return known.head
    const head = await this.readPages(cpu, ring)
    this.known.set(cpu, { at, head })
    return head
  }

  /** The head page, and the one behind it where only padding is left on it. */
  private async readPages(cpu: number, ring: CapturedRing): Promise<Head> {
    const pages = new Map<number, Uint8Array>()
    for (const page of [ring.headPage, (ring.headPage + 1) % ring.layout.pagesPerCpu]) {
      pages.set(page, await this.session.pageBytes(cpu, page))
      const head = headOf(ring, (wanted) => pages.get(wanted))
      if (head !== 'unknown') return head
    }
    return 'unknown'
  }
}

/** Differs wherever another event can be at the head; the page's turns tell a lap that ends where it began. */
function placeOf(ring: CapturedRing): string {
  const { headPage, head, tailPage, tail } = ring
  return [headPage, head, tailPage, tail, ring.page(headPage).turns].join(' ')
}
