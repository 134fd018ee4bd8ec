/**
 * Rings of very many pages as density: one pixel high and as wide as the strip, scaled when drawn, so that a page costs a few numbers and no mark.
 * Where a page has several pixels they are to scale; where several pages share one, its colour is their mean. Pure.
 */
import type { PageColumn } from './rows-layout.ts'

/** red, green, blue from 0 to 255 */
export type Rgb = readonly [number, number, number]

export interface DensityColors {
  readonly unread: Rgb
  readonly consumed: Rgb
  readonly reserved: Rgb
  readonly padding: Rgb
  readonly free: Rgb
}

/** The words of a page, bytes. */
export interface PageFill {
  committed: number
  consumed: number
  reserved: number
  padding: number
}

/** Reads the words of a page into `out`: from a capture, or from the ring itself. */
export type ReadPage = (page: number, out: PageFill) => void

export interface DensityInput {
  readonly columns: readonly PageColumn[]
  /** px of the first pixel */
  readonly x: number
  readonly pageSize: number
  readonly readPage: ReadPage
  readonly colors: DensityColors
}

const OPAQUE = 0xff000000

/** @param out a pixel each, as ImageData has them (little endian); what lies between columns stays transparent */
export function paintDensity({ columns, x, pageSize, readPage, colors }: DensityInput, out: Uint32Array): void {
  const fill: PageFill = { committed: 0, consumed: 0, reserved: 0, padding: 0 }
  out.fill(0)
  for (const column of columns) {
    const from = Math.max(0, column.x - x)
    const to = Math.min(out.length, from + column.width)
    if (column.endPage - column.firstPage === 1 && column.width > 1) {
      readPage(column.firstPage, fill)
      paintPage(fill, pageSize, colors, out.subarray(from, to))
    } else out.fill(meanOf(column, pageSize, readPage, colors, fill), from, to)
  }
}

/** To scale: consumed, unread, being written, free, padding. */
function paintPage(fill: PageFill, pageSize: number, colors: DensityColors, out: Uint32Array): void {
  const px = (bytes: number): number => Math.round((clamp(bytes, pageSize) / pageSize) * out.length)
  const { committed, consumed, reserved, padding } = fill
  out.fill(pack(colors.free))
  out.fill(pack(colors.padding), px(pageSize - padding))
  out.fill(pack(colors.reserved), px(committed), px(committed + reserved))
  out.fill(pack(colors.unread), px(Math.min(consumed, committed)), px(committed))
  out.fill(pack(colors.consumed), 0, px(Math.min(consumed, committed)))
}

function meanOf(
  { firstPage, endPage }: PageColumn,
  pageSize: number,
  readPage: ReadPage,
  colors: DensityColors,
  fill: PageFill,
): number {
  let [unread, consumed, reserved, padding] = [0, 0, 0, 0]
  for (let page = firstPage; page < endPage; page++) {
    readPage(page, fill)
    const committed = clamp(fill.committed, pageSize)
    const read = clamp(fill.consumed, committed)
    unread += committed - read
    consumed += read
    const held = clamp(fill.reserved, pageSize - committed)
    reserved += held
    padding += clamp(fill.padding, pageSize - committed - held)
  }
  const all = (endPage - firstPage) * pageSize
  const free = Math.max(0, all - unread - consumed - reserved - padding)
  const mean = (channel: 0 | 1 | 2): number =>
    (unread * colors.unread[channel] +
      consumed * colors.consumed[channel] +
      reserved * colors.reserved[channel] +
      padding * colors.padding[channel] +
      free * colors.free[channel]) /
    all
  return pack([mean(0), mean(1), mean(2)])
}

/** As posted, words can be nonsense, and the picture of nonsense must still be a picture. */
function clamp(value: number, most: number): number {
  return value > 0 ? Math.min(value, most) : 0
}

export function pack([red, green, blue]: Rgb): number {
  return (OPAQUE | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0
}

/** `#rrggbb`, as a canvas writes any colour that it was given. */
export function parseRgb(colour: string): Rgb {
  const value = parseInt(colour.slice(1, 7), 16) || 0
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}
