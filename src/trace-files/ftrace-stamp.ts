import type { Nanoseconds } from './parsed-trace.ts'

const NS_PER_SECOND = 1e9
/** decimals beyond the nanosecond are cut off; no kernel prints them */
const NS_DIGITS = 9
/** 2^53 ns are 9 007 199 s: seconds up to here leave every nanosecond exact */
const MAX_EXACT_SECONDS = 9_000_000

/**
 * Reads the stamps of one text: `76.211513` and `76.211513860` as nanoseconds, from their digits and so without rounding; `1234`, of a
 * clock that counts, as it is. Where the first stamp is too large to be exact as nanoseconds (a machine up for more than 104 days, a
 * clock of the day), its whole seconds become the origin that all stamps are counted from.
 */
export class StampReader {
  originSeconds = 0
  private originKnown = false

  read(digits: string): Nanoseconds {
    const dot = digits.indexOf('.')
    if (dot < 0) return Number(digits)
    const seconds = Number(digits.slice(0, dot))
    const fraction = digits.slice(dot + 1, dot + 1 + NS_DIGITS)
    if (!this.originKnown) {
      this.originKnown = true
      if (seconds > MAX_EXACT_SECONDS) this.originSeconds = seconds
    }
    return (seconds - this.originSeconds) * NS_PER_SECOND + Number(fraction) * 10 ** (NS_DIGITS - fraction.length)
  }
}

/** Rounded to the nearest microsecond, half of one up: as the kernel's ns2usecs and trace-cmd round. */
export function nsToUs(ns: Nanoseconds): number {
  return Math.floor((ns + 500) / 1000)
}

/** How a stamp is printed: seconds with six digits (rounded to the nearest microsecond, as trace-cmd does) or nine, or a count. */
export type StampStyle = 'us' | 'ns' | 'count'

export function formatStamp(ts: Nanoseconds, style: StampStyle, originSeconds: number): string {
  if (style === 'count') return String(ts).padStart(12)
  const perSecond = style === 'us' ? NS_PER_SECOND / 1000 : NS_PER_SECOND
  const units = style === 'us' ? nsToUs(ts) : ts
  const seconds = Math.floor(units / perSecond)
  const fraction = String(units - seconds * perSecond).padStart(style === 'us' ? 6 : NS_DIGITS, '0')
  return `${String(seconds + originSeconds).padStart(5)}.${fraction}`
}
