/** Offsets of clocks as one types and reads them. */

const UNITS = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
] as const

/** Both signs for minus and for micro; u is what a keyboard has. */
const TYPED = /^([+\-−]?)(\d+\.?\d*|\.\d+)\s*(ns|us|µs|μs|ms|s)?$/i
/** More than eleven days would be as good as any, and stamps stay exact. */
const MOST_NS = 1e15
const MINUS = '−'

/** @returns ns, rounded; undefined for what is no offset. Without a unit it is ns. */
export function parseOffset(text: string): number | undefined {
  const [, sign, digits, unit = 'ns'] = TYPED.exec(text.trim()) ?? []
  if (digits === undefined) return undefined
  const name = unit.toLowerCase().replace(/^[uμ]s/, 'µs')
  const size = UNITS.find(([other]) => other === name)?.[1] ?? 1
  const ns = Math.round(Number(digits) * size)
  if (ns > MOST_NS) return undefined
  return sign === '' || sign === '+' || ns === 0 ? ns : -ns
}

/** Exact, in the largest unit that it fills: +2 ms, −1.5 s, 0. */
export function formatOffset(ns: number): string {
  if (ns === 0) return '0'
  const [unit, size] = unitOf(ns)
  const decimals = Math.log10(size)
  const value = (Math.abs(ns) / size).toFixed(decimals)
  return `${signOf(ns)}${decimals > 0 ? value.replace(/\.?0+$/, '') : value} ${unit}`
}

/** Beside what is off: few figures, since there is little room. */
export function markOffset(ns: number): string {
  const [unit, size] = unitOf(ns)
  const value = Math.abs(ns) / size
  return `${signOf(ns)}${value >= 10 ? Math.round(value) : Math.round(value * 10) / 10} ${unit}`
}

function unitOf(ns: number): (typeof UNITS)[number] {
  return UNITS.find(([, size]) => Math.abs(ns) >= size) ?? UNITS[3]
}

function signOf(ns: number): string {
  return ns < 0 ? MINUS : '+'
}
