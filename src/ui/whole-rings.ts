/**
 * Live rings with the bytes of their pages: those that captures have, and, of rings too large for that, those that the reader copies once the machine
 * stands still.
 *
 *   capture ── words │ reader copies the ring │ capture ── the same words? then the bytes are of the same moment
 */
import type { CapturedRing, SlotCapture } from '../ring/capture.ts'
import { copyOf, sameUnread } from '../ring/same-unread.ts'
import type { Session } from '../store/session.ts'

/** Bytes of all rings that are copied: in 16 MiB there is room for a million short events. */
export const MOST_COPIED_BYTES = 16 << 20

export type RingSource = Pick<Session, 'store' | 'captures' | 'ringBytes'>

export interface WholeRing {
  /** its number in the buffer */
  readonly number: number
  readonly ring: CapturedRing
  /** the words of its slot's capture: while they are the same, so is the ring */
  readonly words: Float64Array
}

interface Copied {
  readonly capture: SlotCapture
  readonly whole: WholeRing
  /** of the captures, at which it was last found to be the same */
  version: number
}

export class WholeRings {
  /** changes when copies have come or gone */
  version = 0
  private copies: (Copied | undefined)[] = []
  private isCopying = false
  private readonly listeners = new Set<() => void>()

  constructor(private readonly source: RingSource) {
    source.store.subscribe((state, before) => {
      if (state.running !== before.running || state.boot !== before.boot) this.forget()
      if (!state.running && state.readout && state.readout !== before.readout) void this.copy()
    })
  }

  subscribe(listener: () => void): void {
    this.listeners.add(listener)
  }

  /** undefined: nothing is captured yet, or the ring is too large for captures and is not copied, or not yet */
  of(cpu: number): WholeRing | undefined {
    const capture = this.capture(cpu)
    if (!capture) return undefined
    if (capture.ringBytes(0).length > 0) return wholeOf(capture)
    return this.copyOf(cpu, capture)?.whole
  }

  capture(cpu: number): SlotCapture | undefined {
    return this.source.captures.latest(cpu)
  }
  /** The live ring, with its bytes where they are there. */
  live(cpu: number): CapturedRing | undefined {
    return this.of(cpu)?.ring ?? this.capture(cpu)?.live()
  }

  /** These rings are not copied even at rest. */
  get areTooLarge(): boolean {
    const { cpus, pagesPerCpu, pageSize } = this.source.store.getState().config
    return cpus * pagesPerCpu * pageSize > MOST_COPIED_BYTES
  }

  /** The copy, while it is of what is there now. */
  private copyOf(cpu: number, now: SlotCapture): Copied | undefined {
    const copied = this.copies[cpu]
    const { version } = this.source.captures
    if (!copied || copied.version === version) return copied
    if (!sameUnread(copied.capture, now)) return undefined
    copied.version = version
    return copied
  }

  private async copy(): Promise<void> {
    if (this.isCopying || this.areTooLarge) return
    this.isCopying = true
    try {
      for (let cpu = 0; cpu < this.source.store.getState().config.cpus; cpu++) await this.copyRing(cpu)
    } catch {
      // the machine was taken down meanwhile: another comes with other rings
    } finally {
      this.isCopying = false
    }
  }

  private async copyRing(cpu: number): Promise<void> {
    const { store, captures } = this.source
    const latest = captures.latest(cpu)
    if (!latest || latest.ringBytes(0).length > 0 || this.copyOf(cpu, latest)) return
    const capture = copyOf(latest)
    const { boot } = store.getState()
    const bytes = await this.source.ringBytes(cpu)
    const now = captures.latest(cpu)
    const { running, boot: bootNow } = store.getState()
    if (running || boot !== bootNow || !now || !sameUnread(capture, now)) return
    this.copies[cpu] = { capture, whole: wholeOf(capture, capture.live(bytes)), version: captures.version }
    this.changed()
  }

  private forget(): void {
    if (this.copies.length === 0) return
    this.copies = []
    this.changed()
  }

  private changed(): void {
    this.version++
    for (const listener of this.listeners) listener()
  }
}

/** The live ring of a capture. */
export function wholeOf(capture: SlotCapture, ring: CapturedRing = capture.live()): WholeRing {
  return { number: capture.liveRing, ring, words: capture.numbers }
}
