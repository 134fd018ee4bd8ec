/** What a word of the rings' memory is, by the layout. */
import { HeaderF64, HeaderI32, PAGE_WORDS, PageI32, RingF64, RingI32, SlotF64, SlotI32 } from '../ring/rfc/layout.ts'
import type { RfcBuffer } from '../ring/rfc/buffer.ts'

/** A counter is a Float64: two Int32 words, of which the first names it. */
export type WordPlace =
  | { readonly kind: 'i32'; readonly name: string }
  | { readonly kind: 'f64'; readonly name: string; /** Float64 index */ readonly at: number }
  | { readonly kind: 'bytes'; readonly cpu: number; readonly page: number; readonly offset: number }

/** @param image in which the spare ring of a CPU is told from its live one @param at Int32 index */
export function placeOfWord(image: RfcBuffer, at: number): WordPlace {
  const { layout, cpus } = image
  const byte = at * 4
  if (byte < layout.slotsAt) return named(at, 0, '', HeaderI32, HeaderF64)
  if (byte < layout.ringsAt) {
    const cpu = Math.floor((byte - layout.slotsAt) / layout.slotBytes)
    // the ring has words of the same names
    return named(at, image.slotI32(cpu), `cpu${cpu}.`, SlotI32, SlotF64, `cpu${cpu}.ledger.`)
  }
  if (byte < layout.tablesAt) {
    const ring = Math.floor((byte - layout.ringsAt) / layout.ringBytes)
    return named(at, image.ringI32(ring), `${ringName(image, ring)}.`, RingI32, RingF64)
  }
  if (byte < layout.pageWordsAt) return { kind: 'i32', name: `pages[${at}]` }
  const perRing = image.pagesPerCpu
  if (byte < layout.pagesAt) {
    const page = Math.floor((at - (layout.pageWordsAt >>> 2)) / PAGE_WORDS)
    const ring = Math.floor(page / perRing)
    const first = (layout.pageWordsAt >>> 2) + page * PAGE_WORDS
    return named(at, first, `${ringName(image, ring)}.page${page % perRing}.`, PageI32, {})
  }
  const page = Math.floor((byte - layout.pagesAt) / image.pageSize)
  const ring = Math.floor(page / perRing)
  return { kind: 'bytes', cpu: ring % cpus, page: page % perRing, offset: (byte - layout.pagesAt) % image.pageSize }
}

/** cpu2, or snap2 for the ring that is spare in this image. At boot ring r is the live one of CPU r, and r + cpus its spare: a swap stays on its CPU. */
export function ringName(image: RfcBuffer, ring: number): string {
  const cpu = ring % image.cpus
  return image.liveRing(cpu) === ring ? `cpu${cpu}` : `snap${cpu}`
}

type Words = Readonly<Record<string, number>>

function named(at: number, block: number, prefix: string, i32: Words, f64: Words, ofFloats = prefix): WordPlace {
  const word = at - block
  const int = Object.entries(i32).find(([, index]) => index === word)
  if (int) return { kind: 'i32', name: prefix + int[0] }
  const float = Object.entries(f64).find(([, index]) => index === word >>> 1)
  if (float) return { kind: 'f64', name: ofFloats + float[0], at: at >>> 1 }
  return { kind: 'i32', name: `${prefix}word${word}` }
}
