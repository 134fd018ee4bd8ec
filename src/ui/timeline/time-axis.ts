import { ticks } from 'd3-array'
import type { Window } from '../../merge/windows.ts'

export interface AxisTick {
  readonly time: number
  readonly label: string
}

const UNITS = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
] as const

/** Round times, as many decimals as the steps between them need. A counter clock has no unit. */
export function axisTicks(window: Window, count: number, counts: boolean): AxisTick[] {
  const times = ticks(window.from, window.to, count).filter((time) => time >= 0)
  if (counts) return times.filter(Number.isInteger).map((time) => ({ time, label: String(time) }))
  const step = (times[1] ?? window.to) - (times[0] ?? window.from)
  // the unit in which the newest time has at most four figures before the point
  const [unit, size] = UNITS.find(([, size]) => window.to >= size * (size === 1e9 ? 10 : 1)) ?? ['ns', 1]
  const decimals = Math.max(0, Math.ceil(-Math.log10(step / size) - 1e-9))
  return times.map((time) => ({ time, label: `${(time / size).toFixed(decimals)} ${unit}` }))
}
