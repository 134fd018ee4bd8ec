/**
 * A moment of a stepped machine, as invariants look at it: the memory of the rings, perhaps in the middle of an operation, and who stands where.
 * Whether anything can be said of it is decided from these two alone.
 *
 * The memory may be anything: as posted it is torn, and a file can say what it likes. Who walks bytes asks `isSane` first, and no walk is longer than
 * its ring.
 */
import type { ActorStand } from '../recording/actor-stands.ts'
import { captureSlot, SlotCapture } from '../ring/capture.ts'
import type { CapturedPage, CapturedRing } from '../ring/capture.ts'
import { Point } from '../ring/probe.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'
import { eventsOnPage } from '../ring/rfc/page-events.ts'
import type { PageEvent } from '../ring/rfc/page-events.ts'
import { walkRing } from '../ring/rfc/walk.ts'
import type { Walk } from '../ring/rfc/walk.ts'
import type { Ledger } from '../ring/trace-buffer.ts'

/** What neither memory nor stands tell. */
export interface Conditions {
  /** the patch's local_irq_save is in force */
  readonly irqSave: boolean
  /** the workload is `steady`: an event of its type carries a checksum */
  readonly steady: boolean
  /** no two events of a CPU have the same stamp */
  readonly stampsDiffer: boolean
}

/** What a consuming read gave. */
export interface ConsumedEvent {
  readonly cpu: number
  /** ns */
  readonly ts: number
  readonly type: number
  /** the rounded body */
  readonly body: Uint8Array
}

export class Moment {
  /** by seat */
  stands: readonly ActorStand[] = []
  /** up to this moment, in the order in which they were given */
  consumed: readonly ConsumedEvent[] = []
  readonly cpus: readonly CpuMoment[]

  constructor(
    readonly image: RfcBuffer,
    readonly conditions: Conditions,
  ) {
    this.cpus = Array.from({ length: image.cpus }, (_, cpu) => new CpuMoment(this, cpu))
  }

  /** The reader's stand. */
  get reader(): ActorStand | undefined {
    return this.stands[this.image.cpus]
  }
}

/** One CPU's slot with its rings, copied when it is looked at. */
export class CpuMoment {
  readonly capture: SlotCapture
  ledger: Ledger
  /** the live ring, then the spare one where there is one */
  rings: readonly RingMoment[] = []

  constructor(
    readonly moment: Moment,
    readonly cpu: number,
  ) {
    this.capture = SlotCapture.allocate(moment.image.layout)
    this.ledger = this.capture.ledger()
  }

  /** Takes over what is there now. */
  look(): void {
    const { capture, moment } = this
    captureSlot(moment.image, this.cpu, capture)
    this.ledger = capture.ledger()
    const spare = capture.snapshot()
    this.rings = [
      new RingMoment(this, { name: 'ring', number: capture.liveRing, unread: this.ledger.buffered }, capture.live()),
    ]
    if (spare)
      this.rings = [
        ...this.rings,
        new RingMoment(this, { name: 'spare ring', number: capture.spareRing, unread: this.ledger.inSnapshot }, spare),
      ]
  }

  get live(): RingMoment {
    return this.rings[0] as RingMoment
  }
  /** number of the actor that holds the slot's lock */
  get lockHolder(): number | undefined {
    return this.capture.lockHolder
  }
}

interface RingFacts {
  readonly name: 'ring' | 'spare ring'
  readonly number: number
  /** what the ledger says that it holds: buffered, or in snapshot */
  readonly unread: number
}

/** As posted the reader takes no lock: the head has gone, the counts have not; at the first only half of the head has. */
const PASSING: readonly number[] = [Point.HeadPageStored, Point.HeadAdvanced]

export class RingMoment {
  readonly name: RingFacts['name']
  readonly number: number
  readonly unread: number
  private walked: Walk | undefined
  private readonly events = new Map<number, readonly PageEvent[]>()
  private allPages: readonly CapturedPage[] | undefined

  constructor(
    private readonly cpu: CpuMoment,
    { name, number, unread }: RingFacts,
    readonly ring: CapturedRing,
  ) {
    this.name = name
    this.number = number
    this.unread = unread
  }

  /** Head and tail lie in pages that are there. */
  get isSane(): boolean {
    const { headPage, tailPage, head, tail, layout } = this.ring
    const isPage = (page: number): boolean => page >= 0 && page < layout.pagesPerCpu
    const isOffset = (offset: number): boolean => offset >= 0 && offset <= layout.pageSize
    return isPage(headPage) && isPage(tailPage) && isOffset(head) && isOffset(tail)
  }

  /** Nobody holds the lock, and no reader without one is in the middle of passing an event. */
  get isAtRest(): boolean {
    return this.cpu.lockHolder === undefined && !this.readerStandsAt(PASSING)
  }

  /** Also: the patch's count, which a reader writes last. */
  get isCounted(): boolean {
    return this.isAtRest && !this.readerStandsAt([Point.EntriesRead])
  }

  /** The events between head and tail, by the bytes. @returns undefined: the places make no sense, or the ring is too large to be walked at every op */
  get walk(): Walk | undefined {
    if (this.isSane) this.walked ??= walkRing(this.ring)
    return this.walked
  }

  get pages(): readonly CapturedPage[] {
    const { pagesPerCpu } = this.ring.layout
    this.allPages ??= Array.from({ length: pagesPerCpu }, (_, page) => this.ring.page(page))
    return this.allPages
  }

  /** The pages from the head's to the tail's, both with them; only where they are sane. */
  get pagesInUse(): CapturedPage[] {
    const { headPage, tailPage } = this.ring
    const { pages } = this
    const used = ((tailPage - headPage + pages.length) % pages.length) + 1
    return Array.from({ length: used }, (_, at) => pages[(headPage + at) % pages.length] as CapturedPage)
  }

  /** What a page has committed, as far as headers lead. @returns undefined: the ring is too large to be walked at every op */
  eventsOf({ page, committedBytes }: CapturedPage): readonly PageEvent[] | undefined {
    const { bytes, layout } = this.ring
    if (bytes.length === 0) return undefined
    const known = this.events.get(page)
    if (known) return known
    const committed = Math.max(0, Math.min(layout.pageSize, committedBytes))
    const found = eventsOnPage(bytes, page * layout.pageSize, committed)
    this.events.set(page, found)
    return found
  }

  private readerStandsAt(points: readonly number[]): boolean {
    const at = this.cpu.moment.reader?.at
    return at !== undefined && at.a === this.number && points.includes(at.point)
  }
}
