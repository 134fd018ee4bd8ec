/** Stamps as the merge sees them, to the nanosecond and one below the other, so that one can see which digit decides. */

const NS_DIGITS = 9

/** Of the same length: seconds and nine decimals, or what a counter clock counts. */
export function alignStamps(stamps: readonly number[], counts: boolean): string[] {
  const texts = stamps.map((ts) => (counts ? String(ts) : inSeconds(ts)))
  const width = Math.max(0, ...texts.map((text) => text.length))
  return texts.map((text) => text.padStart(width, '\u2007'))
}

function inSeconds(ts: number): string {
  return `${Math.floor(ts / 1e9)}.${String(ts % 1e9).padStart(NS_DIGITS, '0')}`
}

/** Place of the first digit in which two aligned stamps differ; undefined: they are the same. */
export function firstDifference(a: string, b: string): number | undefined {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return at
  return undefined
}
