/**
 * A ring of the repaired design as anybody would draw it: pages are lists of events. Slow and obvious on purpose; it shares no code with the
 * ring that it is compared with.
 */
export interface ModelEvent {
  /** the number of its attempt, over all CPUs */
  seq: number
  cpu: number
  ts: number
  type: number
  body: Uint8Array
  /** header, body and rounding */
  total: number
}

interface Placed {
  event: ModelEvent
  offset: number
}

export interface ModelPage {
  events: Placed[]
  /** how many of them were read, or lost when the page was pushed out */
  read: number
  reserved: ModelEvent | undefined
  padding: number
  /** writes refused while the tail stood here, and where it stood at the first of them */
  refused: number
  refusedAt: number
  pushedLost: number
  turns: number
}

export interface Told {
  event: ModelEvent
  lostBefore: number
}

export class ModelRing {
  pages: ModelPage[]
  headPage = 0
  tailPage = 0
  entries = 0
  overrun = 0
  dropped = 0
  /** lost before whatever is delivered next from the head page's start */
  pending = 0

  constructor(
    pages: number,
    readonly pageSize: number,
  ) {
    this.pages = Array.from({ length: pages }, () => emptyPage(0))
  }

  page(index: number): ModelPage {
    return this.pages[index] as ModelPage
  }
  next(index: number): number {
    return (index + 1) % this.pages.length
  }
  get tail(): number {
    return committedBytes(this.page(this.tailPage))
  }
  get head(): number {
    return bytesOf(this.page(this.headPage).events.slice(0, this.page(this.headPage).read))
  }
  get unread(): number {
    return this.pages.reduce((sum, { events, read }) => sum + events.length - read, 0)
  }

  /** @returns how many unread events had to go, or undefined where the ring is full */
  reserve(event: ModelEvent, overwrite: boolean): number | undefined {
    let lost = 0
    if (this.tail + event.total > this.pageSize) {
      const next = this.next(this.tailPage)
      if (next === this.headPage && !overwrite) {
        this.refuse()
        return undefined
      }
      if (next === this.headPage) lost = this.pushHead()
      this.page(this.tailPage).padding = this.pageSize - this.tail
      this.pages[next] = { ...emptyPage(this.page(next).turns + 1), pushedLost: lost }
      this.tailPage = next
    }
    this.page(this.tailPage).reserved = event
    this.entries++
    return lost
  }

  commit(): void {
    const page = this.page(this.tailPage)
    page.events.push({ event: page.reserved as ModelEvent, offset: this.tail })
    page.reserved = undefined
  }

  /** The event at the head; the head first leaves a page that was read to its end and that the tail has left. */
  first(): Told | undefined {
    const { events, read } = this.page(this.headPage)
    if (read === events.length && this.headPage !== this.tailPage) this.leaveHeadPage()
    return this.unreadEvents()[0]
  }

  take(): void {
    const page = this.page(this.headPage)
    const { offset } = page.events[page.read] as Placed
    if (page.refused > 0 && offset >= page.refusedAt) page.refused = 0
    this.pending = 0
    page.read++
    this.entries--
    if (page.read === page.events.length && this.headPage !== this.tailPage) this.leaveHeadPage()
  }

  /** From head to tail, each with what was lost right before it. */
  unreadEvents(): Told[] {
    const told: Told[] = []
    let lost = this.pending
    for (let index = this.headPage; ; index = this.next(index)) {
      const page = this.page(index)
      let refused = page.refused
      for (const { event, offset } of page.events.slice(page.read)) {
        const isBehind = refused > 0 && offset >= page.refusedAt
        told.push({ event, lostBefore: lost + (isBehind ? refused : 0) })
        lost = 0
        if (isBehind) refused = 0
      }
      lost += refused
      if (index === this.tailPage) return told
    }
  }

  /** @returns what was unread */
  reset(): number {
    const erased = this.unread
    this.pages = this.pages.map(({ turns }) => emptyPage(turns))
    this.headPage = this.tailPage = this.entries = this.overrun = this.dropped = this.pending = 0
    return erased
  }

  private refuse(): void {
    const page = this.page(this.tailPage)
    if (page.refused === 0) page.refusedAt = this.tail
    page.refused++
    this.dropped++
  }

  private pushHead(): number {
    const page = this.page(this.headPage)
    const lost = page.events.length - page.read
    this.overrun += lost
    this.entries -= lost
    this.pending += lost
    this.leaveHeadPage()
    return lost
  }

  private leaveHeadPage(): void {
    const page = this.page(this.headPage)
    this.pending += page.refused
    page.refused = 0
    this.headPage = this.next(this.headPage)
  }
}

function emptyPage(turns: number): ModelPage {
  return { events: [], read: 0, reserved: undefined, padding: 0, refused: 0, refusedAt: 0, pushedLost: 0, turns }
}

function bytesOf(events: readonly Placed[]): number {
  return events.reduce((sum, { event }) => sum + event.total, 0)
}

export function committedBytes(page: ModelPage): number {
  return bytesOf(page.events)
}

export function consumedBytes(page: ModelPage): number {
  return bytesOf(page.events.slice(0, page.read))
}
