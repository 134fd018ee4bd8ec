/** The lanes' image on a canvas of its own, one pixel per bin, of which only the columns that changed are painted anew. */
import type { CanvasColors } from '../canvas-theme.ts'
import { FAMILIES } from './families.ts'
import type { TimelineFrame } from './frame.ts'
import { columnsOf } from './frame.ts'
import { LaneBins } from './lane-bins.ts'
import type { BinnedLane, Range } from './lane-bins.ts'
import { laneBands, LanesImage } from './lanes-image.ts'
import type { Inks } from './lanes-image.ts'

export interface BinnedLanes {
  readonly read: readonly BinnedLane[]
  readonly unread: readonly BinnedLane[]
  /** of what was read: it began anew; of what is unread: it was replaced */
  readonly anew: { readonly read: boolean; readonly unread: boolean }
}

export class LanesCanvas {
  readonly read: LaneBins
  readonly unread: LaneBins
  private readonly image: LanesImage
  private readonly canvas = document.createElement('canvas')
  private readonly ctx = this.canvas.getContext('2d')
  private readonly data: ImageData
  private inks: Inks | undefined

  constructor(
    private readonly columns: number,
    lanes: number,
    laneHeight: number,
  ) {
    this.read = new LaneBins(lanes, columns)
    this.unread = new LaneBins(lanes, columns)
    this.image = new LanesImage(columns, lanes, laneBands(laneHeight))
    this.canvas.width = columns
    this.canvas.height = this.image.height
    this.data = new ImageData(new Uint8ClampedArray(this.image.pixels.buffer), columns)
  }

  fits(frame: TimelineFrame): boolean {
    const { cpus, laneHeight } = frame
    return columnsOf(frame) === this.columns && cpus === this.read.lanes && laneHeight === this.image.bands.laneHeight
  }

  /** @param inks another object when the colours have changed */
  update(lanes: BinnedLanes, { binNs, first }: { binNs: number; first: number }, inks: Inks): void {
    const { read, unread, columns } = this
    read.show(lanes.read, binNs, first, lanes.anew.read)
    unread.show(lanes.unread, binNs, first, lanes.anew.unread)
    const all = { from: first, to: first + columns }
    const counted = union(read.takeChanged(), unread.takeChanged())
    const changed = inks === this.inks ? counted : all
    this.inks = inks
    if (changed.to <= changed.from) return
    // a tick reaches into the bin behind it
    const painted = { from: changed.from, to: Math.min(changed.to + 1, all.to) }
    this.image.paint(painted, read, unread, inks)
    for (const { slot, count } of this.slotsOf(painted))
      this.ctx?.putImageData(this.data, 0, 0, slot, 0, count, this.image.height)
  }

  /** The part of it that is in view, at its place. */
  draw(ctx: CanvasRenderingContext2D, { left, top, bottom, scroll }: TimelineFrame): void {
    const height = Math.min(bottom - top, this.image.height - scroll)
    if (height <= 0) return
    ctx.imageSmoothingEnabled = false
    let x = left
    for (const { slot, count } of this.slotsOf({ from: this.read.first, to: this.read.first + this.columns })) {
      ctx.drawImage(this.canvas, slot, scroll, count, height, x, top, count, height)
      x += count
    }
  }

  /** Bins lie in a ring of slots: at most two stretches. */
  private slotsOf({ from, to }: Range): { slot: number; count: number }[] {
    const slot = this.read.slot(from)
    const before = Math.min(to - from, this.columns - slot)
    const rest = to - from - before
    return rest > 0
      ? [
          { slot, count: before },
          { slot: 0, count: rest },
        ]
      : [{ slot, count: before }]
  }
}

function union(a: Range, b: Range): Range {
  if (a.to <= a.from) return b
  if (b.to <= b.from) return a
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }
}

/** Colours of css as numbers: whatever a theme says, `LinkText` too, a canvas knows. */
export function readInks(colors: CanvasColors): Inks {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const ctx = canvas.getContext('2d', { willReadFrequently: true })
  const inkOf = (color: string): number => {
    if (!ctx) return 0
    ctx.fillStyle = color
    ctx.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = ctx.getImageData(0, 0, 1, 1).data
    return (blue << 16) | (green << 8) | red
  }
  return { families: FAMILIES.map((family) => inkOf(colors.families[family])), lost: inkOf(colors.lost) }
}
