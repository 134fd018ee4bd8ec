import { scaleLinear } from 'd3-scale'
import type { TimeWindow } from './timeline-layout.ts'

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

/** Round times in the largest unit that the steps between them are whole in. A counter clock has no unit. */
export function axisTicks(window: TimeWindow, count: number, counts: boolean): AxisTick[] {
  const times = scaleLinear([window.from, window.to], [0, 1]).ticks(count)
  if (counts) return times.filter(Number.isInteger).map((time) => ({ time, label: String(time) }))
  const step = (times[1] ?? window.to) - (times[0] ?? window.from)
  const [unit, size] = UNITS.find(([, size]) => step >= size * 0.1) ?? ['ns', 1]
  const decimals = step >= size ? 0 : 1
  return times.map((time) => ({ time, label: `${(time / size).toFixed(decimals)} ${unit}` }))
}
