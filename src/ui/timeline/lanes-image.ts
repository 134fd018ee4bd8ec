/**
 * The ticks of all lanes as pixels: a column of the image is a bin, one css pixel wide. A tick is tall while unread and short once read; where many
 * events share a pixel, the families share its height, and of what was read a tick is the stronger the more there are. Losses tint their
 * stretch, with a line where each begins.
 */
import { FAMILIES } from './families.ts'
import { Plane } from './lane-bins.ts'
import type { LaneBins, Range } from './lane-bins.ts'

/** 0xBBGGRR: pixels of ImageData as a Uint32Array has them, because every machine with a browser is little-endian. */
export interface Inks {
  readonly families: readonly number[]
  readonly lost: number
}

export interface LaneBands {
  readonly laneHeight: number
  /** px from the lane's top to the line on which ticks stand */
  readonly base: number
  readonly unreadPx: number
  readonly readPx: number
}

/** lanes at least so high have room for hatches, words and retention lines of 3 px */
export const ROOMY_PX = 10

export function laneBands(laneHeight: number): LaneBands {
  const roomy = laneHeight >= ROOMY_PX
  const unreadPx = Math.max(1, laneHeight - (roomy ? 6 : 2))
  return { laneHeight, base: laneHeight - (roomy ? 4 : 1), unreadPx, readPx: Math.max(1, Math.floor(unreadPx / 2)) }
}

const OPAQUE = 255
const TINT = 66
const LOST_LINE = 230

export class LanesImage {
  readonly height: number
  /** the slots of the bins in rows, as ImageData has them */
  readonly pixels: Uint32Array<ArrayBuffer>

  constructor(
    readonly columns: number,
    private readonly lanes: number,
    readonly bands: LaneBands,
  ) {
    this.height = lanes * bands.laneHeight
    this.pixels = new Uint32Array(columns * this.height)
  }

  paint(bins: Range, read: LaneBins, unread: LaneBins, inks: Inks): void {
    for (let bin = bins.from; bin < bins.to; bin++)
      for (let lane = 0; lane < this.lanes; lane++) this.paintBin({ bin, lane }, read, unread, inks)
  }

  private paintBin({ bin, lane }: { bin: number; lane: number }, read: LaneBins, unread: LaneBins, inks: Inks): void {
    const { bands } = this
    const roomy = bands.laneHeight >= ROOMY_PX
    const x = read.slot(bin)
    const top = lane * bands.laneHeight
    this.column(x, top, bands.laneHeight, 0)
    const [readAt, unreadAt] = [read.at(bin, lane), unread.at(bin, lane)]
    const isLost = sum(read, readAt + Plane.covers, unread, unreadAt + Plane.covers) > 0
    const begins = sum(read, readAt + Plane.begins, unread, unreadAt + Plane.begins) > 0
    if (isLost && roomy) this.column(x, top + 1, bands.laneHeight - 3, pixel(inks.lost, begins ? LOST_LINE : TINT))
    const reads = read.counts[readAt + Plane.events] as number
    if (reads > 0) this.stack(x, top, { bins: read, at: readAt, px: bands.readPx, alpha: strength(reads) }, inks)
    const here = unread.counts[unreadAt + Plane.events] !== 0
    // a tick alone is two pixels wide
    const at = here || bin === unread.first ? unreadAt : unread.at(bin - 1, lane)
    if (unread.counts[at + Plane.events] !== 0)
      this.stack(x, top, { bins: unread, at, px: bands.unreadPx, alpha: OPAQUE }, inks)
    // where there is no room for both, what was lost is what is seen
    if (isLost && !roomy) this.column(x, top, 1, pixel(inks.lost, LOST_LINE))
  }

  /** From the base up, each family as high as its share. */
  private stack(x: number, top: number, { bins: { counts }, at, px, alpha }: Tick, inks: Inks): void {
    const base = top + this.bands.base
    const total = counts[at + Plane.events] as number
    let [before, from] = [0, 0]
    for (let family = 0; before < total && family < FAMILIES.length; family++) {
      const count = counts[at + family] as number
      if (count === 0) continue
      before += count
      const to = Math.round((before / total) * px)
      this.column(x, base - to, to - from, pixel(inks.families[family] ?? 0, alpha))
      from = to
    }
  }

  private column(x: number, y: number, height: number, ink: number): void {
    const { pixels, columns } = this
    for (let row = y; row < y + height; row++) pixels[row * columns + x] = ink
  }
}

/** The events of a bin, and how high and strong they are painted. */
interface Tick {
  bins: LaneBins
  at: number
  px: number
  alpha: number
}

function sum(a: LaneBins, atA: number, b: LaneBins, atB: number): number {
  return (a.counts[atA] as number) + (b.counts[atB] as number)
}

/** of 255: one event 180, a thousand all of it */
function strength(count: number): number {
  return Math.min(OPAQUE, Math.round(180 + 7.5 * Math.log2(count)))
}

function pixel(ink: number, alpha: number): number {
  return (ink | (alpha << 24)) >>> 0
}
